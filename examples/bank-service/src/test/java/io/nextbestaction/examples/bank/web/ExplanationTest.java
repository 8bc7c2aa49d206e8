// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Decision;
import io.nextbestaction.RankedAction;
import io.nextbestaction.action.Action;
import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.arbitration.ExpectedValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final RankedAction CARD = ranked(1, "card", 80);
    private static final RankedAction LOAN = ranked(2, "loan", 60);
    private static final RankedAction NOTHING =
            new RankedAction(3, Action.DO_NOTHING, ExpectedValue.ZERO, Basis.DECLARED, 0, 1, 1.0 / 3);

    private static RankedAction ranked(int rank, String id, double value) {
        ExpectedValue parts = new ExpectedValue(0.5, 0, value, 1, 0, 0);
        Action action = Action.named(id, id).channel("app").value(value).build();
        return new RankedAction(rank, action, parts, Basis.DECLARED, parts.total(), 1, 1.0 / 3);
    }

    private static Explanation of(List<RankedAction> slate) {
        return Explanation.of(
                "C", new Decision(List.of(CARD, LOAN, NOTHING), 0.1, "", List.of(), List.of(), "EUR", "e", slate, 0));
    }

    @Test
    void the_best_is_held_against_the_next() {
        Explanation best = of(List.of(CARD));

        assertThat(best.decision().action()).isEqualTo("card");
        assertThat(lead(best)).isCloseTo(10, within(1e-9));
        assertThat(best.sentences().get(0)).startsWith("card").contains("is expected to earn 39.00 EUR");
        assertThat(best.sentences().get(1)).startsWith("Next comes loan");
    }

    @Test
    void what_was_tried_instead_of_the_best_is_what_is_explained() {
        Explanation tried = of(List.of(LOAN));
        assertThat(tried.decision().action()).isEqualTo("loan");
        assertThat(lead(tried)).isCloseTo(-10, within(1e-9));
        assertThat(tried.sentences().get(0)).startsWith("loan").contains("is tried to learn from it");
        assertThat(tried.sentences().get(1)).startsWith("The best is card");

        Explanation alone = of(List.of());
        assertThat(alone.decision().action()).isEqualTo("do-nothing");
        assertThat(lead(alone)).isCloseTo(-39, within(1e-9));
        assertThat(alone.sentences().get(0)).startsWith("The customer is left alone to learn from it");
    }

    private static double lead(Explanation explanation) {
        return explanation.overRunnerUp().stream()
                .mapToDouble(Explanation.Part::difference)
                .sum();
    }
}
