// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

/**
 * Writes HTML that is well-formed XML too. Text and attribute values can only get in escaped; characters that no HTML
 * text may hold become U+FFFD.
 */
final class Markup {
    private final StringBuilder out = new StringBuilder();

    /** Opens an element; attributes are name, value, name, value. */
    Markup open(String tag, String... attributes) {
        return tag(tag, attributes, ">");
    }

    /** An element without content: a void element of HTML, or any of SVG. */
    Markup empty(String tag, String... attributes) {
        return tag(tag, attributes, "/>");
    }

    Markup close(String tag) {
        out.append("</").append(tag).append('>');
        return this;
    }

    /** An element that holds text only. */
    Markup element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    Markup text(String text) {
        escape(text);
        return this;
    }

    Markup line() {
        out.append('\n');
        return this;
    }

    /** The doctype, the style sheet, the scripts, and what {@link Json} wrote: nothing that still needs to be escaped. */
    Markup constant(String markup) {
        out.append(markup);
        return this;
    }

    private Markup tag(String tag, String[] attributes, String end) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append(end);
        return this;
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(isText(c) ? c : 0xFFFD);
            }
        });
    }

    /** Not a control character, half a surrogate pair or a code that is no character. */
    private static boolean isText(int c) {
        if (c < 0x20) {
            return c == '\t' || c == '\n';
        }
        boolean control = c >= 0x7F && c < 0xA0;
        boolean surrogate = c >= 0xD800 && c < 0xE000;
        boolean noCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c < 0xFDF0);
        return !control && !surrogate && !noCharacter;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
