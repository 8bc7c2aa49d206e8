// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

/**
 * The spread within and between clusters, from which two indices follow. Clusters without rows are left out.
 *
 * @param rows how many rows
 * @param centres [k × columns], the means; zeros without rows
 * @param counts the rows of each
 * @param within Σ squared distance to the own mean
 * @param between Σ squared distance of the own mean to the mean of all
 * @param radii the mean distance to the own mean, of each cluster
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier within the package, never compared
record Spread(int rows, double[][] centres, int[] counts, double within, double between, double[] radii) {

    static Spread of(double[] values, int columns, int[] clusters, int k) {
        double[][] centres = new double[k][columns];
        double[] mean = new double[columns];
        int[] counts = new int[k];
        for (int i = 0; i < clusters.length; i++) {
            counts[clusters[i]]++;
            for (int j = 0; j < columns; j++) {
                centres[clusters[i]][j] += values[i * columns + j];
            }
        }
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < columns; j++) {
                mean[j] += centres[c][j] / clusters.length;
                centres[c][j] /= Math.max(1, counts[c]);
            }
        }
        double within = 0;
        double[] radii = new double[k];
        for (int i = 0; i < clusters.length; i++) {
            double squared = 0;
            for (int j = 0; j < columns; j++) {
                double difference = values[i * columns + j] - centres[clusters[i]][j];
                squared += difference * difference;
            }
            within += squared;
            radii[clusters[i]] += Math.sqrt(squared) / counts[clusters[i]];
        }
        double between = 0;
        for (int c = 0; c < k; c++) {
            between += counts[c] == 0 ? 0 : counts[c] * squared(centres[c], mean);
        }
        return new Spread(clusters.length, centres, counts, within, between, radii);
    }

    double calinskiHarabasz() {
        int k = 0;
        for (int count : counts) {
            k += count > 0 ? 1 : 0;
        }
        return between / (k - 1) / (within / (rows - k));
    }

    double daviesBouldin() {
        double sum = 0;
        int k = 0;
        for (int a = 0; a < counts.length; a++) {
            double worst = 0;
            for (int b = 0; counts[a] > 0 && b < counts.length; b++) {
                double apart = Math.sqrt(squared(centres[a], centres[b]));
                if (a != b && counts[b] > 0 && radii[a] + radii[b] > 0) {
                    worst = Math.max(worst, (radii[a] + radii[b]) / apart);
                }
            }
            sum += worst;
            k += counts[a] > 0 ? 1 : 0;
        }
        return sum / k;
    }

    private static double squared(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }
}
