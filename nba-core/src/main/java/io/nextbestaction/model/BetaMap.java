// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * The map of beta calibration (Kull, Silva Filho and Flach 2017): σ(a · ln p − b · ln(1 − p) + c). Probabilities are first
 * moved to 1e-6 from the edge. With a = b it is {@linkplain PlattLine Platt's line}.
 *
 * @param a how fast it rises near 0, not negative
 * @param b how fast it rises near 1, not negative
 * @param c the shift of the log-odds
 * @param fittedOn the data, in words
 * @param rows how many rows that was
 */
public record BetaMap(double a, double b, double c, String fittedOn, long rows) implements Calibration {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not finite, a or b is negative, or both are 0
     */
    public BetaMap {
        if (!(a >= 0 && b >= 0 && a + b > 0) || !Double.isFinite(a + b) || !Double.isFinite(c)) {
            throw new IllegalArgumentException("The beta calibration (a " + a + ", b " + b + ", c " + c
                    + ") must rise with the probability.\n" + Edge.NO_SIGNAL);
        }
    }

    @Override
    public double apply(double probability) {
        double p = Edge.clip(probability);
        return Link.sigmoid(a * StrictMath.log(p) - b * StrictMath.log1p(-p) + c);
    }

    @Override
    public double steepness(double probability) {
        double calibrated = apply(probability);
        return Edge.clips(probability) ? 0 : calibrated * (1 - calibrated) * (a / probability + b / (1 - probability));
    }
}
