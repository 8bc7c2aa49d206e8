// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
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
