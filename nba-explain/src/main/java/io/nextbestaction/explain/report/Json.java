// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.data.State;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes JSON in plain ASCII without a character that HTML or XML gives a meaning, so that it can stand in a script element.
 * What is not finite becomes null.
 */
final class Json {
    private final StringJoiner members = new StringJoiner(",", "{", "}");

    /** An empty object. */
    static Json object() {
        return new Json();
    }

    Json put(String name, String text) {
        return json(name, text(text));
    }

    Json put(String name, double number) {
        return json(name, number(number));
    }

    Json put(String name, boolean flag) {
        return json(name, Boolean.toString(flag));
    }

    /** A member whose value is JSON already. */
    Json json(String name, String json) {
        members.add(text(name) + ":" + json);
        return this;
    }

    @Override
    public String toString() {
        return members.toString();
    }

    /** A list of values that are JSON already. */
    static String list(Stream<String> values) {
        return values.collect(Collectors.joining(",", "[", "]"));
    }

    static String texts(List<String> texts) {
        return list(texts.stream().map(Json::text));
    }

    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "null";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    static String text(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= ' ' && c < 0x7F && "\"\\<>&'".indexOf(c) < 0;
            if (plain) {
                out.append(c);
            } else {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(Character.forDigit(c >> shift & 0xF, 16));
                }
            }
        }
        return out.append('"').toString();
    }

    /** A saved state, member by member. */
    static String state(State state) {
        Json object = object();
        for (Map.Entry<String, Object> entry : state.values().entrySet()) {
            object.json(entry.getKey(), value(entry.getValue()));
        }
        return object.toString();
    }

    private static String value(Object value) {
        if (value instanceof State child) {
            return state(child);
        }
        if (value instanceof List<?> list) {
            return list(list.stream().map(Json::value));
        }
        if (value instanceof Double number) {
            return number(number);
        }
        return value instanceof Boolean flag ? flag.toString() : text((String) value);
    }
}
