// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InverseGapTest {
    @Test
    void three_options_get_the_probabilities_of_the_formula() {
        double[] probabilities = new double[3];

        double loss = InverseGap.of(100).probabilities(new double[] {0.10, 0.08, 0.02}, probabilities);

        assertThat(probabilities[0]).isCloseTo(0.70909091, within(1e-8));
        assertThat(probabilities[1]).isCloseTo(0.2, within(1e-12));
        assertThat(probabilities[2]).isCloseTo(0.09090909, within(1e-8));
        assertThat(loss).isCloseTo(0.2 * 0.02 + 0.08 / 11, within(1e-12));
    }

    @Test
    void probabilities_add_up_and_never_cost_more_than_the_limit() {
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 500; run++) {
            double[] scores = random.doubles(1 + random.nextInt(8), -5, 20).toArray();
            int missing = random.nextInt(scores.length + 1);
            if (missing < scores.length - 1) {
                scores[missing] = Double.NaN;
            }
            double limit = random.nextDouble();
            double[] p = new double[scores.length];

            double loss = new InverseGap(random.nextDouble(), limit).probabilities(scores, p);

            double best =
                    Arrays.stream(scores).filter(s -> !Double.isNaN(s)).max().orElseThrow();
            double cost = 0;
            for (int i = 0; i < p.length; i++) {
                assertThat(p[i]).isBetween(0.0, 1.0);
                assertThat(p[i] == 0).isEqualTo(Double.isNaN(scores[i]));
                cost += Double.isNaN(scores[i]) ? 0 : p[i] * (best - scores[i]);
            }
            assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
            assertThat(cost).isCloseTo(loss, within(1e-12)).isLessThanOrEqualTo(limit + 1e-12);
        }
    }

    @Test
    void draws_follow_the_probabilities_and_repeat_for_the_same_decision() {
        double[] probabilities = {0.1, 0, 0.6, 0.3};
        int[] counts = new int[4];
        for (int i = 0; i < 20_000; i++) {
            int drawn = InverseGap.draw(probabilities, "salt", "decision-" + i);
            assertThat(InverseGap.draw(probabilities, "salt", "decision-" + i)).isEqualTo(drawn);
            counts[drawn]++;
        }

        assertThat(counts[1]).isZero();
        for (int i = 0; i < 4; i++) {
            double p = probabilities[i];
            assertThat(counts[i] / 20_000.0).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / 20_000) + 1e-12));
        }
    }

    @Test
    void what_cannot_be_explored_is_refused() {
        assertThatThrownBy(() -> InverseGap.of(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The gamma (-1.0) of inverse-gap weighting must be finite and at least 0.\n"
                        + "Maybe 10 divided by a usual gap of scores was meant.");
        assertThatThrownBy(() -> InverseGap.of(1).probabilities(new double[] {Double.NaN}, new double[1]))
                .hasMessage("The scores (1, 0 of them not missing) must have one that is not missing, and a place each"
                        + " among the 1 probabilities.\nMaybe add doing nothing, with a score of 0.");
        assertThatThrownBy(() -> InverseGap.of(1).probabilities(-1, new double[2], new double[2]))
                .hasMessageStartingWith("The scores (2, 2 of them not missing) must have one");
    }
}
