// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

    @Test
    void documents_are_indented_and_keep_their_order() {
        String text = JsonWriter.object()
                .put("name", "Größe \"x\"\n")
                .put("rows", 12L)
                .put("rate", 0.1)
                .put("missing", Double.NaN)
                .put("on", true)
                .putTexts("levels", List.of("a", "b"))
                .object("child")
                .list("numbers")
                .add(-0.0)
                .add(Double.NEGATIVE_INFINITY)
                .add(1e300)
                .add(false)
                .end()
                .end()
                .list("empty")
                .end()
                .list("objects")
                .addObject()
                .put("a", 1)
                .end()
                .addObject()
                .text();
        assertThat(text).isEqualTo("""
                        {
                          "name": "Größe \\"x\\"\\n",
                          "rows": 12,
                          "rate": 0.1,
                          "missing": "NaN",
                          "on": true,
                          "levels": [ "a", "b" ],
                          "child": {
                            "numbers": [ -0.0, "-Infinity", 1.0E300, false ]
                          },
                          "empty": [ ],
                          "objects": [ {
                            "a": 1
                          }, { } ]
                        }
                        """);
    }

    @Test
    void doubles_come_back_to_the_same_bits() {
        SplittableRandom random = new SplittableRandom(7);
        JsonWriter out = JsonWriter.object().list("x");
        double[] values =
                random.longs(20_000).mapToDouble(Double::longBitsToDouble).toArray();
        values[0] = Double.MIN_VALUE;
        values[1] = 2.2250738585072014E-308;
        values[2] = 2.0E-3;
        values[3] = 0x1.0p-1022 - Double.MIN_VALUE;
        for (double value : values) {
            out.add(value);
        }
        List<JsonValue> read = Json.parse(out.utf8(), "x").list("x");
        for (int i = 0; i < values.length; i++) {
            assertThat(Double.doubleToLongBits(read.get(i).anyNumber())).isEqualTo(Double.doubleToLongBits(values[i]));
        }
    }

    @Test
    void every_text_comes_back_as_it_was() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder("\uD83D\uDE00");
            for (int c = random.nextInt(20); c >= 0; c--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x10000) : random.nextInt(0xD7F0, 0xE010)));
            }
            String expected = text.toString();
            String key = new String(expected.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            JsonWriter out = JsonWriter.object().put(key, expected);
            assertThat(Json.parse(out.utf8(), "x").get(key).text()).isEqualTo(expected);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonWriter.object().put("a\uD800", 1))
                .withMessage("The key (2 characters) of a document must not hold half a surrogate pair.\n"
                        + "Maybe a text was cut in the middle of a character.");
    }

    @Test
    void what_could_not_be_read_back_is_not_written() {
        JsonWriter deep = JsonWriter.object();
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    for (int i = 0; i < 64; i++) {
                        deep.object("a");
                    }
                })
                .withMessage("The document must be written in order, at most 64 levels deep.");
        JsonWriter wide = JsonWriter.object().list("a");
        for (int i = 0; i < 250_000; i++) {
            wide.add(0.5);
        }
        assertThatIllegalStateException()
                .isThrownBy(wide::text)
                .withMessageMatching("The document \\(\\d+ characters, 250002 values\\) must be at most 16777216"
                        + " characters and 250000 values.\nMaybe a field has too many levels.");
        assertThatIllegalStateException()
                .isThrownBy(() -> JsonWriter.object().add("no key"))
                .withMessageStartingWith("The document must be written in order");
    }
}
