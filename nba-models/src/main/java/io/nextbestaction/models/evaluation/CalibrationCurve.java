// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * How often the event happened where the model said how likely it was: predictions in bins of similar probability. Rows
 * of equal probability are always in one bin; bins without rows are left out. Immutable.
 *
 * @param bins lowest probability first
 */
public record CalibrationCurve(List<Bin> bins) {

    /** Keeps a copy of the bins. */
    public CalibrationCurve {
        bins = List.copyOf(bins);
    }

    /**
     * A bin.
     *
     * @param rows how many rows, at least 1
     * @param meanProbability what the model said on average
     * @param eventRate what happened
     */
    public record Bin(int rows, double meanProbability, double eventRate) {
        /** What happened above what the model said. */
        public double gap() {
            return eventRate - meanProbability;
        }
    }

    /**
     * Bins of equal width over [0, 1], each with its lower and without its upper end, as in
     * {@link io.nextbestaction.model.BinaryMetrics#calibrationError}.
     *
     * @throws IllegalArgumentException if there is no bin
     */
    public static CalibrationCurve equalWidth(Predictions predictions, int bins) {
        check(bins);
        Collector collector = new Collector();
        int[] order = predictions.order();
        for (int i = order.length - 1; i >= 0; i--) {
            double p = predictions.probability(order[i]);
            collector.add(Math.min(bins - 1, (int) (p * bins)), p, predictions.label(order[i]));
        }
        return collector.curve();
    }

    /**
     * Bins of about equal size, cut at the quantiles (linear interpolation), each with its upper and without its lower
     * end, as in scikit-learn. Ties make bins larger and fewer.
     *
     * @throws IllegalArgumentException if there is no bin
     */
    public static CalibrationCurve equalMass(Predictions predictions, int bins) {
        check(bins);
        Collector collector = new Collector();
        int[] order = predictions.order();
        int last = order.length - 1;
        int bin = 0;
        for (int i = last; i >= 0; i--) {
            double p = predictions.probability(order[i]);
            while (bin < bins - 1 && p > quantile(predictions, bin + 1, bins)) {
                bin++;
            }
            collector.add(bin, p, predictions.label(order[i]));
        }
        return collector.curve();
    }

    /** One bin for every distinct probability: makes {@link BrierDecomposition} exact. */
    public static CalibrationCurve distinct(Predictions predictions) {
        Collector collector = new Collector();
        int[] order = predictions.order();
        int bin = 0;
        for (int i = order.length - 1; i >= 0; i--) {
            double p = predictions.probability(order[i]);
            if (i + 1 < order.length && p != predictions.probability(order[i + 1])) {
                bin++;
            }
            collector.add(bin, p, predictions.label(order[i]));
        }
        return collector.curve();
    }

    /** The expected calibration error: Σ share of rows · |gap|, in [0, 1]. */
    public double expectedError() {
        double sum = 0;
        long rows = 0;
        for (Bin bin : bins) {
            sum += bin.rows() * Math.abs(bin.gap());
            rows += bin.rows();
        }
        return sum / rows;
    }

    /** The maximum calibration error: the largest |gap|, in [0, 1]. */
    public double maximumError() {
        double largest = 0;
        for (Bin bin : bins) {
            largest = Math.max(largest, Math.abs(bin.gap()));
        }
        return largest;
    }

    /** The quantile part / parts. Its place among the rows is taken in whole numbers, so a cut on a row is exact. */
    private static double quantile(Predictions predictions, int part, int parts) {
        int[] order = predictions.order();
        int last = order.length - 1;
        long place = (long) part * last;
        int below = (int) (place / parts);
        double fraction = (double) (place % parts) / parts;
        double from = predictions.probability(order[last - below]);
        if (fraction == 0) {
            return from;
        }
        double to = predictions.probability(order[last - below - 1]);
        // Kept within both: rounding must not push the cut past a row.
        return Math.max(from, Math.min(to, from + (to - from) * fraction));
    }

    private static void check(int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException(
                    "The bins (" + bins + ") of a calibration curve must be at least 1.\nMaybe 10 is meant.");
        }
    }

    /** Fills bins that come in rising order. */
    private static final class Collector {
        private final List<Bin> bins = new ArrayList<>();
        private int current = -1;
        private int rows;
        private double sum;
        private int positives;

        void add(int bin, double probability, boolean label) {
            if (bin != current) {
                close();
                current = bin;
            }
            rows++;
            sum += probability;
            positives += label ? 1 : 0;
        }

        CalibrationCurve curve() {
            close();
            return new CalibrationCurve(bins);
        }

        private void close() {
            if (rows > 0) {
                bins.add(new Bin(rows, sum / rows, (double) positives / rows));
            }
            rows = 0;
            sum = 0;
            positives = 0;
        }
    }
}
