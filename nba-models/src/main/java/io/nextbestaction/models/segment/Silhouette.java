// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

/**
 * The mean silhouette (Rousseeuw 1987) of clusterings of the same rows, exact by Euclidean distance: (b − a) / max(a, b)
 * with a the mean distance to the other rows of the own cluster and b the least mean distance to those of another; 0 in
 * a cluster of one. In [−1, 1], more is better. Every distance is taken once for all clusterings, in blocks:
 * O(rows² · columns) time, memory linear in the rows.
 */
final class Silhouette {
    /** Rows whose values and sums stay in the cache while their distances are taken. */
    private static final int BLOCK = 256;

    private Silhouette() {}

    /**
     * One score for each clustering.
     *
     * @param values row-major [rows × columns]
     * @param clusterings [clusterings × rows], the cluster of each row
     * @param sizes how many clusters each clustering has, at least 2
     */
    static double[] scores(double[] values, int columns, int[][] clusterings, int[] sizes) {
        int rows = values.length / columns;
        double[][] sums = new double[clusterings.length][];
        for (int c = 0; c < clusterings.length; c++) {
            sums[c] = new double[rows * sizes[c]];
        }
        for (int from = 0; from < rows; from += BLOCK) {
            for (int other = from; other < rows; other += BLOCK) {
                add(values, columns, from, other, clusterings, sizes, sums);
            }
        }
        double[] scores = new double[clusterings.length];
        for (int c = 0; c < clusterings.length; c++) {
            scores[c] = mean(sums[c], clusterings[c], sizes[c]);
        }
        return scores;
    }

    /** Adds the distances between the rows of two blocks to both sides' sums. */
    private static void add(
            double[] values, int columns, int from, int other, int[][] clusterings, int[] sizes, double[][] sums) {
        int rows = values.length / columns;
        for (int i = from; i < Math.min(rows, from + BLOCK); i++) {
            for (int j = Math.max(i + 1, other); j < Math.min(rows, other + BLOCK); j++) {
                double distance = distance(values, columns, i, j);
                for (int c = 0; c < clusterings.length; c++) {
                    sums[c][i * sizes[c] + clusterings[c][j]] += distance;
                    sums[c][j * sizes[c] + clusterings[c][i]] += distance;
                }
            }
        }
    }

    private static double mean(double[] sums, int[] clusters, int size) {
        int[] counts = new int[size];
        for (int cluster : clusters) {
            counts[cluster]++;
        }
        double total = 0;
        for (int i = 0; i < clusters.length; i++) {
            int own = clusters[i];
            if (counts[own] < 2) {
                continue;
            }
            double a = sums[i * size + own] / (counts[own] - 1);
            double b = Double.POSITIVE_INFINITY;
            for (int c = 0; c < size; c++) {
                if (c != own && counts[c] > 0) {
                    b = Math.min(b, sums[i * size + c] / counts[c]);
                }
            }
            double larger = Math.max(a, b);
            total += larger > 0 && larger < Double.POSITIVE_INFINITY ? (b - a) / larger : 0;
        }
        return total / clusters.length;
    }

    private static double distance(double[] values, int columns, int i, int j) {
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            double difference = values[i * columns + c] - values[j * columns + c];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
