// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.calibration;

import io.nextbestaction.model.Link;

/**
 * σ(a · ln p − b · ln(1 − p) + c); probabilities are first moved to 1e-6 from the edge. With a = b it is Platt's line on
 * the log-odds.
 *
 * @param a how fast it rises near 0, not negative
 * @param b how fast it rises near 1, not negative
 * @param c the shift of the log-odds
 * @param fittedOn the data, in words
 * @param rows how many rows that was
 */
public record BetaMap(double a, double b, double c, String fittedOn, long rows) implements ProbabilityMap {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not finite, a or b is negative, or both are 0
     */
    public BetaMap {
        if (!(a >= 0 && b >= 0 && a + b > 0) || !Double.isFinite(a + b) || !Double.isFinite(c)) {
            throw HeldOut.noSignal("beta calibration (a " + a + ", b " + b + ", c " + c + ")");
        }
    }

    @Override
    public double apply(double probability) {
        double p = HeldOut.clip(probability);
        return Link.sigmoid(a * StrictMath.log(p) - b * StrictMath.log1p(-p) + c);
    }
}
