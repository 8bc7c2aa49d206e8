// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import io.nextbestaction.data.FeatureMatrix;

/**
 * Indices of how well a clustering fits its rows, by Euclidean distance on the values as they are (scale them before), and
 * of how alike two clusterings are. Deterministic; one thread. Every function throws IllegalArgumentException where the
 * labels are not as many as the rows, a label is negative, a value is missing or infinite, or fewer than two clusters have
 * rows.
 */
public final class ClusterIndices {
    private ClusterIndices() {}

    /** The mean silhouette (Rousseeuw 1987), in [−1, 1], more is better; exact, O(rows² · columns). */
    public static double silhouette(FeatureMatrix rows, int[] clusters) {
        int k = check(rows, clusters);
        return Silhouette.scores(rows.values(), rows.columns(), new int[][] {clusters}, new int[] {k})[0];
    }

    /** The variance ratio (Calinski and Harabasz 1974), more is better; O(rows · columns). Infinite without any spread. */
    public static double calinskiHarabasz(FeatureMatrix rows, int[] clusters) {
        int k = check(rows, clusters);
        return Spread.of(rows.values(), rows.columns(), clusters, k).calinskiHarabasz();
    }

    /** The mean likeness to the most alike cluster (Davies and Bouldin 1979), less is better; O(rows · columns). */
    public static double daviesBouldin(FeatureMatrix rows, int[] clusters) {
        int k = check(rows, clusters);
        return Spread.of(rows.values(), rows.columns(), clusters, k).daviesBouldin();
    }

    /**
     * The adjusted Rand index of two clusterings of the same rows (Hubert and Arabie 1985): 1 for the same clusters under
     * any names, 0 on average by chance. O(rows + clusters²).
     *
     * @throws IllegalArgumentException if they are not equally long, or a label is negative
     */
    public static double adjustedRand(int[] first, int[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("The labels (" + first.length + " and " + second.length
                    + ") of two clusterings must be equally many.\nMaybe they are of other rows.");
        }
        long[][] table = new long[largest(first) + 1][largest(second) + 1];
        for (int i = 0; i < first.length; i++) {
            table[first[i]][second[i]]++;
        }
        long[] columnSums = new long[table[0].length];
        double together = 0;
        double rowPairs = 0;
        for (long[] row : table) {
            long sum = 0;
            for (int j = 0; j < row.length; j++) {
                together += pairs(row[j]);
                sum += row[j];
                columnSums[j] += row[j];
            }
            rowPairs += pairs(sum);
        }
        double columnPairs = 0;
        for (long sum : columnSums) {
            columnPairs += pairs(sum);
        }
        double expected = first.length < 2 ? 0 : rowPairs * columnPairs / pairs(first.length);
        double most = (rowPairs + columnPairs) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double pairs(long n) {
        return n * (n - 1) / 2.0;
    }

    private static int largest(int[] clusters) {
        int largest = 0;
        for (int cluster : clusters) {
            if (cluster < 0) {
                throw new IllegalArgumentException(
                        "The cluster (" + cluster + ") of a row must be at least 0.\nMaybe noise was marked by -1.");
            }
            largest = Math.max(largest, cluster);
        }
        return largest;
    }

    /** The number of clusters, empty ones included. */
    private static int check(FeatureMatrix rows, int[] clusters) {
        if (rows.rows() != clusters.length) {
            throw new IllegalArgumentException("The labels (" + clusters.length + ") must be as many as the rows ("
                    + rows.rows() + ").\nMaybe they are of other rows.");
        }
        double[] values = rows.values();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("The value (" + values[i] + ") of feature \""
                        + rows.names().name(i % rows.columns()) + "\" in row " + (i / rows.columns() + 1)
                        + " must be finite.\nMaybe impute missing values first.");
            }
        }
        int k = largest(clusters) + 1;
        boolean[] seen = new boolean[k];
        int distinct = 0;
        for (int cluster : clusters) {
            distinct += seen[cluster] ? 0 : 1;
            seen[cluster] = true;
        }
        if (distinct < 2) {
            throw new IllegalArgumentException("The clusters with rows (" + distinct
                    + ") must be at least 2.\nMaybe all rows were given one label.");
        }
        return k;
    }
}
