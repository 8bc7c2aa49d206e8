// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrdersTest {

    @Test
    void kendall_equals_scipy() {
        assertThat(Orders.kendall(new double[] {3, 1, 1, 0, 5, 2}, new double[] {2, 2, 1, 0, 4, 7}))
                .isCloseTo(0.6428571428571429, within(1e-15));
        double[] a = {4, 0, 1, 1, 1, 4, 5, 3, 0, 0, 1, 2, 3, 2, 1};
        double[] b = {0, 4, 4, 0, 0, 2, 2, 5, 3, 2, 2, 3, 3, 1, 4};
        assertThat(Orders.kendall(a, b)).isCloseTo(-0.1340803046307982, within(1e-15));
        assertThat(Removals.correlation(a, b)).isCloseTo(-0.15009618618879084, within(1e-15));
    }

    /** Concordant, discordant and tied pairs counted apart, by another formula of tau-b. */
    @Test
    void kendall_equals_naive_counting() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 2000; round++) {
            int n = random.nextInt(2, 12);
            int values = random.nextInt(1, 8);
            double[] a = random.ints(n, 0, values).asDoubleStream().toArray();
            double[] b = random.ints(n, 0, values).asDoubleStream().toArray();
            int concordant = 0;
            int discordant = 0;
            int tiedA = 0;
            int tiedB = 0;
            for (int i = 0; i < n; i++) {
                for (int j = i + 1; j < n; j++) {
                    if (a[i] == a[j]) {
                        tiedA++;
                    }
                    if (b[i] == b[j]) {
                        tiedB++;
                    }
                    if (a[i] != a[j] && b[i] != b[j]) {
                        if (a[i] < a[j] == b[i] < b[j]) {
                            concordant++;
                        } else {
                            discordant++;
                        }
                    }
                }
            }
            double pairs = n * (n - 1) / 2.0;
            double expected = (concordant - discordant) / (Math.sqrt(pairs - tiedA) * Math.sqrt(pairs - tiedB));
            if (Double.isNaN(expected)) {
                assertThat(Orders.kendall(a, b)).isNaN();
            } else {
                assertThat(Orders.kendall(a, b)).isCloseTo(expected, within(1e-14));
            }
        }
    }

    @Test
    void jaccard_equals_that_of_sets() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 500; round++) {
            int n = random.nextInt(1, 10);
            int first = random.nextInt(1, 6);
            double[] a = random.ints(n, 0, 5).asDoubleStream().toArray();
            double[] b = random.ints(n, 0, 5).asDoubleStream().toArray();
            Set<Integer> both = top(a, first);
            both.retainAll(top(b, first));
            Set<Integer> either = top(a, first);
            either.addAll(top(b, first));
            assertThat(Double.valueOf(Orders.jaccard(a, b, first)))
                    .isEqualTo(Double.valueOf((double) both.size() / either.size()));
        }
    }

    /** Whoever fewer than so many are above, or as large and before. */
    private static Set<Integer> top(double[] values, int first) {
        Set<Integer> top = new HashSet<>();
        for (int i = 0; i < values.length; i++) {
            int before = 0;
            for (int j = 0; j < values.length; j++) {
                before += values[j] > values[i] || (values[j] == values[i] && j < i) ? 1 : 0;
            }
            if (before < first && values[i] != 0) {
                top.add(i);
            }
        }
        return top;
    }

    @Test
    void equal_values_keep_their_order() {
        assertThat(Orders.descending(new double[] {1, 3, 1, 3, 2})).containsExactly(1, 3, 4, 0, 2);
        assertThat(Orders.reversed(new int[] {2, 0, 1})).containsExactly(1, 0, 2);
    }

    @Test
    void every_random_order_is_as_likely() {
        SplittableRandom random = new SplittableRandom(3);
        int[] counts = new int[6];
        for (int i = 0; i < 6000; i++) {
            int[] order = Orders.random(3, random);
            assertThat(order).containsExactlyInAnyOrder(0, 1, 2);
            counts[2 * order[0] + (order[1] < order[2] ? 0 : 1)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(880, 1120);
        }
    }

    @Test
    void compacity_counts_until_the_sum_stays_near() {
        assertThat(Compacity.of(new double[] {0.05, 10, 0})).isEqualTo(1);
        assertThat(Compacity.of(new double[] {1, 1, 1, 1})).isEqualTo(4);
        assertThat(Compacity.of(new double[] {0.15, 1})).isEqualTo(2);
        // 5 + 4 is 9 of 9 already, but −3 leads away before 3 leads back
        assertThat(Compacity.of(new double[] {5, -3, 4, 3})).isEqualTo(4);
        assertThat(Compacity.of(new double[] {20, -1, 0.5})).isEqualTo(1);
        assertThat(Compacity.of(new double[3])).isZero();
        assertThat(Compacity.of(new double[] {1, -1})).isEqualTo(2);
    }
}
