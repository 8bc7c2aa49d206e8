// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.nextbestaction.data.JsonException;

/** Says in plain words, with line and column, what keeps a document from being JSON. */
final class SyntaxError {
    private SyntaxError() {}

    static JsonException empty(String source) {
        return new JsonException(
                "The document (0 values) of " + source + " must hold a value.\nMaybe the file is empty.",
                source,
                "",
                1,
                1);
    }

    static JsonException tooLong(long length, String unit, String source) {
        return new JsonException(
                "The length (" + length + " " + unit + ") of " + source + " must be at most " + Json.MAX_LENGTH
                        + " characters.\nMaybe it is another kind of file.",
                source,
                "",
                1,
                1);
    }

    static JsonException notUtf8(byte found, String before, String source) {
        String value = String.format("0x%02x", found & 0xFF);
        return at(before, before.length(), "The byte (" + value + ")", "be UTF-8", "save the file as UTF-8", source);
    }

    static JsonException trailing(String text, int offset, String source) {
        return at(text, offset, found(text, offset), "not follow the end of the document", "remove it", source);
    }

    static JsonException limit(int line, int column, String source) {
        return new JsonException(
                "The document of " + source + ", line " + line + ", column " + column + " must keep to "
                        + Json.MAX_DEPTH + " levels, " + Json.MAX_VALUES + " values and numbers of " + Json.MAX_NUMBER
                        + " characters.\nMaybe the file is damaged, or not meant for this library.",
                source,
                "",
                line,
                column);
    }

    /** An error of the parser, which stands at the given offset; it gives no location with a broken bound. */
    static JsonException of(JsonProcessingException e, long parserOffset, String text, String source) {
        if (e instanceof StreamConstraintsException) {
            int[] at = position(text, within(text, parserOffset - 1));
            return limit(at[0], at[1], source);
        }
        JsonLocation location = e.getLocation();
        int offset = within(text, location == null ? parserOffset : location.getCharOffset());
        if (e instanceof JsonEOFException || offset == text.length()) {
            return at(
                    text, text.length(), "The end", "come after every \", ] and } is closed", "it is cut off", source);
        }
        String[] words = words(e.getOriginalMessage(), text.charAt(offset));
        return at(text, offset, found(text, offset), words[0], words[1], source);
    }

    /** {rule, fix} for what the parser says; its wording is a hint only, so an unknown one falls to the last line. */
    private static String[] words(String message, char found) {
        boolean closing = found == '}' || found == ']';
        if (message.contains("start field name")) {
            return rule("start a key in double quotes", closing ? "remove the comma before it" : "add the quotes");
        }
        if (message.contains("comma to separate")) {
            return rule("be a comma or close the list or object", "a comma is missing before it");
        }
        if (message.contains("a colon")) {
            return rule("be a colon between a key and its value", "a colon is missing before it");
        }
        if (message.contains("numeric value")) {
            return rule("belong to a number like -12.5 or 3e6", "put a text in double quotes");
        }
        if (message.contains("unquoted character")) {
            return rule("not stand inside a text unescaped", "the closing double quote is missing, or write \\n");
        }
        if (message.contains("escape")) {
            return rule("follow the backslash rules of JSON", "double the backslash before it");
        }
        if (message.contains("surrogate")) {
            return rule("be a whole character of a key", "write the character itself, not its escapes");
        }
        if (message.contains("close marker")) {
            return rule("close what was opened last", "a bracket is missing or one too many");
        }
        if (message.contains("comment")) {
            return rule("not start a comment", "remove it: JSON has no comments");
        }
        return rule(
                "start a text in double quotes, a number, true, false, null, a list or an object",
                closing ? "remove the comma before it" : "put a text in double quotes");
    }

    private static int within(String text, long offset) {
        return (int) Math.max(0, Math.min(text.length(), offset));
    }

    private static String[] rule(String rule, String fix) {
        return new String[] {rule, fix};
    }

    private static String found(String text, int offset) {
        int found = text.codePointAt(offset);
        boolean printable = found > ' '
                && Character.isDefined(found)
                && !Character.isISOControl(found)
                && Character.getType(found) != Character.SURROGATE;
        return "The character (" + (printable ? "'" + Character.toString(found) + "'" : String.format("U+%04X", found))
                + ")";
    }

    private static JsonException at(String text, int offset, String thing, String rule, String fix, String source) {
        int[] at = position(text, offset);
        String message = thing + " of " + source + ", line " + at[0] + ", column " + at[1] + " must " + rule
                + ".\nMaybe " + fix + ".";
        return new JsonException(message, source, "", at[0], at[1]);
    }

    /** {line, column} from 1; a line ends with LF, CR or both. */
    private static int[] position(String text, int offset) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < offset; i++) {
            char c = text.charAt(i);
            boolean crOfCrLf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !crOfCrLf)) {
                line++;
                start = i + 1;
            }
        }
        return new int[] {line, offset - start + 1};
    }
}
