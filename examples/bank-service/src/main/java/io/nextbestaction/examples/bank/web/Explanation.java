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
 * @param overRunnerUp what puts the winner before the next, part by part; the differences add up to that of the values
 */
public record Explanation(DecisionView decision, List<String> sentences, List<Part> overRunnerUp) {

    /**
     * One part of the expected values of the first two.
     *
     * @param part its name
     * @param winner of the first
     * @param runnerUp of the second
     * @param difference how much it speaks for the first
     */
    public record Part(String part, double winner, double runnerUp, double difference) {}

    static Explanation of(String customerId, Decision decision) {
        RankedAction winner = decision.ranked().get(0);
        // With nothing else allowed the winner is doing nothing, and has no runner-up but itself.
        RankedAction next = decision.ranked().get(Math.min(1, decision.ranked().size() - 1));
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
        String first = winner.action().isDoNothing()
                ? "Nothing the bank may offer is worth more than leaving the customer alone."
                : text(
                        "%s is expected to earn %.2f %s over leaving the customer alone.",
                        winner.action(), winner.expectedValue(), decision.currency());
        String second = decision.ranked().size() == 1
                ? "No other action is allowed."
                : text("Next comes %s with %.2f %s.", next.action(), next.expectedValue(), decision.currency());
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
