// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import io.nextbestaction.explain.decision.Contrast;
import io.nextbestaction.explain.decision.DecidedBy;
import io.nextbestaction.explain.decision.Effect;
import io.nextbestaction.explain.decision.Explanation;
import io.nextbestaction.explain.decision.Factor;
import io.nextbestaction.explain.decision.FieldPart;
import io.nextbestaction.explain.decision.ScoreParts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a decision is as it is, in words and in parts. */
@Schema(description = "Why a decision is as it is, in words and in parts")
public record ExplanationView(
        DecisionView decision,

        @Schema(description = "What it turned on in the end")
        DecidedBy decidedBy,

        @Schema(description = "Why, in plain words, the decision first")
        List<String> sentences,

        @Schema(description = "What was decided on against the best other; null if nothing else was allowed") @Nullable
        Versus overRunnerUp,

        @Schema(description = "The probability of leaving by field")
        Churn churn,

        @Schema(description = "What rules, levers, exploration and the limits of the slate did")
        List<Did> effects) {

    /** What was decided on against another. */
    public record Versus(
            @Schema(description = "The other's id") String action,
            @Schema(description = "The other in words") String title,

            @Schema(description = "Every part of the expected values; the amounts add up to valueDifference")
            List<Part> factors,

            @Schema(description = "The expected value of what was decided on less the other's")
            double valueDifference,

            @Schema(description = "What form, context and levers add to the difference of the scores")
            double arbitration,

            @Schema(description = "valueDifference and arbitration together")
            double scoreDifference) {
        static Versus of(Contrast contrast) {
            return new Versus(
                    contrast.runnerUp().action().id(),
                    contrast.runnerUp().action().title(),
                    contrast.factors().stream()
                            .map(factor -> new Part(
                                    factor.factor(),
                                    Telling.label(factor.factor()),
                                    factor.one(),
                                    factor.other(),
                                    factor.amount()))
                            .toList(),
                    contrast.valueDifference(),
                    contrast.arbitration(),
                    contrast.scoreDifference());
        }
    }

    /** One part of two expected values. */
    public record Part(
            Factor factor,
            @Schema(description = "The part in words") String label,

            @Schema(description = "Of what was decided on; a probability for ACCEPTANCE and ORGANIC, else money")
            double one,

            @Schema(description = "Of the other") double other,

            @Schema(description = "The money by which it speaks for what was decided on")
            double amount) {}

    /** A probability taken apart: base and contributions add up to it. */
    public record Churn(
            @Schema(description = "The starting point, from which the contributions are counted")
            double base,

            @Schema(description = "Of the customer") double probability,
            List<DecisionView.Why> fields) {
        static Churn of(ScoreParts parts) {
            return new Churn(
                    parts.baseProbability(),
                    parts.probability(),
                    parts.fields().stream().map(Churn::why).toList());
        }

        private static DecisionView.Why why(FieldPart part) {
            return new DecisionView.Why(
                    part.field(), CustomerFields.label(part.field()), part.value(), part.probability());
        }
    }

    /** What did something to a decision. */
    public enum By {
        /** A rule refused actions. */
        RULE,
        /** A lever weighed on actions. */
        LEVER,
        /** Something else than the best was tried, to learn from it. */
        EXPLORATION,
        /** The limits of the slate left actions out. */
        SLATE
    }

    /** What one part of the policy did. */
    public record Did(
            By by,

            @Schema(description = "The rule's reason, or the lever's weight; empty for others")
            String because,

            @Schema(description = "The ids of the actions it refused, weighed on, tried or left out")
            List<String> actions,

            @Schema(
                    description = "Of a lever, what would win without it; of exploration, the best; of a slate, what is"
                            + " proposed instead; else empty")
            List<String> others) {
        static Did of(Effect effect) {
            if (effect instanceof Effect.OfRule rule) {
                return new Did(By.RULE, rule.because(), rule.refused(), List.of());
            }
            if (effect instanceof Effect.OfLever lever) {
                String without = lever.winnerWithout();
                return new Did(
                        By.LEVER,
                        String.format(Locale.ROOT, "%+.0f %%", lever.lever().weight()),
                        lever.actions(),
                        without.isEmpty() ? List.of() : List.of(without));
            }
            if (effect instanceof Effect.OfExploration explored) {
                return new Did(By.EXPLORATION, "", List.of(explored.tried()), List.of(explored.best()));
            }
            Effect.OfSlate slate = (Effect.OfSlate) effect;
            return new Did(By.SLATE, "", slate.leftOut(), slate.proposed());
        }
    }

    static ExplanationView of(String customerId, Explanation explanation) {
        Contrast contrast = explanation.contrast();
        return new ExplanationView(
                DecisionView.of(customerId, explanation.decision()),
                explanation.decidedBy(),
                Telling.PHRASES.tell(explanation),
                contrast == null ? null : Versus.of(contrast),
                Churn.of(explanation.churn()),
                explanation.effects().stream().map(Did::of).toList());
    }
}
