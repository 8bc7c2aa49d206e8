// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.Allocation;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NeighborsTest {
    private static final double[] ONE = {1};

    /** Coarse numbers, so that distances are exact, often tie and often are 0. */
    @Test
    void the_share_equals_that_of_a_naive_search_by_sorting() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            int size = random.nextInt(1, 300);
            int inputs = random.nextInt(1, 4);
            int k = random.nextInt(1, Math.min(size, 40) + 1);
            boolean byDistance = random.nextBoolean();
            double[] points =
                    random.ints((long) size * inputs, -3, 4).asDoubleStream().toArray();
            double[] votes = random.ints(size, 1, 4)
                    .mapToDouble(v -> random.nextBoolean() ? v : -v)
                    .toArray();
            double[] scales = random.ints(inputs, 0, 3).asDoubleStream().toArray();
            double[] means = random.ints(inputs, -2, 3).asDoubleStream().toArray();
            double[] row = random.ints(inputs, -3, 4).asDoubleStream().toArray();
            row[random.nextInt(inputs)] = random.nextBoolean() ? Double.NaN : 0;
            double[] squares = new double[size];
            for (int p = 0; p < size; p++) {
                for (int j = 0; j < inputs; j++) {
                    double z = Double.isNaN(row[j]) ? 0 : (row[j] - means[j]) * scales[j];
                    squares[p] += (z - points[p * inputs + j]) * (z - points[p * inputs + j]);
                }
            }
            List<Integer> nearest = IntStream.range(0, size)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(p -> squares[p]).thenComparing(p -> p))
                    .limit(k)
                    .toList();
            boolean exact = byDistance && squares[nearest.get(0)] == 0;
            double yes = 0;
            double all = 0;
            for (int p : nearest) {
                double weight = exact ? (squares[p] == 0 ? 1 : 0) : byDistance ? 1 / Math.sqrt(squares[p]) : 1;
                yes += votes[p] > 0 ? weight * votes[p] : 0;
                all += weight * Math.abs(votes[p]);
            }
            Neighbors neighbors = Neighbors.of(points, votes, k, byDistance, scales, means);
            assertThat(neighbors.margin(row)).isCloseTo(yes / all, Offset.offset(1e-14));
        }
    }

    @Test
    void equal_distances_go_to_the_lower_row() {
        double[] points = {1, -1, 1};
        double[] votes = {-1, 1, 1};
        assertThat(Neighbors.of(points, votes, 1, false, ONE, new double[1]).margin(new double[1]))
                .isZero();
        assertThat(Neighbors.of(points, votes, 2, false, ONE, new double[1]).margin(new double[1]))
                .isEqualTo(0.5);
    }

    @Test
    void a_row_that_cannot_be_compared_has_no_score() {
        Neighbors neighbors = Neighbors.of(ONE, ONE, 1, false, ONE, ONE);
        assertThat(neighbors.probability(new double[] {Double.POSITIVE_INFINITY}))
                .isNaN();
    }

    @Test
    void rows_together_score_as_one_by_one_and_allocate_nothing() {
        double[] points = new SplittableRandom(3).doubles(600, -1, 1).toArray();
        double[] votes = new SplittableRandom(4).doubles(200, -1, 1).toArray();
        Neighbors neighbors = Neighbors.of(points, votes, 9, true, new double[] {1, 2, 0}, new double[3]);
        RowChecks.sameBitsTogether(neighbors, 5);
        double[] row = {1, Double.NaN, 3};
        double[] sink = new double[1];
        Scratch scratch = new Scratch();
        assertThat(Allocation.bytes(20_000, () -> sink[0] += neighbors.margin(row, scratch)))
                .isLessThan(20_000);
    }

    @Test
    void lengths_and_numbers_are_checked() {
        assertThatThrownBy(() -> Neighbors.of(ONE, new double[2], 1, false, ONE, ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The votes (2) of nearest neighbours must be as many as the rows (1).");
        assertThatThrownBy(() -> Neighbors.of(ONE, new double[1], 1, false, ONE, ONE))
                .hasMessage("The votes of nearest neighbours must be finite and not 0.");
        assertThatThrownBy(() -> Neighbors.of(ONE, ONE, 2, false, ONE, ONE))
                .hasMessage("The neighbours (2) must lie between 1 and the rows (1).");
    }
}
