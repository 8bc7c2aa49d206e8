// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.json;

import io.nextbestaction.data.JsonException;
import io.nextbestaction.data.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A {@link State} as JSON and back, without loss: numbers keep their bits (any NaN becomes the one NaN), a number that
 * JSON cannot write is {@code {"$number": "NaN"}}, and a name that starts with a dollar sign gets another one.
 */
public final class StateCodec {
    private static final String NUMBER = "$number";

    private StateCodec() {}

    /** Puts a state under a key. */
    public static void write(JsonWriter out, String key, State state) {
        out.object(key);
        members(out, state);
        out.end();
    }

    /** A state as a document of its own. */
    public static byte[] encode(State state) {
        JsonWriter out = JsonWriter.object();
        members(out, state);
        return out.utf8();
    }

    /**
     * The state an object holds.
     *
     * @throws JsonException if a state cannot have one of its values
     */
    public static State read(JsonValue object) {
        State.Builder state = State.builder();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            put(state, name(member.getKey(), member.getValue()), member.getValue());
        }
        return state.build();
    }

    private static void members(JsonWriter out, State state) {
        state.values().forEach((name, value) -> {
            String key = name.startsWith("$") ? "$" + name : name;
            if (value instanceof String text) {
                out.put(key, text);
            } else if (value instanceof Boolean flag) {
                out.put(key, flag);
            } else if (value instanceof State child) {
                write(out, key, child);
            } else if (value instanceof Double number) {
                if (Double.isFinite(number)) {
                    out.put(key, number);
                } else {
                    out.object(key).put(NUMBER, number).end();
                }
            } else if (value instanceof List<?> list) {
                out.list(key);
                list.forEach(element -> element(out, element));
                out.end();
            } else {
                throw new AssertionError("a state holds no " + value.getClass());
            }
        });
    }

    private static void element(JsonWriter out, Object element) {
        if (element instanceof String text) {
            out.add(text);
        } else if (element instanceof Double number && Double.isFinite(number)) {
            out.add(number);
        } else {
            out.addObject();
            if (element instanceof Double number) {
                out.put(NUMBER, number);
            } else {
                members(out, (State) element);
            }
            out.end();
        }
    }

    private static String name(String key, JsonValue value) {
        if (!key.startsWith("$")) {
            return key;
        }
        if (!key.startsWith("$$")) {
            throw value.keyError("not start with a single dollar sign", "double it");
        }
        return key.substring(1);
    }

    private static void put(State.Builder state, String name, JsonValue value) {
        switch (value.kind()) {
            case TEXT -> state.put(name, value.text());
            case FLAG -> state.put(name, value.flag());
            case NUMBER -> state.put(name, value.number());
            case NULL -> throw value.error("be a text, a number, a flag, a list or an object", "remove the key");
            case OBJECT -> {
                if (isNumber(value)) {
                    state.put(name, number(value));
                } else {
                    state.put(name, read(value));
                }
            }
            case LIST -> putList(state, name, value.list());
        }
    }

    /** The first element tells what the list holds; the empty list is equal whatever it holds. */
    private static void putList(State.Builder state, String name, List<JsonValue> list) {
        if (list.isEmpty() || list.get(0).kind() == JsonValue.Kind.TEXT) {
            state.putTexts(name, list.stream().map(JsonValue::text).toList());
        } else if (isNumber(list.get(0))) {
            state.put(name, list.stream().mapToDouble(StateCodec::number).toArray());
        } else {
            List<State> children = new ArrayList<>();
            list.forEach(element -> children.add(read(element)));
            state.putAll(name, children);
        }
    }

    private static boolean isNumber(JsonValue value) {
        return value.kind() == JsonValue.Kind.NUMBER
                || (value.kind() == JsonValue.Kind.OBJECT && value.members().containsKey(NUMBER));
    }

    private static double number(JsonValue value) {
        return value.kind() == JsonValue.Kind.OBJECT
                ? value.onlyKeys(NUMBER).get(NUMBER).anyNumber()
                : value.number();
    }
}
