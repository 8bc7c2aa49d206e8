// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.calibration;

/**
 * The correction of calibrated probabilities where the event is rarer or commoner than among the rows they were learned
 * from, all else alike (Elkan 2001): odds × [to / (1 − to)] / [from / (1 − from)]. After any resampling of classes,
 * {@code from} is the resampled rate. Exact at 0 and 1.
 *
 * @param from the event rate of the rows learned from, in (0, 1)
 * @param to the event rate of the rows scored, in (0, 1)
 */
public record PriorShift(double from, double to) implements ProbabilityMap {

    /**
     * Checks the rates.
     *
     * @throws IllegalArgumentException if one is outside (0, 1)
     */
    public PriorShift {
        check(from);
        check(to);
    }

    private static void check(double rate) {
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("The event rate (" + rate
                    + ") of a prior shift must lie between 0 and 1.\nMaybe it was given in percent.");
        }
    }

    @Override
    public double apply(double probability) {
        double event = probability * (to / from);
        return event / (event + (1 - probability) * ((1 - to) / (1 - from)));
    }
}
