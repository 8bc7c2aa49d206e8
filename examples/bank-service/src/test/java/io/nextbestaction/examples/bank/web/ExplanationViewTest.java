// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Decision;
import io.nextbestaction.RankedAction;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.Level;
import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.arbitration.ExpectedValue;
import io.nextbestaction.arbitration.Lever;
import io.nextbestaction.explain.decision.Contrast;
import io.nextbestaction.explain.decision.DecidedBy;
import io.nextbestaction.explain.decision.Effect;
import io.nextbestaction.explain.decision.Explanation;
import io.nextbestaction.explain.decision.Factor;
import io.nextbestaction.explain.decision.FactorDifference;
import io.nextbestaction.explain.decision.FieldPart;
import io.nextbestaction.explain.decision.ScoreParts;
import io.nextbestaction.policy.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplanationViewTest {
    private static final RankedAction CARD = ranked(1, "card", 80);
    private static final RankedAction LOAN = ranked(2, "loan", 60);
    private static final List<Effect> EFFECTS = List.of(
            new Effect.OfRule(Stage.ELIGIBILITY, "adult", "must be of age", List.of("fund")),
            new Effect.OfLever(Lever.on(Level.ACTION, "card", 10), List.of("card"), "loan"),
            new Effect.OfLever(Lever.on(Level.ACTION, "card", 10), List.of("card"), ""),
            new Effect.OfExploration("card", "loan", 0.25),
            new Effect.OfSlate(List.of("loan"), List.of("fund")));

    private static RankedAction ranked(int rank, String id, double value) {
        ExpectedValue parts = new ExpectedValue(0.5, 0, value, 1, 0, 0);
        Action action = Action.named(id, id).channel("app").value(value).build();
        return new RankedAction(rank, action, parts, Basis.DECLARED, parts.total(), 1, 1.0 / 3);
    }

    /** The loan was tried in place of the card. */
    private static ExplanationView tried(boolean compared) {
        Decision decision =
                new Decision(List.of(CARD, LOAN), 0.1, "", List.of(), List.of(), "EUR", "e", List.of(LOAN), 0);
        ScoreParts churn = new ScoreParts(-1, -2, 0.2, 0.1, List.of(new FieldPart("complaints12m", "0", -1, -0.1)));
        List<FactorDifference> factors = List.of(
                new FactorDifference(Factor.VALUE, 60, 80, -10), new FactorDifference(Factor.CONTACT_COST, 1, 1, 0));
        @Nullable Contrast contrast = compared ? new Contrast(LOAN, CARD, factors, 0, List.of(), null) : null;
        return ExplanationView.of(
                "C", new Explanation(decision, Instant.EPOCH, DecidedBy.EXPLORATION, churn, contrast, EFFECTS));
    }

    @Test
    void what_was_tried_is_held_against_the_best_part_by_part() {
        ExplanationView view = tried(true);
        ExplanationView.Versus versus = Objects.requireNonNull(view.overRunnerUp());

        assertThat(view.decision().action()).isEqualTo("loan");
        assertThat(versus.action()).isEqualTo("card");
        assertThat(versus.factors())
                .first()
                .isEqualTo(new ExplanationView.Part(Factor.VALUE, "value of an acceptance", 60, 80, -10));
        assertThat(versus.valueDifference()).isCloseTo(-10, within(1e-9));
        assertThat(view.sentences().get(0)).startsWith("loan, by app is tried to learn from it");
        assertThat(tried(false).overRunnerUp()).isNull();
    }

    @Test
    void every_effect_is_told_by_kind_and_fields_by_their_labels() {
        ExplanationView view = tried(true);

        assertThat(view.effects())
                .containsExactly(
                        did(ExplanationView.By.RULE, "must be of age", List.of("fund"), List.of()),
                        did(ExplanationView.By.LEVER, "+10 %", List.of("card"), List.of("loan")),
                        did(ExplanationView.By.LEVER, "+10 %", List.of("card"), List.of()),
                        did(ExplanationView.By.EXPLORATION, "", List.of("loan"), List.of("card")),
                        did(ExplanationView.By.SLATE, "", List.of("loan"), List.of("fund")));
        assertThat(view.churn().fields())
                .containsExactly(new DecisionView.Why("complaints12m", "Complaints in a year", "0", -0.1));
        assertThat(view.sentences()).anyMatch(sentence -> sentence.startsWith("Complaints in a year (0) lowers it"));
    }

    private static ExplanationView.Did did(
            ExplanationView.By by, String because, List<String> actions, List<String> others) {
        return new ExplanationView.Did(by, because, actions, others);
    }
}
