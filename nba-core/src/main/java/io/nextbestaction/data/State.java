// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The saved form of a fitted part: an ordered, immutable tree of named texts, numbers, flags, lists and further states,
 * so that no part of the library needs to know a file format. Numbers keep every bit, NaN and infinities included.
 */
public final class State {
    private final Map<String, Object> values;

    private State(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Starts an empty state. */
    public static Builder builder() {
        return new Builder();
    }

    /** The named values in order: String, Double, Boolean, State, or a List of one of these. */
    public Map<String, Object> values() {
        return values;
    }

    /** Whether a value of this name exists. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A text. */
    public String text(String name) {
        return get(name, String.class, "a text");
    }

    /** A number. */
    public double number(String name) {
        return get(name, Double.class, "a number");
    }

    /** A whole number. */
    public int integer(String name) {
        double number = number(name);
        if (number != (int) number) {
            throw wrong(name, number, "a whole number");
        }
        return (int) number;
    }

    /** True or false. */
    public boolean flag(String name) {
        return get(name, Boolean.class, "true or false");
    }

    /** A further state. */
    public State child(String name) {
        return get(name, State.class, "an object");
    }

    /** A list of texts. */
    public List<String> texts(String name) {
        return list(name, String.class, "a list of texts");
    }

    /** A list of further states. */
    public List<State> children(String name) {
        return list(name, State.class, "a list of objects");
    }

    /** A list of numbers. */
    public double[] numbers(String name) {
        List<Double> list = list(name, Double.class, "a list of numbers");
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i);
        }
        return numbers;
    }

    private <T> T get(String name, Class<T> type, String expected) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw wrong(name, value, expected);
        }
        return type.cast(value);
    }

    private <T> List<T> list(String name, Class<T> type, String expected) {
        List<?> list = get(name, List.class, expected);
        List<T> typed = new ArrayList<>(list.size());
        for (Object element : list) {
            if (!type.isInstance(element)) {
                throw wrong(name, element, expected);
            }
            typed.add(type.cast(element));
        }
        return Collections.unmodifiableList(typed);
    }

    private static IllegalArgumentException wrong(String name, @Nullable Object value, String expected) {
        String found = value == null ? "absent" : value.getClass().getSimpleName();
        return new IllegalArgumentException("The saved value \"" + name + "\" (" + found + ") must be " + expected
                + ".\nMaybe the file was written by another version of the library.");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof State state && state.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** Collects named values; each name once. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();

        private Builder() {}

        /** Puts a text. */
        public Builder put(String name, String value) {
            return add(name, value);
        }

        /** Puts a number. */
        public Builder put(String name, double value) {
            return add(name, value);
        }

        /** Puts a flag. */
        public Builder put(String name, boolean value) {
            return add(name, value);
        }

        /** Puts a further state. */
        public Builder put(String name, State value) {
            return add(name, value);
        }

        /** Puts a list of numbers, copied. */
        public Builder put(String name, double[] value) {
            List<Double> list = new ArrayList<>(value.length);
            for (double v : value) {
                list.add(v);
            }
            return add(name, Collections.unmodifiableList(list));
        }

        /** Puts a list of texts, copied. */
        public Builder putTexts(String name, List<String> value) {
            return add(name, List.copyOf(value));
        }

        /** Puts a list of further states, copied. */
        public Builder putAll(String name, List<State> value) {
            return add(name, List.copyOf(value));
        }

        private Builder add(String name, Object value) {
            if (values.put(name, value) != null) {
                throw new IllegalStateException("The saved value \"" + name + "\" must be put once.");
            }
            return this;
        }

        /** The state. */
        public State build() {
            return new State(values);
        }
    }
}
