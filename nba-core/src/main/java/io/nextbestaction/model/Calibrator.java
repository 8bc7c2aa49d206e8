// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/** Learns a {@link Calibration} from probabilities of rows the scorer was not trained on. */
@FunctionalInterface
public interface Calibrator {

    /**
     * Fits a calibration.
     *
     * @param probabilities raw probabilities of held-out rows
     * @param labels the outcomes of the same rows
     * @param fittedOn the data, in words
     * @throws IllegalArgumentException if lengths differ or one class is absent
     */
    Calibration fit(double[] probabilities, boolean[] labels, String fittedOn);
}
