// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * What turns a raw probability into a calibrated one: σ(slope · logit p + intercept) (Platt 1999), and on which data it
 * was fitted. Increasing, so it never changes an order; 0 and 1 are first moved to {@value #EDGE} from the edge.
 *
 * @param slope above 0
 * @param intercept finite
 * @param fittedOn the data, in words, such as "5 out-of-fold parts of the training rows"
 * @param rows how many rows that was
 */
public record Calibration(double slope, double intercept, String fittedOn, long rows) {
    private static final double EDGE = 1e-6;

    /**
     * Checks slope and intercept.
     *
     * @throws IllegalArgumentException if the slope is not above 0 or either is not finite
     */
    public Calibration {
        if (!(slope > 0) || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw new IllegalArgumentException("The calibration (slope " + slope + ", intercept " + intercept
                    + ") must have a finite slope above 0 and a finite intercept.\n"
                    + "Maybe the scores rank the wrong class first, or carry no signal.");
        }
    }

    /** The calibrated probability, in [0, 1]; the ends are met only by rounding, under a steep slope. */
    public double apply(double probability) {
        return Link.sigmoid(logOdds(probability));
    }

    /** The calibrated log-odds of a raw probability. */
    double logOdds(double probability) {
        double clipped = Math.max(EDGE, Math.min(1 - EDGE, probability));
        return slope * Link.logit(clipped) + intercept;
    }

    /** Whether a raw probability is moved away from the edge. */
    boolean clips(double probability) {
        return probability < EDGE || probability > 1 - EDGE;
    }
}
