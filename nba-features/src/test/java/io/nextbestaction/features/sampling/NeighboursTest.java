// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighboursTest {

    /** Every row measured, sorted by distance and then by row. */
    private static int[] bruteForce(double[][] points, int[] rows, int row, int k) {
        double[] distances = new double[points.length];
        for (int other = 0; other < points.length; other++) {
            for (int i = 0; i < points[row].length; i++) {
                distances[other] += (points[row][i] - points[other][i]) * (points[row][i] - points[other][i]);
            }
        }
        return Arrays.stream(rows)
                .filter(other -> other != row)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(other -> distances[other])
                        .thenComparing(other -> other))
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Test
    void neighbours_are_those_of_brute_force_with_ties_and_repeated_points() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 60; round++) {
            int n = random.nextInt(2, 300);
            int axes = random.nextInt(1, 9);
            boolean coarse = round % 2 == 0;
            double[][] points = new double[n][axes];
            for (double[] point : points) {
                for (int i = 0; i < axes; i++) {
                    point[i] = coarse ? random.nextInt(3) : random.nextDouble() * (i + 1);
                }
            }
            int[] rows = IntStream.range(0, n).filter(i -> n < 40 || i % 3 != 0).toArray();
            Neighbours search = new Neighbours(points, rows);
            int k = random.nextInt(1, 12);
            for (int row = 0; row < n; row++) {
                assertThat(search.nearest(row, k)).containsExactly(bruteForce(points, rows, row, k));
            }
        }
    }

    @Test
    void points_without_axes_are_all_as_near() {
        assertThat(new Neighbours(new double[40][0], IntStream.range(0, 40).toArray()).nearest(1, 3))
                .containsExactly(0, 2, 3);
    }
}
