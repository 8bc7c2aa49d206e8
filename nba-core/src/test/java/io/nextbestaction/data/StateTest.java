// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StateTest {
    private static final State CHILD = State.builder().put("x", 1).build();
    private static final State STATE = State.builder()
            .put("text", "t")
            .put("number", -0.0)
            .put("whole", 3)
            .put("flag", true)
            .put("child", CHILD)
            .put("numbers", new double[] {1, Double.NaN, Double.NEGATIVE_INFINITY})
            .putTexts("texts", List.of("a", "b"))
            .putAll("children", List.of(CHILD, CHILD))
            .build();

    @Test
    void what_was_put_comes_back() {
        assertThat(STATE.text("text")).isEqualTo("t");
        assertThat(Double.doubleToRawLongBits(STATE.number("number"))).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(STATE.integer("whole")).isEqualTo(3);
        assertThat(STATE.flag("flag")).isTrue();
        assertThat(STATE.child("child")).isEqualTo(CHILD);
        assertThat(STATE.numbers("numbers")).containsExactly(1, Double.NaN, Double.NEGATIVE_INFINITY);
        assertThat(STATE.texts("texts")).containsExactly("a", "b");
        assertThat(STATE.children("children")).containsExactly(CHILD, CHILD);
        assertThat(STATE.has("text")).isTrue();
        assertThat(STATE.has("Text")).isFalse();
        assertThat(STATE.values().keySet())
                .containsExactly("text", "number", "whole", "flag", "child", "numbers", "texts", "children");
    }

    @Test
    void empty_lists_are_lists_of_anything() {
        State empty = State.builder().putTexts("none", List.of()).build();
        assertThat(empty.texts("none")).isEmpty();
        assertThat(empty.numbers("none")).isEmpty();
        assertThat(empty.children("none")).isEmpty();
    }

    @Test
    void a_state_cannot_be_changed_afterwards() {
        List<String> texts = new ArrayList<>(List.of("a"));
        double[] numbers = {1};
        State.Builder builder = State.builder().putTexts("texts", texts).put("numbers", numbers);
        State state = builder.build();
        texts.add("b");
        numbers[0] = 2;
        builder.put("later", 1);
        state.numbers("numbers")[0] = 3;
        assertThat(state.texts("texts")).containsExactly("a");
        assertThat(state.numbers("numbers")).containsExactly(1);
        assertThat(state.has("later")).isFalse();
        assertThatThrownBy(() -> state.values().put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> state.texts("texts").add("y")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void states_are_equal_by_their_values() {
        State same = State.builder().put("x", 1).build();
        assertThat(same).isEqualTo(CHILD).hasSameHashCodeAs(CHILD).hasToString("{x=1.0}");
        assertThat(State.builder().put("x", Double.NaN).build())
                .isEqualTo(State.builder().put("x", Double.NaN).build());
        assertThat(State.builder().put("x", "1").build()).isNotEqualTo(CHILD);
    }

    @Test
    void absent_and_foreign_values_are_told_by_name_and_type() {
        refused(() -> STATE.text("nothing"), "nothing", "absent", "a text");
        refused(() -> STATE.text("number"), "number", "Double", "a text");
        refused(() -> STATE.number("text"), "text", "String", "a number");
        refused(() -> STATE.flag("text"), "text", "String", "true or false");
        refused(() -> STATE.child("text"), "text", "String", "an object");
        refused(() -> STATE.numbers("texts"), "texts", "String", "a list of numbers");
        refused(() -> STATE.texts("numbers"), "numbers", "Double", "a list of texts");
        refused(() -> STATE.children("numbers"), "numbers", "Double", "a list of objects");
        refused(() -> STATE.children("text"), "text", "String", "a list of objects");
        for (double number : new double[] {1.5, Double.NaN, 1e10, Double.POSITIVE_INFINITY}) {
            State state = State.builder().put("n", number).build();
            refused(() -> state.integer("n"), "n", "Double", "a whole number");
        }
    }

    private static void refused(ThrowingCallable call, String name, String found, String expected) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The saved value \"" + name + "\" (" + found + ") must be " + expected + ".\n"
                        + "Maybe the file was written by another version of the library.");
    }

    @Test
    void a_name_is_put_once() {
        assertThatThrownBy(() -> State.builder().put("x", 1).put("x", "2"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The saved value \"x\" must be put once.");
    }
}
