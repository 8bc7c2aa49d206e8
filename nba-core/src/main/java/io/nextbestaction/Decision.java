// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import java.util.List;
import java.util.Locale;

/**
 * The next best action for one customer, everything it was weighed against, and why. Immutable; equal inputs to equal
 * engines give equal decisions, to the bit.
 *
 * @param ranked every allowed action and doing nothing, best first; never empty
 * @param churn the calibrated probability that the customer leaves, in [0, 1]
 * @param segment the name of the customer's segment, empty if the engine has none
 * @param why the fields that move the churn probability most, strongest first; empty without an explainer
 * @param rejected the actions this customer may not get, in catalogue order
 * @param currency the currency of every amount
 * @param engine the identity of the engine that decided: the SHA-256 of its artifact's manifest, or "unsaved"
 * @param slate what is proposed together, what was decided on first; empty for doing nothing
 * @param leverCost what the levers cost: the score without them of the best action without them, less that of the best
 *     with them, whether or not it was decided on; at least 0, and 0 without levers
 */
public record Decision(
        List<RankedAction> ranked,
        double churn,
        String segment,
        List<Reason> why,
        List<Rejection> rejected,
        String currency,
        String engine,
        List<RankedAction> slate,
        double leverCost) {
    /** Keeps the lists from changing. */
    public Decision {
        ranked = List.copyOf(ranked);
        why = List.copyOf(why);
        rejected = List.copyOf(rejected);
        slate = List.copyOf(slate);
    }

    /** What was decided on: the best, or what an engine that explores tried instead. */
    public RankedAction chosen() {
        if (!slate.isEmpty()) {
            return slate.get(0);
        }
        for (RankedAction candidate : ranked) {
            if (candidate.action().isDoNothing()) {
                return candidate;
            }
        }
        throw new IllegalStateException("doing nothing is always a candidate");
    }

    /** The next best action; {@link Action#DO_NOTHING} when nothing is worth more than nothing. */
    public Action action() {
        return chosen().action();
    }

    /** What it is expected to earn over doing nothing, in {@link #currency()}; 0 for doing nothing. */
    public double expectedValue() {
        return chosen().expectedValue();
    }

    /** Whether something else than the best was tried. */
    public boolean explored() {
        return chosen().rank() > 1;
    }

    /** The decision in a few lines, for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(action())
                .append(String.format(Locale.ROOT, " — %.2f %s over doing nothing", expectedValue(), currency))
                .append(String.format(Locale.ROOT, "%n  churn    %.2f", churn));
        RankedAction chosen = chosen();
        if (explored()) {
            text.append(String.format(Locale.ROOT, "%n  tried    with probability %.3f", chosen.probability()));
        }
        if (!segment.isEmpty()) {
            text.append(String.format(Locale.ROOT, "%n  segment  %s", segment));
        }
        append(text, "why     ", why);
        append(
                text,
                "then    ",
                ranked.stream()
                        .filter(candidate -> candidate.rank() != chosen.rank())
                        .limit(2)
                        .map(Decision::line)
                        .toList());
        append(text, "rejected", rejected);
        return text.toString();
    }

    private static String line(RankedAction candidate) {
        return candidate.action() + String.format(Locale.ROOT, " (%.2f)", candidate.expectedValue());
    }

    private static void append(StringBuilder text, String label, List<?> lines) {
        for (int i = 0; i < lines.size(); i++) {
            text.append(String.format(Locale.ROOT, "%n  %s %s", i == 0 ? label : "        ", lines.get(i)));
        }
    }
}
