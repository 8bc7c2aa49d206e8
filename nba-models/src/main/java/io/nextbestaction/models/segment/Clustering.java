// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Centres of scaled rows, largest cluster first, and which row belongs to which: the result of one k-means run.
 *
 * @param centres [k × columns], each with at least one row
 * @param clusters the nearest centre of each row
 * @param counts the rows of each centre
 * @param inertia Σ squared distance of rows to their centre
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier within the package, never compared
record Clustering(double[][] centres, int[] clusters, int[] counts, double inertia) {

    /** Assigns rows to their nearest centre, orders centres by size (then by position) and drops empty ones. */
    static Clustering of(double[] values, double[][] centres) {
        Clustering raw = assign(values, centres);
        double[][] ordered = IntStream.range(0, centres.length)
                .filter(c -> raw.counts[c] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(c -> -raw.counts[c])
                        .thenComparing(c -> centres[c], Arrays::compare))
                .map(c -> centres[c])
                .toArray(double[][]::new);
        return assign(values, ordered);
    }

    private static Clustering assign(double[] values, double[][] centres) {
        int columns = centres[0].length;
        int[] clusters = new int[values.length / columns];
        int[] counts = new int[centres.length];
        double inertia = 0;
        for (int i = 0; i < clusters.length; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < centres.length; c++) {
                double distance = 0;
                for (int j = 0; j < columns; j++) {
                    double difference = values[i * columns + j] - centres[c][j];
                    distance += difference * difference;
                }
                if (distance < least) {
                    least = distance;
                    clusters[i] = c;
                }
            }
            counts[clusters[i]]++;
            inertia += least;
        }
        return new Clustering(centres, clusters, counts, inertia);
    }

    int size() {
        return centres.length;
    }
}
