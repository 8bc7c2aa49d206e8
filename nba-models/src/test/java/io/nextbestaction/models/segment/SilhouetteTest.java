// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.models.Samples;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilhouetteTest {

    /** scikit-learn 1.9.1, silhouette_score. */
    @Test
    void it_is_the_golden_score() {
        double[] x = Samples.stream(180, 7);
        int[] clusters = new int[60];
        for (int i = 0; i < 60; i++) {
            clusters[i] = x[3 * i] < 0.3 ? 0 : x[3 * i] < 0.7 ? 1 : 2;
        }
        assertThat(Silhouette.scores(x, 3, new int[][] {clusters}, new int[] {3})[0])
                .isCloseTo(0.11213753932573764, Offset.offset(1e-14));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void it_is_what_the_definition_says_also_for_clusters_of_one_and_equal_rows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rows = 2 + random.nextInt(12);
        double[] x = random.ints(rows * 2L, 0, 4).asDoubleStream().toArray();
        int[] sizes = {2, 3, 5};
        int[][] clusterings = new int[3][];
        for (int c = 0; c < 3; c++) {
            clusterings[c] = random.ints(rows, 0, sizes[c]).toArray();
            clusterings[c][0] = 0;
            clusterings[c][1] = 1;
        }
        double[] scores = Silhouette.scores(x, 2, clusterings, sizes);
        for (int c = 0; c < 3; c++) {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += silhouette(x, clusterings[c], sizes[c], i);
            }
            assertThat(scores[c]).isCloseTo(sum / rows, Offset.offset(1e-12));
        }
    }

    @Test
    void it_is_the_same_across_blocks() {
        double[] x = new SplittableRandom(1).doubles(1_200).toArray();
        int[] clusters = new SplittableRandom(2).ints(600, 0, 3).toArray();
        double sum = 0;
        for (int i = 0; i < 600; i++) {
            sum += silhouette(x, clusters, 3, i);
        }
        assertThat(Silhouette.scores(x, 2, new int[][] {clusters}, new int[] {3})[0])
                .isCloseTo(sum / 600, Offset.offset(1e-12));
    }

    private static double silhouette(double[] x, int[] clusters, int size, int i) {
        double a = mean(x, clusters, clusters[i], i);
        double b = Double.MAX_VALUE;
        for (int c = 0; c < size; c++) {
            double mean = c == clusters[i] ? Double.NaN : mean(x, clusters, c, i);
            b = mean < b ? mean : b;
        }
        return Double.isNaN(a) || Math.max(a, b) == 0 ? 0 : (b - a) / Math.max(a, b);
    }

    /** The mean distance of row i to the other rows of a cluster; NaN if it has none. */
    private static double mean(double[] x, int[] clusters, int cluster, int i) {
        double sum = 0;
        int n = 0;
        for (int j = 0; j < clusters.length; j++) {
            if (clusters[j] == cluster && j != i) {
                sum += Math.hypot(x[2 * i] - x[2 * j], x[2 * i + 1] - x[2 * j + 1]);
                n++;
            }
        }
        return sum / n;
    }
}
