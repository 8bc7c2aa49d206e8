// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.experiment;

import io.nextbestaction.models.evaluation.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * A test of two arms that may be looked at as often as one likes and stopped whenever it is clear: the mixture sequential
 * probability ratio test (Robbins 1970; Johari et al. 2022). Over all looks together it calls no difference one with at most the
 * chance 1 − level, as far as means are normal, so from some hundred customers an arm on. The price against one planned look is a
 * wider interval. Immutable: each look gives the next state.
 */
public final class SequentialTest {
    private final double mixing;
    private final double level;
    private final double least;
    private final double low;
    private final double high;
    private final @Nullable Estimate last;

    private SequentialTest(
            double mixing, double level, double least, double low, double high, @Nullable Estimate last) {
        this.mixing = mixing;
        this.level = level;
        this.least = least;
        this.low = low;
        this.high = high;
        this.last = last;
    }

    /**
     * A test before any look.
     *
     * @param expected the size of difference that would matter, above 0: the standard deviation of the mixture. Set before the
     *     experiment; a bad guess costs time, never truth
     * @param level such as 0.95
     * @throws IllegalArgumentException if a number is out of range
     */
    public static SequentialTest expecting(double expected, double level) {
        if (!(expected > 0) || Double.isInfinite(expected)) {
            throw new IllegalArgumentException("The expected difference (" + expected
                    + ") of a sequential test must be finite and above 0.\nMaybe take the smallest that would matter.");
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "The level (" + level + ") of a sequential test must lie between 0 and 1.\nMaybe 0.95 is meant.");
        }
        return new SequentialTest(
                expected * expected, level, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, null);
    }

    /** The state after a look at everything so far. */
    public SequentialTest look(ArmOutcome treated, ArmOutcome control) {
        double v = treated.errorSquared() + control.errorSquared();
        double d = treated.mean() - control.mean();
        if (!(v > 0)) {
            // Nothing varies yet: there is nothing to learn from the look.
            return this;
        }
        // 1 / Λ with Λ = √(v / (v + τ²)) · exp(τ² d² / (2 v (v + τ²))).
        double p = Math.sqrt((v + mixing) / v) * StrictMath.exp(-mixing * d * d / (2 * v * (v + mixing)));
        double half = Math.sqrt(
                v * (v + mixing) / mixing * (2 * StrictMath.log(1 / (1 - level)) + StrictMath.log((v + mixing) / v)));
        double lower = Math.max(low, d - half);
        double upper = Math.min(high, d + half);
        return new SequentialTest(
                mixing, level, Math.min(least, p), lower, upper, new Estimate(d, Math.sqrt(v), lower, upper, level));
    }

    /** The always-valid p-value: the least so far, 1 before any look. */
    public double pValue() {
        return least;
    }

    /** Whether the arms differ. */
    public boolean significant() {
        return least <= 1 - level;
    }

    /**
     * The difference at the last look, with the interval that all looks together leave; where they contradict each other, which has
     * at most the chance 1 − level, its lower end is above its upper.
     *
     * @throws IllegalStateException before any look that varied
     */
    public Estimate estimate() {
        if (last == null) {
            throw new IllegalStateException("The sequential test must have been looked at.\nMaybe call look first.");
        }
        return last;
    }
}
