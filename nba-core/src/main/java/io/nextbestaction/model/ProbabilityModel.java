// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * A scorer together with the calibration that makes its probabilities usable in money; arbitration takes nothing less.
 * Immutable and thread-safe.
 *
 * @param scorer the compiled kernel
 * @param calibration what makes its raw probability a calibrated one
 */
public record ProbabilityModel(Scorer scorer, Calibration calibration) {

    /** The calibrated probability of a feature vector. */
    public double probability(double[] features) {
        return calibration.apply(scorer.probability(features));
    }

    /** The same probability to the bit, by the scorer's fastest kernel; allocates nothing once the scratch has grown. */
    public double probability(double[] features, Scratch scratch) {
        return calibration.apply(scorer.probability(features, scratch));
    }
}
