// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * What turns a raw probability into a calibrated one, and on which data it was learnt. It never falls, so it never turns
 * an order round, though {@link IsotonicMap} makes ties. Immutable, thread-safe, deterministic to the bit; allocates
 * nothing.
 */
public sealed interface Calibration permits PlattLine, BetaMap, TemperatureMap, IsotonicMap, OddsShift {

    /** The calibrated probability, in [0, 1]; NaN for NaN. */
    double apply(double probability);

    /**
     * How fast the calibrated probability grows with the raw one, not negative: 0 where the calibration is flat, such as
     * beyond the point to which it moves probabilities of 0 and 1; at a kink the slope to the right of it.
     */
    double steepness(double probability);

    /** The data it was fitted on, in words, such as "5 out-of-fold parts of the training rows". */
    String fittedOn();

    /** How many rows that was. */
    long rows();

    /** The calibrated probabilities of several rows, in a new array. */
    default double[] apply(double[] probabilities) {
        double[] calibrated = new double[probabilities.length];
        for (int i = 0; i < calibrated.length; i++) {
            calibrated[i] = apply(probabilities[i]);
        }
        return calibrated;
    }

    /**
     * This calibration, then a correction where the event is rarer or commoner than among the rows it was learnt from, all
     * else alike (Elkan 2001): odds × [to / (1 − to)] / [from / (1 − from)]. After any resampling of classes,
     * {@code from} is the resampled rate. Exact at 0 and 1.
     *
     * @param from the event rate of the rows learnt from, in (0, 1)
     * @param to the event rate of the rows scored, in (0, 1)
     * @throws IllegalArgumentException if a rate is outside (0, 1)
     */
    default Calibration withPrior(double from, double to) {
        return OddsShift.ofPriors(this, from, to);
    }

    /**
     * This calibration, then a correction for having been learnt from all positive and a random part of the negative rows
     * (He et al. 2014): p / (p + (1 − p) / kept). Exact at 0 and 1.
     *
     * @param kept the share of negative rows kept, in (0, 1]
     * @throws IllegalArgumentException if it is not above 0 and at most 1
     */
    default Calibration withNegativesKept(double kept) {
        return OddsShift.ofNegativesKept(this, kept);
    }
}
