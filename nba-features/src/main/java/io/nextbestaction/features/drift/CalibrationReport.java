// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.drift;

import java.util.List;

/**
 * Whether probabilities still fit the outcomes that came in later.
 *
 * <p>The status weighs two sizes against {@link CalibrationLimits}: the gap of mean probability and event rate, and the
 * calibration error less {@link #chanceError()}; each only where it is two standard errors or more, as a few rows prove
 * nothing.
 *
 * @param rows outcomes counted
 * @param events those with the event
 * @param meanProbability what was expected
 * @param gapErrors mean probability less event rate in standard errors of the rate that the probabilities imply; 0 where
 *     each is 0 or 1 and fits, infinite where it does not
 * @param calibrationError expected calibration error over ten bins of equal width: Σ share · |mean p - event rate|
 * @param chanceError about what the calibration error of right probabilities would be, for so many rows
 * @param brier mean squared error of the probability
 * @param bins the ten bins
 * @param status the worse of the two under the limits
 */
public record CalibrationReport(
        int rows,
        int events,
        double meanProbability,
        double gapErrors,
        double calibrationError,
        double chanceError,
        double brier,
        List<CalibrationBin> bins,
        DriftStatus status) {

    /** Copies the list. */
    public CalibrationReport {
        bins = List.copyOf(bins);
    }

    /** The share of rows with the event. */
    public double eventRate() {
        return (double) events / rows;
    }
}
