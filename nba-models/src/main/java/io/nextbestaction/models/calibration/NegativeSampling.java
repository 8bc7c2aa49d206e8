// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.calibration;

/**
 * The correction of calibrated probabilities learned from all positive and a random part of the negative rows (He et al.
 * 2014): p / (p + (1 − p) / kept). Exact at 0 and 1.
 *
 * @param kept the share of negative rows kept, in (0, 1]
 */
public record NegativeSampling(double kept) implements ProbabilityMap {

    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if it is not above 0 and at most 1
     */
    public NegativeSampling {
        if (!(kept > 0 && kept <= 1)) {
            throw new IllegalArgumentException("The share of negatives kept (" + kept
                    + ") of a sampling correction must lie above 0 and be at most 1.\nMaybe it was given in percent.");
        }
    }

    @Override
    public double apply(double probability) {
        return probability / (probability + (1 - probability) / kept);
    }
}
