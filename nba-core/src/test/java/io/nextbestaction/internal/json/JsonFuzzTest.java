// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFuzzTest {
    private static final byte[] SEED = """
            {"currency": "EUR", "actions": [{"id": "a", "cost": -1.5e3, "on": true, "x": null, "t": "\\u00e9\\n"},
             {"id": "b", "rules": [{"field": "age", "atLeast": 18}, [], {}, "ü€😀"]}]}
            """.getBytes(StandardCharsets.UTF_8);
    private static final byte[] JSON_BYTES =
            "{}[]\",:0123456789.eE+-truefalsn\\u \n\r\t".getBytes(StandardCharsets.UTF_8);

    /** Random bytes, random JSON characters, and a valid document with up to eight bytes changed, removed or cut. */
    private static byte[] input(SplittableRandom random, int kind) {
        byte[] bytes;
        if (kind == 0) {
            bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
        } else if (kind == 1) {
            bytes = new byte[random.nextInt(60)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = JSON_BYTES[random.nextInt(JSON_BYTES.length)];
            }
        } else {
            bytes = SEED.clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : JSON_BYTES[random.nextInt(JSON_BYTES.length)];
            }
            bytes = random.nextInt(4) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void no_input_gives_anything_but_a_tree_or_a_json_exception(int kind) {
        SplittableRandom random = new SplittableRandom(20 + kind);
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = input(random, kind);
            try {
                JsonValue value = Json.parse(bytes, "fuzz");
                if (value.kind() == JsonValue.Kind.OBJECT) {
                    StateCodec.read(value);
                }
            } catch (JsonException e) {
                refused++;
                assertThat(e.getMessage())
                        .contains(" of ")
                        .contains("fuzz")
                        .contains(" must ")
                        .contains(".\nMaybe ");
                assertThat(e.line()).isPositive();
                assertThat(e.column()).isPositive();
            }
        }
        assertThat(refused).isGreaterThan(5_000);
    }
}
