// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void sorts_as_a_stable_sort_by_value_does() {
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 2000; trial++) {
            int n = random.nextInt(12);
            double[] values = random.doubles(n).map(v -> Math.rint(v * 4) - 2).toArray();
            int[] candidates = IntStream.range(0, n).toArray();

            int[] expected = Arrays.stream(candidates)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
                    .mapToInt(i -> i)
                    .toArray();
            Ranking.sort(candidates, n, values);

            assertThat(candidates).containsExactly(expected);
        }
    }

    @Test
    void sorts_many_candidates_in_any_order_by_value_then_tie_then_position() {
        SplittableRandom random = new SplittableRandom(6);
        for (int trial = 0; trial < 300; trial++) {
            int n = random.nextInt(600);
            double[] values = random.doubles(n)
                    .map(v -> Math.rint(v * 20) - 10)
                    .map(v -> v == 0 && random.nextBoolean() ? -0.0 : v)
                    .toArray();
            long[] ties = random.longs(n, -2, 2).toArray();
            List<Integer> shuffled =
                    new ArrayList<>(IntStream.range(0, n).boxed().toList());
            Collections.shuffle(shuffled, new Random(trial));
            // adding 0 turns -0.0, which is no less than 0, into 0
            Comparator<Integer> byValue = Comparator.comparingDouble(i -> -values[i] + 0.0);
            int[] candidates = array(shuffled);
            Ranking.sort(candidates, n, values);
            assertThat(candidates)
                    .isEqualTo(array(shuffled.stream()
                            .sorted(byValue.thenComparing(i -> i))
                            .toList()));
            int[] tied = array(shuffled);
            Ranking.sort(tied, n, values, ties);
            assertThat(tied)
                    .isEqualTo(array(shuffled.stream()
                            .sorted(byValue.thenComparingLong(i -> ties[i]).thenComparing(i -> i))
                            .toList()));
        }
    }

    private static int[] array(List<Integer> candidates) {
        return candidates.stream().mapToInt(i -> i).toArray();
    }

    @Test
    void the_expected_value_is_the_sum_of_its_parts() {
        ExpectedValue value = new ExpectedValue(0.10, 0.04, 200, 0.5, 30, 7);
        assertThat(value.total()).isEqualTo((0.10 - 0.04) * 200 - 0.5 - 0.10 * 30 + 7);
        assertThat(ExpectedValue.ZERO.total()).isZero();
    }

    @Test
    void scaling_every_amount_scales_the_value() {
        ExpectedValue one = new ExpectedValue(0.1, 0.02, 100, 1, 5, 3);
        ExpectedValue ten = new ExpectedValue(0.1, 0.02, 1000, 10, 50, 30);
        assertThat(ten.total()).isCloseTo(10 * one.total(), org.assertj.core.api.Assertions.within(1e-12));
    }
}
