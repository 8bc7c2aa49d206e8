// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import static io.nextbestaction.policy.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ActionTest {

    @Test
    void reads_as_its_title_and_channel() {
        assertThat(Action.named("gold-card", "Gold card").channel("e-mail").build())
                .hasToString("Gold card, by e-mail");
        assertThat(Action.DO_NOTHING).hasToString("Do nothing");
    }

    @Test
    void a_negative_cost_is_refused() {
        assertThatThrownBy(() -> Action.named("a", "A").cost(-1, 0))
                .hasMessage("The cost \"contact\" (-1.0) must be a finite amount of at least 0.\n"
                        + "Maybe write what the action earns under \"value\".");
    }

    @Test
    void a_rate_in_per_cent_is_refused() {
        assertThatThrownBy(() -> Action.named("a", "A").response(3, 0))
                .hasMessage("The response \"rate\" (3.0) must lie in [0, 1].\n"
                        + "Maybe it was written in per cent: 3 % is 0.03.");
        assertThatThrownBy(() -> Action.named("a", "A").retention(25, Amount.of(1)))
                .hasMessage("The save rate (25.0) of a retention must lie in [0, 1].\n"
                        + "Maybe it was written in per cent: 25 % is 0.25.");
    }

    @Test
    void an_offer_that_ends_before_it_begins_is_refused() {
        Action.Builder action = Action.named("a", "A").valid(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 1, 1));
        assertThatThrownBy(action::build)
                .hasMessage("The last day (2026-01-01) of action \"a\" must not be before the first (2026-02-01).\n"
                        + "Maybe the two were swapped.");
    }

    @Test
    void two_rules_of_one_name_are_refused() {
        Action.Builder action = Action.named("a", "A")
                .eligible(field("age").atLeast(18), "age")
                .suitable(field("age").atMost(80), "age");
        assertThatThrownBy(action::build)
                .hasMessage("The rule \"age\" of action \"a\" must have a name of its own.\n"
                        + "Maybe name it after its field and limit.");
    }

    @Test
    void a_catalogue_refuses_doubles_do_nothing_and_emptiness() {
        Action a = Action.named("a", "A").build();
        assertThatThrownBy(() -> ActionCatalog.builder().add(a).add(a).build())
                .hasMessage("The id \"a\" of action 2 of catalogue \"actions\" must not repeat the id of action 1.");
        assertThatThrownBy(() -> ActionCatalog.builder().add(Action.DO_NOTHING).build())
                .hasMessage("The id \"do-nothing\" of action 1 of catalogue \"actions\" must not be listed.\n"
                        + "Maybe remove it: doing nothing is always a candidate.");
        assertThatThrownBy(() -> ActionCatalog.builder().build())
                .hasMessage("The actions (none) of catalogue \"actions\" must be at least one.\n"
                        + "Maybe add one with ActionCatalog.builder().add(…).");
    }

    @Test
    void an_amount_adds_up_rates_of_one_field() {
        Amount amount = Amount.of(5).plus("balance", 0.1).plus("balance", 0.2).plus("income", 1);
        assertThat(amount.perField())
                .containsExactly(java.util.Map.entry("balance", 0.1 + 0.2), java.util.Map.entry("income", 1.0));
    }
}
