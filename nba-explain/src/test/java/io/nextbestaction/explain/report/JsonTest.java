// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.State;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    /** The text between the quotes; no other escape is used. */
    private static String read(String json) {
        return ESCAPE.matcher(json.substring(1, json.length() - 1))
                .replaceAll(
                        found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
    }

    @Test
    void a_text_is_read_back_as_it_was_and_cannot_leave_its_script() {
        SplittableRandom random = new SplittableRandom(1);
        for (String hostile : Stream.concat(
                        Stream.of(
                                "</script><script>alert(1)</script>",
                                "<!--<script>",
                                "]]>",
                                "\u2028\u2029\u0000\"\\'&"),
                        random.ints(300, 0, 0x10000).mapToObj(Character::toString))
                .toList()) {
            String json = Json.text(hostile);
            assertThat(json).matches("[ -~]*").doesNotContain("<", ">", "&", "'");
            assertThat(read(json)).isEqualTo(hostile);
        }
    }

    @Test
    void a_number_is_read_back_to_the_bit_and_none_becomes_null() {
        for (double value : new double[] {0, 1, -1, 0.1, 1e15, -1e300, Double.MIN_VALUE, Math.PI, 9007199254740991.0}) {
            assertThat(Double.parseDouble(Json.number(value))).isEqualTo(value);
        }
        assertThat(Stream.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
                        .map(Json::number))
                .containsOnly("null");
    }

    @Test
    void a_state_is_written_member_by_member() {
        State state = State.builder()
                .put("kind", "<b>")
                .put("count", 3)
                .put("on", true)
                .putAll("parts", List.of(State.builder().put("x", 0.5).build()))
                .build();
        assertThat(Json.state(state))
                .isEqualTo("{\"kind\":\"\\u003cb\\u003e\",\"count\":3,\"on\":true,\"parts\":[{\"x\":0.5}]}");
        assertThat(Json.object().toString()).isEqualTo("{}");
    }
}
