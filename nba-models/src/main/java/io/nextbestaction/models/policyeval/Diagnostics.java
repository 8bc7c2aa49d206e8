// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

import io.nextbestaction.data.Numbers;
import java.util.Optional;

/**
 * How far a log can tell about another policy; w is the chance of the action taken under that policy over the logged one.
 *
 * @param decisions how many were logged
 * @param customers how many customers they belong to
 * @param meanWeight mean of w: near 1 where the logged chances are true and cover the policy
 * @param effectiveSize (Σw)² / Σw²: how many decisions of the policy's own the log is worth
 * @param largestWeight the largest w
 * @param largestShare its share of Σw
 * @param tailShape k̂ of a generalized Pareto distribution fitted to the largest w: from 1/2 on their variance is infinite, from
 *     1 on their mean; infinite if fewer than five make the tail, NaN if the largest are all the same
 * @param unsupportedMass the part of the policy's actions that the log gave no chance, 0 to 1
 */
public record Diagnostics(
        int decisions,
        int customers,
        double meanWeight,
        double effectiveSize,
        double largestWeight,
        double largestShare,
        double tailShape,
        double unsupportedMass) {

    /** The largest tail shape of weights whose mean so many decisions tell: min(1 − 1 / log₁₀ n, 0.7) (Vehtari et al. 2024). */
    public double tailLimit() {
        return Math.min(1 - 1 / Math.log10(decisions), 0.7);
    }

    /** Whether the tail shape is above its limit: an estimate by weights, and its interval, rest on few decisions. */
    public boolean heavyTailed() {
        return tailShape > tailLimit();
    }

    /** What to mind in an estimate that is not refused, in words; empty if nothing. */
    public Optional<String> warning() {
        return heavyTailed()
                ? Optional.of("The tail shape (" + Numbers.display(tailShape) + ") of the weights should be at most "
                        + Numbers.display(tailLimit()) + ": the estimate rests on few decisions, the largest with "
                        + Numbers.display(100 * largestShare)
                        + " % of all weight, and its interval may be too narrow.\n"
                        + "Maybe judge a policy nearer to the logged one, or log more.")
                : Optional.empty();
    }
}
