// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How two columns go together. */
public final class Association {
    private Association() {}

    /**
     * Pearson's correlation over the rows in which both are present; NaN if fewer than two are, or one is constant there.
     */
    public static double pearson(double[] x, double[] y) {
        int n = 0;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
                n++;
                meanX += (x[i] - meanX) / n;
                meanY += (y[i] - meanY) / n;
            }
        }
        double xx = 0;
        double yy = 0;
        double xy = 0;
        boolean constantX = true;
        boolean constantY = true;
        double firstX = Double.NaN;
        double firstY = Double.NaN;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
                firstX = Double.isNaN(firstX) ? x[i] : firstX;
                firstY = Double.isNaN(firstY) ? y[i] : firstY;
                constantX &= x[i] == firstX;
                constantY &= y[i] == firstY;
                xx += (x[i] - meanX) * (x[i] - meanX);
                yy += (y[i] - meanY) * (y[i] - meanY);
                xy += (x[i] - meanX) * (y[i] - meanY);
            }
        }
        // Equal values are constant, whatever rounding did to the mean.
        if (n < 2 || constantX || constantY) {
            return Double.NaN;
        }
        return Math.max(-1, Math.min(1, xy / (Math.sqrt(xx) * Math.sqrt(yy))));
    }

    /**
     * The area under the ROC curve of a score, a tie counting half, NaN the lowest score: the chance that an event scores
     * above a non-event. Both classes must be present.
     */
    public static double auc(double[] scores, boolean[] labels) {
        double[] keys = scores.clone();
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Double.isNaN(keys[i]) ? Double.NEGATIVE_INFINITY : keys[i];
        }
        int[] order = IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> keys[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double wins = 0;
        long below = 0;
        long events = 0;
        for (int start = 0; start < order.length; ) {
            int end = start;
            long positives = 0;
            while (end < order.length && keys[order[end]] == keys[order[start]]) {
                positives += labels[order[end]] ? 1 : 0;
                end++;
            }
            long negatives = end - start - positives;
            wins += positives * (below + 0.5 * negatives);
            below += negatives;
            events += positives;
            start = end;
        }
        return wins / ((double) events * below);
    }

    /**
     * Variance inflation factors: how much wider a linear model's uncertainty of each column is for the others, the
     * diagonal of the inverse correlation matrix; infinite where a column is a linear combination of others. Missing values
     * count as the column's mean; a constant column has 1.
     */
    public static double[] varianceInflation(double[][] columns) {
        int p = columns.length;
        double[][] filled = new double[p][];
        for (int j = 0; j < p; j++) {
            double mean = Statistics.mean(Statistics.present(columns[j]));
            filled[j] = columns[j].clone();
            for (int i = 0; i < filled[j].length; i++) {
                filled[j][i] = Double.isNaN(filled[j][i]) ? mean : filled[j][i];
            }
        }
        double[][] matrix = new double[p][p];
        for (int i = 0; i < p; i++) {
            matrix[i][i] = 1;
            for (int j = 0; j < i; j++) {
                double r = pearson(filled[i], filled[j]);
                matrix[i][j] = Double.isNaN(r) ? 0 : r;
                matrix[j][i] = matrix[i][j];
            }
        }
        double[] factors = new double[p];
        for (int j = 0; j < p; j++) {
            double rest = unexplained(matrix, j);
            factors[j] = rest < 1e-9 ? Double.POSITIVE_INFINITY : Math.max(1, 1 / rest);
        }
        return factors;
    }

    /** 1 - R² of a column on the others: sweeps the others out of the correlation matrix, largest pivot first. */
    private static double unexplained(double[][] correlation, int target) {
        int p = correlation.length;
        double[][] m = new double[p][];
        for (int i = 0; i < p; i++) {
            m[i] = correlation[i].clone();
        }
        boolean[] swept = new boolean[p];
        swept[target] = true;
        for (int step = 1; step < p; step++) {
            int pivot = -1;
            for (int i = 0; i < p; i++) {
                pivot = !swept[i] && (pivot < 0 || m[i][i] > m[pivot][pivot]) ? i : pivot;
            }
            if (m[pivot][pivot] < 1e-9) {
                break; // what is left is a combination of what was swept
            }
            swept[pivot] = true;
            for (int i = 0; i < p; i++) {
                if (!swept[i] || i == target) {
                    double share = m[i][pivot] / m[pivot][pivot];
                    for (int j = 0; j < p; j++) {
                        m[i][j] -= share * m[pivot][j];
                    }
                }
            }
        }
        return m[target][target];
    }

    /** The number of distinct values that are present. */
    public static int distinct(double[] present) {
        double[] sorted = present.clone();
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            distinct += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        return distinct;
    }
}
