// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.json;

import io.nextbestaction.data.JsonException;
import io.nextbestaction.data.Names;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a JSON document, with its place in it. Immutable. Every accessor that finds something else throws a
 * {@link JsonException} at this place; a key whose value is null counts as absent.
 */
public final class JsonValue {
    /** What a value is. */
    public enum Kind {
        /** Named values. */
        OBJECT("be an object"),
        /** Values in order. */
        LIST("be a list"),
        /** Characters. */
        TEXT("be a text"),
        /** A number. */
        NUMBER("be a number"),
        /** True or false. */
        FLAG("be true or false"),
        /** Nothing. */
        NULL("be null");

        private final String rule;

        Kind(String rule) {
            this.rule = rule;
        }
    }

    private final Place place;
    private final Kind kind;
    private final Object content;

    /** Content by kind: Map, List, String, Boolean; a number as the text it is written in. */
    JsonValue(Place place, Kind kind, Object content) {
        this.place = place;
        this.kind = kind;
        this.content = content;
    }

    /** What this value is. */
    public Kind kind() {
        return kind;
    }

    /** Where it is, such as {@code actions[2].cost}; empty for the whole document. */
    public String path() {
        return place.path();
    }

    /** The line it starts in, from 1. */
    public int line() {
        return place.line();
    }

    /** The column it starts at, in characters from 1. */
    public int column() {
        return place.column();
    }

    /** The text. */
    public String text() {
        return (String) content(Kind.TEXT);
    }

    /** The text, one of a few. */
    public String oneOf(Collection<String> allowed) {
        String text = text();
        if (!allowed.contains(text)) {
            throw place.error(thing(), "be a word the format knows", Names.suggestion(Place.shown(text), allowed));
        }
        return text;
    }

    /** The number, finite. */
    public double number() {
        double number = Double.parseDouble((String) content(Kind.NUMBER));
        if (Double.isInfinite(number)) {
            throw error("be a finite number", "it has too many digits");
        }
        return number;
    }

    /** The number, which may also be given as "NaN", "Infinity" or "-Infinity". */
    public double anyNumber() {
        if (kind != Kind.TEXT) {
            return number();
        }
        return switch ((String) content) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw error("be a number, \"NaN\", \"Infinity\" or \"-Infinity\"", "remove the quotes");
        };
    }

    /** The whole number, exact; 3.0 and 3e2 are whole. */
    public long longInteger() {
        String digits = (String) content(Kind.NUMBER);
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            double number = number();
            if (number == Math.rint(number) && Math.abs(number) < 0x1p53) {
                return (long) number;
            }
            throw error("be a whole number", "round it");
        }
    }

    /** The whole number within the range of int. */
    public int integer() {
        long number = longInteger();
        if (number != (int) number) {
            throw error("lie within " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE, "it has too many digits");
        }
        return (int) number;
    }

    /** True or false. */
    public boolean flag() {
        return (Boolean) content(Kind.FLAG);
    }

    /** The elements of the list. */
    @SuppressWarnings("unchecked") // the reader puts a list of values for this kind
    public List<JsonValue> list() {
        return (List<JsonValue>) content(Kind.LIST);
    }

    /** The elements of a list of texts. */
    public List<String> texts() {
        return list().stream().map(JsonValue::text).toList();
    }

    /** The members of the object in order, those of value null included. */
    @SuppressWarnings("unchecked") // the reader puts a map of values for this kind
    public Map<String, JsonValue> members() {
        return (Map<String, JsonValue>) content(Kind.OBJECT);
    }

    /** The value of a key, or null where absent. */
    public @Nullable JsonValue find(String key) {
        JsonValue value = members().get(key);
        return value == null || value.kind == Kind.NULL ? null : value;
    }

    /** The value of a key that must be given. */
    public JsonValue get(String key) {
        JsonValue value = find(key);
        if (value == null) {
            throw place.error("The key \"" + key + "\"", "be given", "Maybe it was forgotten or misspelled.");
        }
        return value;
    }

    /** The text of a key, or a default where absent. */
    public String text(String key, String otherwise) {
        JsonValue value = find(key);
        return value == null ? otherwise : value.text();
    }

    /** The number of a key, or a default where absent. */
    public double number(String key, double otherwise) {
        JsonValue value = find(key);
        return value == null ? otherwise : value.number();
    }

    /** The whole number of a key, or a default where absent. */
    public int integer(String key, int otherwise) {
        JsonValue value = find(key);
        return value == null ? otherwise : value.integer();
    }

    /** The flag of a key, or a default where absent. */
    public boolean flag(String key, boolean otherwise) {
        JsonValue value = find(key);
        return value == null ? otherwise : value.flag();
    }

    /** The elements of a key's list, none where absent. */
    public List<JsonValue> list(String key) {
        JsonValue value = find(key);
        return value == null ? List.of() : value.list();
    }

    /** Refuses every other key at that key's place; gives this object back. */
    public JsonValue onlyKeys(String... known) {
        List<String> names = List.of(known);
        members().forEach((key, value) -> {
            if (!names.contains(key)) {
                throw value.place.keyError("be one the format knows", Names.suggestion(Place.shown(key), names));
            }
        });
        return this;
    }

    /** The one key of a choice that is given; none or several are refused. */
    public String exactlyOneOf(String... choice) {
        List<String> given =
                List.of(choice).stream().filter(key -> find(key) != null).toList();
        if (given.size() != 1) {
            throw place.error(
                    "The choice (" + (given.isEmpty() ? "none" : String.join(", ", given)) + ")",
                    "be exactly one of " + String.join(", ", choice),
                    given.isEmpty() ? "Maybe it was forgotten or misspelled." : "Maybe keep one and remove the rest.");
        }
        return given.get(0);
    }

    /** An error at this value: "The value (…) of path in source, line, column must rule. Maybe fix." */
    public JsonException error(String rule, String fix) {
        return place.error(thing(), rule, "Maybe " + fix + ".");
    }

    /** An error at the key of this value: "The key … of path in source, line, column must rule. Maybe fix." */
    public JsonException keyError(String rule, String fix) {
        return place.keyError(rule, "Maybe " + fix + ".");
    }

    Place place() {
        return place;
    }

    private Object content(Kind expected) {
        if (kind != expected) {
            boolean quoted = kind == Kind.TEXT && (expected == Kind.NUMBER || expected == Kind.FLAG);
            String fix =
                    switch (expected) {
                        case TEXT -> "put it in double quotes";
                        case LIST -> "put it in [ ]";
                        case OBJECT -> "put named values in { }";
                        default -> quoted ? "remove the quotes" : "another key was meant";
                    };
            throw error(expected.rule, fix);
        }
        return content;
    }

    private String thing() {
        String words =
                switch (kind) {
                    case TEXT -> "\"" + Place.shown((String) content) + "\", a text";
                    case NUMBER -> Place.shown((String) content) + ", a number";
                    case FLAG -> content + ", a flag";
                    case LIST -> "a list of " + list().size();
                    case OBJECT -> "an object of " + members().size();
                    case NULL -> "null";
                };
        return "The value (" + words + ")";
    }
}
