// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * Platt's line (Platt 1999): σ(slope · logit p + intercept). Probabilities are first moved to 1e-6 from the edge.
 *
 * @param slope above 0
 * @param intercept finite
 * @param fittedOn the data, in words, such as "5 out-of-fold parts of the training rows"
 * @param rows how many rows that was
 */
public record PlattLine(double slope, double intercept, String fittedOn, long rows) implements Calibration {

    /**
     * Checks slope and intercept.
     *
     * @throws IllegalArgumentException if the slope is not above 0 or either is not finite
     */
    public PlattLine {
        if (!(slope > 0) || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw new IllegalArgumentException("The calibration (slope " + slope + ", intercept " + intercept
                    + ") must have a finite slope above 0 and a finite intercept.\n"
                    + Edge.NO_SIGNAL);
        }
    }

    /** The calibrated probability, in [0, 1]; the ends are met only by rounding, under a steep slope. */
    @Override
    public double apply(double probability) {
        return Link.sigmoid(slope * Link.logit(Edge.clip(probability)) + intercept);
    }

    @Override
    public double steepness(double probability) {
        double calibrated = apply(probability);
        return Edge.clips(probability) ? 0 : slope * calibrated * (1 - calibrated) / (probability * (1 - probability));
    }
}
