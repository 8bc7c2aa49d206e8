// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.json;

import io.nextbestaction.data.JsonException;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a document, and the errors raised there.
 *
 * @param source what messages call the document
 * @param parent the place of the list or object around it, null for the whole document
 * @param key its key in an object, null in a list
 * @param index its position in a list
 * @param keyLine the line of its key
 * @param keyColumn the column of its key
 * @param line the line it starts in
 * @param column the column it starts at
 */
record Place(
        String source,
        @Nullable Place parent,
        @Nullable String key,
        int index,
        int keyLine,
        int keyColumn,
        int line,
        int column) {
    private static final int SHOWN = 40;

    String path() {
        if (parent == null) {
            return "";
        }
        String before = parent.path();
        if (key == null) {
            return before + "[" + index + "]";
        }
        boolean plain = !key.isEmpty()
                && key.length() <= SHOWN
                && key.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
        if (plain) {
            return before.isEmpty() ? key : before + "." + key;
        }
        return before + "[\"" + shown(key) + "\"]";
    }

    /** An error about something of this value. */
    JsonException error(String thing, String rule, String fixLine) {
        return raise(thing + " of " + words(this), rule, fixLine, line, column);
    }

    /** An error about the key of this value. */
    JsonException keyError(String rule, String fixLine) {
        return keyError(rule, fixLine, keyLine, keyColumn);
    }

    /** An error about the same key given once more further down. */
    JsonException repeated(int againLine, int againColumn) {
        String rule = "be given once; line " + keyLine + ", column " + keyColumn + " gives it already";
        return keyError(rule, "Maybe remove one of the two.", againLine, againColumn);
    }

    private JsonException keyError(String rule, String fixLine, int atLine, int atColumn) {
        String owner = parent == null ? "the document" : words(parent);
        return raise("The key \"" + shown(String.valueOf(key)) + "\" of " + owner, rule, fixLine, atLine, atColumn);
    }

    private JsonException raise(String thing, String rule, String fixLine, int atLine, int atColumn) {
        String message = thing + " in " + source + ", line " + atLine + ", column " + atColumn + " must " + rule + ".\n"
                + fixLine;
        return new JsonException(message, source, path(), atLine, atColumn);
    }

    private static String words(Place place) {
        String path = place.path();
        return path.isEmpty() ? "the document" : path;
    }

    /** A text short enough for a message, on one line. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(c -> {
            boolean plain = !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
            shown.appendCodePoint(plain ? c : '\uFFFD');
        });
        return text.codePointCount(0, text.length()) > SHOWN ? shown.append('…').toString() : shown.toString();
    }
}
