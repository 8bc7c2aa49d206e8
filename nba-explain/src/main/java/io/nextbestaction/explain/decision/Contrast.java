// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import io.nextbestaction.RankedAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why one candidate was taken and not another: the runner-up, or the best if the engine tried something else. The amounts of
 * all factors add up to the difference of the expected values; with {@code arbitration} they add up to that of the scores.
 *
 * @param winner the one taken
 * @param runnerUp the other
 * @param factors every part of the expected values
 * @param arbitration what form, context and levers add to the difference of the scores
 * @param logarithms in the multiplicative form, the differences of the logarithms of propensity, value, context and levers,
 *     which add up to the logarithm of the ratio of the scores; empty otherwise, or where a score is not above 0
 * @param responses why the learnt responses differ; null unless both are learnt and can be explained
 */
public record Contrast(
        RankedAction winner,
        RankedAction runnerUp,
        List<FactorDifference> factors,
        double arbitration,
        List<LogFactor> logarithms,
        @Nullable ResponseContrast responses) {

    /**
     * A factor of a multiplicative score.
     *
     * @param factor its name: propensity, value, context or levers
     * @param difference of its logarithms
     */
    public record LogFactor(String factor, double difference) {}

    /** Keeps the lists from changing. */
    public Contrast {
        factors = List.copyOf(factors);
        logarithms = List.copyOf(logarithms);
    }

    /** The first expected value less the second. */
    public double valueDifference() {
        return winner.expectedValue() - runnerUp.expectedValue();
    }

    /** The first score less the second. */
    public double scoreDifference() {
        return winner.score() - runnerUp.score();
    }
}
