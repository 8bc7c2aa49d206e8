// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import io.nextbestaction.Decision;
import io.nextbestaction.RankedAction;
import io.nextbestaction.arbitration.ExpectedValue;
import java.util.List;
import java.util.Locale;

/**
 * Why a decision is as it is, in words and in parts.
 *
 * @param decision the decision
 * @param sentences why, in plain words
 * @param overRunnerUp what was decided on beside the best other, part by part; the differences add up to that of the values
 */
public record Explanation(DecisionView decision, List<String> sentences, List<Part> overRunnerUp) {

    /**
     * One part of the expected values of the two.
     *
     * @param part its name
     * @param winner of what was decided on
     * @param runnerUp of the best other
     * @param difference how much it speaks for what was decided on
     */
    public record Part(String part, double winner, double runnerUp, double difference) {}

    static Explanation of(String customerId, Decision decision) {
        RankedAction winner = decision.chosen();
        // With nothing else allowed the winner is doing nothing, and has no runner-up but itself.
        RankedAction next = decision.ranked().stream()
                .filter(other -> other.rank() != winner.rank())
                .findFirst()
                .orElse(winner);
        ExpectedValue a = winner.value();
        ExpectedValue b = next.value();
        List<Part> parts = List.of(
                part("additional acceptances", gain(a), gain(b)),
                part("cost of contact", -a.contactCost(), -b.contactCost()),
                part("cost of acceptance", -a.acceptance() * a.acceptedCost(), -b.acceptance() * b.acceptedCost()),
                part("churn avoided", a.retained(), b.retained()),
                part("patience", -a.patience(), -b.patience()));
        return new Explanation(DecisionView.of(customerId, decision), sentences(decision, winner, next), parts);
    }

    private static double gain(ExpectedValue value) {
        return (value.acceptance() - value.organic()) * (value.value() - value.creditLoss());
    }

    private static Part part(String name, double winner, double runnerUp) {
        return new Part(name, winner, runnerUp, winner - runnerUp);
    }

    private static List<String> sentences(Decision decision, RankedAction winner, RankedAction next) {
        boolean explored = decision.explored();
        String first;
        if (winner.action().isDoNothing()) {
            first = explored
                    ? "The customer is left alone to learn from it, not because that is best."
                    : "Nothing the bank may offer is worth more than leaving the customer alone.";
        } else {
            first = text(
                    explored
                            ? "%s is tried to learn from it; it is expected to earn %.2f %s over leaving the customer alone."
                            : "%s is expected to earn %.2f %s over leaving the customer alone.",
                    winner.action(),
                    winner.expectedValue(),
                    decision.currency());
        }
        String second = decision.ranked().size() == 1
                ? "No other action is allowed."
                : text(
                        (explored ? "The best is" : "Next comes") + " %s with %.2f %s.",
                        next.action(),
                        next.expectedValue(),
                        decision.currency());
        return List.of(
                first,
                second,
                text("The customer leaves with a probability of %.1f %%.", 100 * decision.churn()),
                text("%d actions are not allowed.", decision.rejected().size()));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
