// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nextbestaction.data.JsonException;
import io.nextbestaction.data.State;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateCodecTest {

    private static State roundTrip(State state) {
        return StateCodec.read(Json.parse(StateCodec.encode(state), "state"));
    }

    @Test
    void a_state_comes_back_with_order_kinds_and_bits() {
        State state = State.builder()
                .put("z", "NaN")
                .put("number", Double.NaN)
                .put("$number", Double.POSITIVE_INFINITY)
                .put("$$", -0.0)
                .put("", 0.0)
                .put("flag", false)
                .put("list", new double[] {Double.NaN, -0.0, 1, Double.NEGATIVE_INFINITY})
                .putTexts("texts", List.of("Infinity", "", "a"))
                .putTexts("empty", List.of())
                .put("child", State.builder().put("$number", "NaN").build())
                .put("none", State.builder().build())
                .putAll(
                        "children",
                        List.of(
                                State.builder().build(),
                                State.builder().put("$number", 1).build()))
                .build();
        State read = roundTrip(state);
        assertThat(read).isEqualTo(state);
        assertThat(read.values().keySet())
                .containsExactlyElementsOf(state.values().keySet());
        assertThat(read.numbers("list")).containsExactly(Double.NaN, -0.0, 1, Double.NEGATIVE_INFINITY);
        assertThat(read.text("z")).isEqualTo("NaN");
        assertThat(read.children("children")).hasSize(2);
    }

    @Test
    void random_states_come_back_equal() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            State state = random(random, 5);
            assertThat(roundTrip(state)).isEqualTo(state);
        }
    }

    private static State random(SplittableRandom random, int depth) {
        State.Builder state = State.builder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            String name = i + text(random).replace("\uD800", "");
            switch (random.nextInt(depth > 0 ? 7 : 5)) {
                case 0 -> state.put(name, text(random));
                case 1 -> state.put("$" + name, number(random));
                case 2 -> state.put(name, random.nextBoolean());
                case 3 ->
                    state.put(
                            name,
                            IntStream.range(0, random.nextInt(4))
                                    .mapToDouble(k -> number(random))
                                    .toArray());
                case 4 ->
                    state.putTexts(
                            name,
                            IntStream.range(0, random.nextInt(4))
                                    .mapToObj(k -> text(random))
                                    .toList());
                case 5 -> state.put(name, random(random, depth - 1));
                default ->
                    state.putAll(
                            name,
                            IntStream.range(0, random.nextInt(3))
                                    .mapToObj(k -> random(random, depth - 1))
                                    .toList());
            }
        }
        return state.build();
    }

    private static String text(SplittableRandom random) {
        String[] texts = {"", "NaN", "$number", "$", "é\uD800", "\"\\\n", "-Infinity", "x"};
        return texts[random.nextInt(texts.length)];
    }

    private static double number(SplittableRandom random) {
        return random.nextInt(3) == 0
                ? new double[] {Double.NaN, -0.0, Double.POSITIVE_INFINITY, Double.MIN_VALUE}[random.nextInt(4)]
                : Double.longBitsToDouble(random.nextLong());
    }

    @Test
    void what_no_state_can_hold_is_told_at_its_place() {
        refused(
                "{\"a\": null}",
                "The value (null) of a in s, line 1, column 7 must be a text, a number, a flag, a list"
                        + " or an object.\nMaybe remove the key.");
        refused(
                "{\"$a\": 1}",
                "The key \"$a\" of the document in s, line 1, column 2 must not start with a single"
                        + " dollar sign.\nMaybe double it.");
        refused(
                "{\"a\": [1, \"b\"]}",
                "The value (\"b\", a text) of a[1] in s, line 1, column 11 must be a number.\n"
                        + "Maybe remove the quotes.");
        refused(
                "{\"a\": {\"$number\": \"NaN\", \"b\": 1}}",
                "The key \"b\" of a in s, line 1, column 26 must be one the"
                        + " format knows.\nMaybe use one of [$number].");
    }

    private static void refused(String text, String message) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> StateCodec.read(Json.parse(text, "s")))
                .withMessage(message);
    }
}
