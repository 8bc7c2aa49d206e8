// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.Allocation;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CentroidsTest {
    private static final double[] ONE = {1};

    @Test
    void the_nearest_centre_equals_a_naive_search() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 3_000; i++) {
            int inputs = random.nextInt(1, 6);
            int k = random.nextInt(1, 9);
            double[][] centres = new double[k][];
            for (int c = 0; c < k; c++) {
                centres[c] = coarse(random, inputs);
            }
            double[] weights = random.doubles(inputs, 0, 2).toArray();
            weights[random.nextInt(inputs)] = 0;
            double[] means = coarse(random, inputs);
            double[] row = coarse(random, inputs);
            row[random.nextInt(inputs)] = Double.NaN;
            double[] distances = new double[k];
            for (int c = 0; c < k; c++) {
                for (int j = 0; j < inputs; j++) {
                    double x = Double.isNaN(row[j]) ? means[j] : row[j];
                    distances[c] += weights[j] * (x - centres[c][j]) * (x - centres[c][j]);
                }
            }
            Centroids centroids = Centroids.of(centres, weights, means);
            int expected = IntStream.range(0, k)
                    .boxed()
                    .min(Comparator.comparingDouble(c -> distances[c]))
                    .orElseThrow();
            assertThat(centroids.nearest(row)).isEqualTo(expected);
            for (int c = 0; c < k; c++) {
                assertThat(centroids.distance(row, c)).isEqualTo(distances[c]);
            }
        }
    }

    /** Small whole numbers, so that distances are exact and often tie. */
    private static double[] coarse(SplittableRandom random, int length) {
        return random.ints(length, -2, 3).asDoubleStream().toArray();
    }

    @Test
    void equal_distances_go_to_the_lower_index() {
        Centroids centroids = Centroids.of(new double[][] {{3}, {1}, {-1}, {1}}, ONE, new double[1]);
        assertThat(centroids.nearest(new double[] {0})).isEqualTo(1);
        assertThat(centroids.nearest(new double[] {2})).isZero();
    }

    @Test
    void a_missing_value_counts_as_the_mean() {
        Centroids centroids = Centroids.of(new double[][] {{0}, {10}}, ONE, new double[] {8});
        assertThat(centroids.nearest(new double[] {Double.NaN})).isEqualTo(1);
    }

    @Test
    void what_was_put_in_can_be_read_and_is_a_copy() {
        double[][] centres = {{1, 2}, {3, 4}};
        Centroids centroids = Centroids.of(centres, new double[] {5, 6}, new double[] {7, 8});
        centres[1][0] = 99;
        assertThat(centroids.size()).isEqualTo(2);
        assertThat(centroids.inputs()).isEqualTo(2);
        assertThat(centroids.centre(1, 0)).isEqualTo(3);
        assertThat(centroids.weight(1)).isEqualTo(6);
        assertThat(centroids.mean(0)).isEqualTo(7);
    }

    @Test
    void lengths_and_numbers_are_checked() {
        assertThatThrownBy(() -> Centroids.of(new double[0][], ONE, ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The centres (0), weights (1) and means (1) must be at least one, "
                        + "with a weight and a mean per input.");
        assertThatThrownBy(() -> Centroids.of(new double[][] {{1}, {1, 2}}, ONE, ONE))
                .hasMessage("The centre 1 (2 values) must have 1 finite values.");
        assertThatThrownBy(() -> Centroids.of(new double[][] {{Double.NaN}}, ONE, ONE))
                .hasMessage("The centre 0 (1 values) must have 1 finite values.");
        String rule = "The weights and means of centroids must be finite, weights not negative.";
        assertThatThrownBy(() -> Centroids.of(new double[][] {{1}}, new double[] {-1}, ONE))
                .hasMessage(rule);
        assertThatThrownBy(() -> Centroids.of(new double[][] {{1}}, ONE, new double[] {Double.NaN}))
                .hasMessage(rule);
    }

    @Test
    void searching_allocates_nothing() {
        Centroids centroids = Centroids.of(new double[][] {{0, 1}, {2, 3}}, new double[] {1, 2}, new double[2]);
        double[] row = {1, Double.NaN};
        int[] sink = new int[1];
        int runs = 50_000;
        assertThat(Allocation.bytes(runs, () -> sink[0] += centroids.nearest(row)))
                .isLessThan(runs);
    }
}
