// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.nextbestaction.data.JsonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a JSON document into a {@link JsonValue}: strict JSON, UTF-8, bounded in length, depth and number of values. */
public final class Json {
    static final int MAX_LENGTH = 16 << 20;
    static final int MAX_VALUES = 250_000;
    static final int MAX_DEPTH = 64;
    static final int MAX_NUMBER = 100;

    /** Own settings: nothing pooled, interned or shared between documents, so a hostile one leaves no trace. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            // Jackson's own writer of doubles: that of the JDK changed between 17 and 19.
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .maxStringLength(MAX_LENGTH)
                    .maxNameLength(MAX_LENGTH)
                    .build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final String text;
    private final String source;
    private final JsonParser parser;
    private int values;

    private Json(String text, String source, JsonParser parser) {
        this.text = text;
        this.source = source;
        this.parser = parser;
    }

    /**
     * Reads a document.
     *
     * @param utf8 the bytes, with or without a byte order mark
     * @param source what messages call it, such as a file name
     * @throws JsonException if it is not UTF-8, not JSON, repeats a key or breaks a bound
     */
    public static JsonValue parse(byte[] utf8, String source) {
        ByteBuffer bytes = ByteBuffer.wrap(utf8);
        CharBuffer chars = CharBuffer.allocate(Math.min(utf8.length, MAX_LENGTH));
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, chars, true);
        if (result.isOverflow()) {
            throw SyntaxError.tooLong(utf8.length, "bytes", source);
        }
        if (result.isError()) {
            throw SyntaxError.notUtf8(utf8[bytes.position()], chars.flip().toString(), source);
        }
        return parse(chars.flip().toString(), source);
    }

    /**
     * Reads a document.
     *
     * @param source what messages call it, such as a file name
     * @throws JsonException if it is not JSON, repeats a key or breaks a bound
     */
    public static JsonValue parse(String text, String source) {
        if (text.length() > MAX_LENGTH) {
            throw SyntaxError.tooLong(text.length(), "characters", source);
        }
        String document = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (JsonParser parser = FACTORY.createParser(document)) {
            try {
                return new Json(document, source, parser).document();
            } catch (JsonProcessingException e) {
                throw SyntaxError.of(e, parser.currentLocation().getCharOffset(), document, source);
            }
        } catch (IOException e) {
            throw new AssertionError("a text in memory cannot fail to be read", e);
        }
    }

    private JsonValue document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw SyntaxError.empty(source);
        }
        JsonValue root = value(first, null, null, 0, 0, 0);
        if (parser.nextToken() != null) {
            var at = parser.currentTokenLocation();
            throw SyntaxError.trailing(text, (int) at.getCharOffset(), source);
        }
        return root;
    }

    /** Reads the value that starts at the current token; recursion is bounded by the nesting depth. */
    private JsonValue value(
            JsonToken token, @Nullable Place parent, @Nullable String key, int index, int keyLine, int keyColumn)
            throws IOException {
        var at = parser.currentTokenLocation();
        if (++values > MAX_VALUES) {
            throw SyntaxError.limit(at.getLineNr(), at.getColumnNr(), source);
        }
        Place place = new Place(source, parent, key, index, keyLine, keyColumn, at.getLineNr(), at.getColumnNr());
        JsonValue.Kind kind = kind(token);
        Object content =
                switch (kind) {
                    case OBJECT -> members(place);
                    case LIST -> elements(place);
                    case TEXT, NUMBER, NULL -> parser.getText();
                    case FLAG -> token == JsonToken.VALUE_TRUE;
                };
        return new JsonValue(place, kind, content);
    }

    private Map<String, JsonValue> members(Place object) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            var at = parser.currentTokenLocation();
            JsonValue earlier = members.get(key);
            if (earlier != null) {
                throw earlier.place().repeated(at.getLineNr(), at.getColumnNr());
            }
            members.put(key, value(parser.nextToken(), object, key, 0, at.getLineNr(), at.getColumnNr()));
        }
        return Collections.unmodifiableMap(members);
    }

    private List<JsonValue> elements(Place list) throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(token, list, null, elements.size(), 0, 0));
        }
        return Collections.unmodifiableList(elements);
    }

    private static JsonValue.Kind kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> JsonValue.Kind.OBJECT;
            case START_ARRAY -> JsonValue.Kind.LIST;
            case VALUE_STRING -> JsonValue.Kind.TEXT;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonValue.Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> JsonValue.Kind.FLAG;
            case VALUE_NULL -> JsonValue.Kind.NULL;
            default -> throw new AssertionError("no value starts with " + token);
        };
    }
}
