// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes one JSON object: keys in the order put, indented, the same bytes on every machine. Numbers read back to the
 * same bits; NaN and infinities become the texts "NaN", "Infinity" and "-Infinity". Not thread-safe.
 */
public final class JsonWriter {
    private final StringWriter out = new StringWriter();
    private final JsonGenerator generator;
    private int values = 1;

    private JsonWriter() throws IOException {
        generator = Json.FACTORY.createGenerator(out);
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        generator.setPrettyPrinter(new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indenter));
    }

    /** Starts the object of a document. */
    public static JsonWriter object() {
        try {
            JsonWriter writer = new JsonWriter();
            writer.generator.writeStartObject();
            return writer;
        } catch (IOException e) {
            throw new AssertionError("a text in memory cannot fail to be written", e);
        }
    }

    /** Puts a text. */
    public JsonWriter put(String key, String value) {
        return step(g -> g.writeStringField(whole(key), value));
    }

    /** Puts a number. */
    public JsonWriter put(String key, double value) {
        return step(g -> {
            g.writeFieldName(whole(key));
            number(g, value);
        });
    }

    /** Puts a whole number. */
    public JsonWriter put(String key, long value) {
        return step(g -> g.writeNumberField(whole(key), value));
    }

    /** Puts true or false. */
    public JsonWriter put(String key, boolean value) {
        return step(g -> g.writeBooleanField(whole(key), value));
    }

    /** Puts a list of texts. */
    public JsonWriter putTexts(String key, List<String> values) {
        list(key);
        values.forEach(this::add);
        return end();
    }

    /** Starts an object under a key. */
    public JsonWriter object(String key) {
        return step(g -> g.writeObjectFieldStart(whole(key)));
    }

    /** Starts a list under a key. */
    public JsonWriter list(String key) {
        return step(g -> g.writeArrayFieldStart(whole(key)));
    }

    /** Adds a text to the list. */
    public JsonWriter add(String value) {
        return step(g -> g.writeString(value));
    }

    /** Adds a number to the list. */
    public JsonWriter add(double value) {
        return step(g -> number(g, value));
    }

    /** Adds true or false to the list. */
    public JsonWriter add(boolean value) {
        return step(g -> g.writeBoolean(value));
    }

    /** Starts an object in the list. */
    public JsonWriter addObject() {
        return step(JsonGenerator::writeStartObject);
    }

    /** Ends the innermost object or list. */
    public JsonWriter end() {
        values--;
        return step(g -> {
            if (g.getOutputContext().inArray()) {
                g.writeEndArray();
            } else {
                g.writeEndObject();
            }
        });
    }

    /**
     * Ends the document and gives its text, with a line break at the end.
     *
     * @throws IllegalStateException if {@link Json} could not read it back for its size
     */
    public String text() {
        while (!generator.getOutputContext().inRoot()) {
            end();
        }
        int written = values;
        step(g -> {
            g.writeRaw('\n');
            g.close();
        });
        if (out.getBuffer().length() > Json.MAX_LENGTH || written > Json.MAX_VALUES) {
            throw new IllegalStateException("The document (" + out.getBuffer().length() + " characters, " + written
                    + " values) must be at most " + Json.MAX_LENGTH + " characters and " + Json.MAX_VALUES
                    + " values.\nMaybe a field has too many levels.");
        }
        return halvesEscaped(out.toString());
    }

    /** The text of {@link #text()} in UTF-8. */
    public byte[] utf8() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** A key as it is; JSON readers refuse one with half a surrogate pair. */
    private static String whole(String key) {
        if (key.codePoints().anyMatch(JsonWriter::isHalf)) {
            throw new IllegalArgumentException("The key (" + key.length() + " characters) of a document must not hold"
                    + " half a surrogate pair.\nMaybe a text was cut in the middle of a character.");
        }
        return key;
    }

    /** UTF-8 has no form for half a pair, and a text must come back as it was; all of them stand inside texts. */
    private static String halvesEscaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isHalf(c)) {
                escaped.append("\\u").append(Integer.toHexString(c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static void number(JsonGenerator generator, double value) throws IOException {
        if (Double.isFinite(value)) {
            generator.writeNumber(value);
        } else {
            generator.writeString(Double.toString(value));
        }
    }

    private JsonWriter step(Step step) {
        try {
            values++;
            step.run(generator);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The document must be written in order, at most " + Json.MAX_DEPTH + " levels deep.", e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run(JsonGenerator generator) throws IOException;
    }
}
