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

    /**
     * The same for rows among which the event is rarer or commoner than among those it learns from, such as after
     * resampling: see {@link Calibration#withPrior}.
     *
     * @param from the event rate of the rows learnt from, in (0, 1)
     * @param to the event rate of the rows scored, in (0, 1)
     * @throws IllegalArgumentException if a rate is outside (0, 1), at the first fit
     */
    default Calibrator withPrior(double from, double to) {
        return (probabilities, labels, fittedOn) ->
                fit(probabilities, labels, fittedOn).withPrior(from, to);
    }
}
