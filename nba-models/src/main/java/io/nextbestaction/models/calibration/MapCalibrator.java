// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.calibration;

/**
 * Learns a {@link ProbabilityMap} from probabilities of rows the scorer was not trained on; a
 * {@link io.nextbestaction.model.Calibrator} for maps that are no straight line on the log-odds.
 */
@FunctionalInterface
public interface MapCalibrator {

    /**
     * Fits a map.
     *
     * @param probabilities raw probabilities of held-out rows
     * @param labels the outcomes of the same rows
     * @param fittedOn the data, in words
     * @throws IllegalArgumentException if lengths differ, a probability is outside [0, 1], or one class is absent
     */
    ProbabilityMap fit(double[] probabilities, boolean[] labels, String fittedOn);
}
