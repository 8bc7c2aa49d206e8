// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts probabilities that were given against outcomes that came later, in memory that does not grow. A probability must be
 * the one the decision was made with: kept with the decision, not scored anew. Not thread-safe.
 */
public final class CalibrationMonitor {
    private static final int BINS = 10;

    /** What is below so many standard errors is taken for chance. */
    private static final double CHANCE = 2;

    private final int[] rows = new int[BINS];
    private final int[] events = new int[BINS];
    private final double[] probabilities = new double[BINS];
    private final double[] variances = new double[BINS];
    private double squares;

    /** A monitor with nothing counted. */
    public CalibrationMonitor() {}

    /**
     * The report of a batch.
     *
     * @param labels one for each probability; true is the event
     * @throws IllegalArgumentException if there is none, their numbers differ, or a probability is outside [0, 1]
     */
    public static CalibrationReport compare(double[] probabilities, boolean[] labels, CalibrationLimits limits) {
        if (probabilities.length != labels.length || labels.length == 0) {
            throw new IllegalArgumentException("The labels (" + labels.length
                    + ") of a calibration report must be as many as the probabilities (" + probabilities.length
                    + "), and at least one.\nMaybe leave out the customers whose outcome is not known yet.");
        }
        CalibrationMonitor monitor = new CalibrationMonitor();
        for (int i = 0; i < labels.length; i++) {
            monitor.add(probabilities[i], labels[i]);
        }
        return monitor.report(limits);
    }

    /**
     * Counts one outcome.
     *
     * @param probability the calibrated probability given at the time
     * @throws IllegalArgumentException if it is outside [0, 1]
     */
    public void add(double probability, boolean event) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("The probability (" + probability
                    + ") of a calibration monitor must lie in [0, 1].\nMaybe it is a score that was never calibrated.");
        }
        int bin = Math.min(BINS - 1, (int) (probability * BINS));
        rows[bin]++;
        events[bin] += event ? 1 : 0;
        probabilities[bin] += probability;
        variances[bin] += probability * (1 - probability);
        double error = probability - (event ? 1 : 0);
        squares += error * error;
    }

    /** The number counted so far. */
    public int rows() {
        return Arrays.stream(rows).sum();
    }

    /** Starts again with nothing counted, as for the next month. */
    public void reset() {
        Arrays.fill(rows, 0);
        Arrays.fill(events, 0);
        Arrays.fill(probabilities, 0);
        Arrays.fill(variances, 0);
        squares = 0;
    }

    /**
     * How well those counted so far fit.
     *
     * @throws IllegalStateException if none was counted
     */
    public CalibrationReport report(CalibrationLimits limits) {
        int all = rows();
        if (all == 0) {
            throw new IllegalStateException(
                    "The rows (0) of a calibration report must be at least one.\nMaybe add some first.");
        }
        double expected = Arrays.stream(probabilities).sum();
        double variance = Arrays.stream(variances).sum();
        int happened = Arrays.stream(events).sum();
        double error = 0;
        double chance = 0;
        List<CalibrationBin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(probabilities[bin] - events[bin]);
            // The mean distance of a normal variable from its mean.
            chance += Math.sqrt(2 / Math.PI * variances[bin]);
            bins.add(new CalibrationBin(
                    (double) bin / BINS,
                    (bin + 1.0) / BINS,
                    rows[bin],
                    probabilities[bin] / rows[bin],
                    (double) events[bin] / rows[bin]));
        }
        double gap = expected - happened;
        double errors = gap == 0 ? 0 : gap / Math.sqrt(variance);
        double toldGap = Math.abs(errors) < CHANCE ? 0 : Math.abs(gap) / all;
        double excess = error - chance;
        boolean beyond = excess > 0 && excess >= CHANCE * Math.sqrt((1 - 2 / Math.PI) * variance);
        double toldError = beyond ? excess / all : 0;
        return new CalibrationReport(
                all,
                happened,
                expected / all,
                errors,
                error / all,
                chance / all,
                squares / all,
                bins,
                limits.status(toldGap, toldError));
    }
}
