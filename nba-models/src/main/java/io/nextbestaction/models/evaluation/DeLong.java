// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

/**
 * The difference of two AUCs on the same rows and its standard error without resampling (DeLong, DeLong and
 * Clarke-Pearson 1988). Deterministic; O(n) over predictions already ranked (Sun and Xu 2014).
 *
 * @param first AUC of the first model
 * @param second AUC of the second model
 * @param firstError its standard error
 * @param secondError its standard error
 * @param differenceError standard error of first − second; 0 if both rank alike
 */
public record DeLong(double first, double second, double firstError, double secondError, double differenceError) {

    /**
     * Compares two models on the same rows in the same order.
     *
     * @throws IllegalArgumentException if the labels differ, or a class has fewer than two rows
     */
    public static DeLong compare(Predictions first, Predictions second) {
        if (!first.sameLabels(second)) {
            throw new IllegalArgumentException("The labels of a paired difference must be the same in both predictions."
                    + "\nMaybe the rows of one are in another order.");
        }
        int positives = first.positives();
        int negatives = first.rows() - positives;
        if (positives < 2 || negatives < 2) {
            throw new IllegalArgumentException("The labels (" + positives + " of " + first.rows()
                    + " positive) of a DeLong comparison must hold at least two rows of each class.");
        }
        double[] a = placements(first);
        double[] b = placements(second);
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return new DeLong(first.auc(), second.auc(), error(first, a), error(second, b), error(first, difference));
    }

    /** The difference in standard errors, to be held against a normal distribution; NaN if both rank alike. */
    public double z() {
        return (first - second) / differenceError;
    }

    /** Of a positive row the share of negatives below it, of a negative row the share of positives above; ties half. */
    static double[] placements(Predictions predictions) {
        int n = predictions.rows();
        double positives = predictions.positives();
        double negatives = n - positives;
        int[] order = predictions.order();
        double[] placements = new double[n];
        int positivesAbove = 0;
        int negativesAbove = 0;
        for (int from = 0; from < n; ) {
            int to = from;
            int tiedPositives = 0;
            while (to < n && predictions.probability(order[to]) == predictions.probability(order[from])) {
                tiedPositives += predictions.label(order[to]) ? 1 : 0;
                to++;
            }
            int tiedNegatives = to - from - tiedPositives;
            for (int i = from; i < to; i++) {
                placements[order[i]] = predictions.label(order[i])
                        ? 1 - (negativesAbove + tiedNegatives / 2.0) / negatives
                        : (positivesAbove + tiedPositives / 2.0) / positives;
            }
            positivesAbove += tiedPositives;
            negativesAbove += tiedNegatives;
            from = to;
        }
        return placements;
    }

    private static double error(Predictions predictions, double[] values) {
        double variance = 0;
        for (boolean side : new boolean[] {true, false}) {
            double sum = 0;
            int count = 0;
            for (int i = 0; i < values.length; i++) {
                if (predictions.label(i) == side) {
                    sum += values[i];
                    count++;
                }
            }
            double mean = sum / count;
            double squares = 0;
            for (int i = 0; i < values.length; i++) {
                if (predictions.label(i) == side) {
                    squares += (values[i] - mean) * (values[i] - mean);
                }
            }
            variance += squares / (count - 1) / count;
        }
        return Math.sqrt(variance);
    }
}
