// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.features.synthetic.Draws.Purpose;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class DrawsTest {
    private static final int N = 200_000;

    @Test
    void each_distribution_has_its_mean_and_variance() {
        check(Draws::uniform, 0.5, 1 / 12.0);
        check(Draws::normal, 0, 1);
        check(draws -> draws.poisson(0.3), 0.3, 0.3);
        check(draws -> draws.poisson(25), 25, 25);
        check(draws -> draws.below(7), 3, 4);
        check(draws -> draws.chance(0.2) ? 1 : 0, 0.2, 0.16);
        check(draws -> draws.weighted(1, 2, 1), 1, 0.5);
    }

    @Test
    void streams_differ_by_seed_customer_and_purpose_and_are_repeatable() {
        Set<Double> first = new HashSet<>();
        for (long seed = -2; seed <= 2; seed++) {
            for (long customer = 0; customer < 100; customer++) {
                for (Purpose purpose : Purpose.values()) {
                    double draw = new Draws(seed, customer, purpose).uniform();
                    assertThat(first.add(draw)).isTrue();
                    assertThat(new Draws(seed, customer, purpose).uniform()).isEqualTo(draw);
                }
            }
        }
    }

    /** First draws of neighbouring streams must be independent: that is how the bank uses them. */
    @Test
    void neighbouring_streams_do_not_move_together() {
        double sum = 0;
        for (int i = 0; i < N; i++) {
            double a = new Draws(1, i, Purpose.CUSTOMER).uniform() - 0.5;
            double b = new Draws(1, i + 1, Purpose.CUSTOMER).uniform() - 0.5;
            sum += 12 * a * b;
        }
        assertThat(sum / N).isCloseTo(0, within(4 / Math.sqrt(N)));
    }

    private static void check(ToDoubleFunction<Draws> draw, double mean, double variance) {
        Draws draws = new Draws(5, 0, Purpose.CUSTOMER);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < N; i++) {
            double value = draw.applyAsDouble(draws);
            sum += value;
            squares += (value - mean) * (value - mean);
        }
        assertThat(sum / N).isCloseTo(mean, within(4 * Math.sqrt(variance / N)));
        assertThat(squares / N).isCloseTo(variance, within(0.02 * variance));
    }
}
