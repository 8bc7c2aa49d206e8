// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BetaThompsonTest {
    private static final List<BetaPosterior> RATES =
            List.of(new BetaPosterior(2.5, 6.5), new BetaPosterior(3, 8), new BetaPosterior(30, 90));

    @Test
    void draws_have_the_moments_of_the_distribution() {
        SplittableRandom random = new SplittableRandom(1);
        for (BetaPosterior rate : List.of(new BetaPosterior(0.3, 0.7), RATES.get(0), RATES.get(1), RATES.get(2))) {
            int n = 40_000;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double draw = rate.draw(random);
                assertThat(draw).isBetween(0.0, 1.0);
                sum += draw;
                squares += draw * draw;
            }
            double mean = sum / n;
            assertThat(mean).isCloseTo(rate.mean(), within(4 * rate.deviation() / Math.sqrt(n)));
            assertThat(Math.sqrt(squares / n - mean * mean))
                    .isCloseTo(rate.deviation(), within(0.02 * rate.deviation()));
        }
    }

    @Test
    void probabilities_are_those_of_numeric_integration() {
        double[] values = {1, 1.2, 2};
        BetaThompson.Probabilities counted = new BetaThompson(3).probabilities(RATES, values, 40_000);

        double total = 0;
        for (int option = 0; option < values.length; option++) {
            assertThat(counted.values()[option])
                    .isCloseTo(integral(option, values), within(4 * counted.error(option) + 2e-3));
            total += counted.values()[option];
        }
        assertThat(total).isCloseTo(1, within(1e-12));
        assertThat(counted.draws()).isEqualTo(40_000);
    }

    /** P(value·rate of the option is the largest) = ∫ density · Π of the others' distributions, on a grid. */
    private static double integral(int option, double[] values) {
        int grid = 20_000;
        double[] below = new double[values.length];
        double sum = 0;
        for (int i = 0; i < grid; i++) {
            double worth = (i + 0.5) / grid * 2;
            double others = 1;
            double step = 0;
            for (int k = 0; k < values.length; k++) {
                double x = worth / values[k];
                double mass = x < 1 ? density(RATES.get(k), x) * 2 / grid / values[k] : 0;
                if (k == option) {
                    step = mass;
                } else {
                    others *= Math.min(1, below[k] + mass / 2);
                }
                below[k] += mass;
            }
            sum += step * others;
        }
        return sum;
    }

    private static double density(BetaPosterior rate, double x) {
        double a = rate.alpha();
        double b = rate.beta();
        return Math.exp(LogGamma.of(a + b)
                - LogGamma.of(a)
                - LogGamma.of(b)
                + (a - 1) * Math.log(x)
                + (b - 1) * Math.log1p(-x));
    }

    @Test
    void the_same_decision_is_taken_the_same_way_and_others_as_often_as_counted() {
        double[] values = {1, 1.2, 2};
        BetaThompson thompson = new BetaThompson(5);
        double[] counted = thompson.probabilities(RATES, values, 20_000).values();
        int[] taken = new int[3];
        for (int i = 0; i < 10_000; i++) {
            int choice = thompson.choose(RATES, values, "D" + i);
            assertThat(thompson.choose(RATES, values, "D" + i)).isEqualTo(choice);
            taken[choice]++;
        }
        for (int k = 0; k < 3; k++) {
            assertThat(taken[k] / 10_000.0).isCloseTo(counted[k], within(0.025));
        }
    }

    @Test
    void a_model_centred_rate_has_its_outcomes_and_one_of_each_kind() {
        assertThat(BetaPosterior.around(0.2, 50)).isEqualTo(new BetaPosterior(11, 41));
        assertThat(BetaPosterior.of(0.02, 50).after(1, 9).mean()).isCloseTo(2.0 / 60, within(1e-15));
    }

    @Test
    void the_gamma_function_is_that_of_factorials_and_halves() {
        double factorial = 0;
        double half = Math.log(Math.sqrt(Math.PI));
        for (int n = 1; n < 60; n++) {
            assertThat(LogGamma.of(n)).isCloseTo(factorial, within(1e-12 * Math.max(1, factorial)));
            assertThat(LogGamma.of(n - 0.5)).isCloseTo(half, within(1e-12 * Math.max(1, half)));
            factorial += Math.log(n);
            half += Math.log(n - 0.5);
        }
    }

    @Test
    void what_is_no_distribution_is_refused() {
        assertThatThrownBy(() -> new BetaPosterior(0, 1))
                .hasMessage("The alpha (0.0) and beta (1.0) of a Beta distribution must be finite and above 0.\n"
                        + "Maybe start at 1 and 1, where every rate is as likely.");
        assertThatThrownBy(() -> new BetaThompson(1).choose(RATES, new double[2], "D"))
                .hasMessage("The values (2) must be as many as the rates (3), and at least one.\n"
                        + "Maybe leave out options that are not allowed in both.");
        double[] missing = {1, Double.NaN, 1};
        assertThatThrownBy(() -> new BetaThompson(1).probabilities(RATES, missing, 10))
                .hasMessage("The value (NaN) of an option must be finite.\nMaybe leave the option out, and its rate.");
        assertThatThrownBy(() -> new BetaThompson(1).probabilities(RATES, new double[3], 0))
                .hasMessage("The draws (0) of probabilities must be at least 1.\nMaybe 1000 was meant.");
    }
}
