// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Allocation;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogisticPosteriorTest {
    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    @Test
    void an_outcome_moves_the_weights_to_where_the_loss_is_least() {
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 60; run++) {
            double[] m = random.doubles(4, -2, 2).toArray();
            double[] q = random.doubles(4, 0.1, 20).toArray();
            double[] x = random.doubles(4, -3, 3).toArray();
            boolean converted = random.nextBoolean();
            double weight = 0.2 + 3 * random.nextDouble();
            LogisticPosterior posterior = new LogisticPosterior(m, q);
            double deviation = posterior.deviation(x);

            posterior.learn(x, converted, weight);

            double[] best = leastLoss(m, q, x, converted ? 1 : 0, weight);
            double p = sigmoid(margin(best, x));
            double variance = 0;
            for (int i = 0; i < 4; i++) {
                double[] unit = new double[4];
                unit[i] = 1;
                assertThat(posterior.margin(unit)).isCloseTo(best[i], within(1e-8));
                assertThat(posterior.deviation(unit))
                        .isCloseTo(1 / Math.sqrt(q[i] + weight * x[i] * x[i] * p * (1 - p)), within(1e-8));
                variance += x[i] * x[i] / q[i];
            }
            assertThat(deviation).isCloseTo(Math.sqrt(variance), within(1e-12));
        }
    }

    /** Newton's method in all dimensions on ½Σq(w - m)² + weight·loss, its Hessian inverted by Sherman and Morrison. */
    private static double[] leastLoss(double[] m, double[] q, double[] x, double y, double weight) {
        double[] w = m.clone();
        for (int step = 0; step < 20_000; step++) {
            double p = sigmoid(margin(w, x));
            double rate = 0.5;
            double[] gradient = new double[w.length];
            double curved = 0;
            for (int i = 0; i < w.length; i++) {
                gradient[i] = q[i] * (w[i] - m[i]) + weight * (p - y) * x[i];
                curved += weight * x[i] * x[i] / q[i];
            }
            // Steps scaled by an upper bound of the curvature: slow, and sure.
            for (int i = 0; i < w.length; i++) {
                w[i] -= rate * gradient[i] / (q[i] * (1 + 0.25 * curved));
            }
        }
        return w;
    }

    private static double margin(double[] w, double[] x) {
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            sum += w[i] * x[i];
        }
        return sum;
    }

    @Test
    void many_outcomes_teach_the_true_weights() {
        SplittableRandom random = new SplittableRandom(2);
        LogisticPosterior posterior = new LogisticPosterior(3, 1);
        double[] truth = {-2, 1.5, -0.8};
        double before = posterior.deviation(new double[] {1, 0, 0});
        for (int i = 0; i < 60_000; i++) {
            double[] x = {1, random.nextDouble() * 2 - 1, random.nextDouble() * 2 - 1};
            posterior.learn(x, random.nextDouble() < sigmoid(margin(truth, x)));
        }
        double[] x = {1, 0.5, -0.5};
        assertThat(posterior.margin(x)).isCloseTo(margin(truth, x), within(0.1));
        assertThat(posterior.deviation(new double[] {1, 0, 0})).isLessThan(before / 20);
        posterior.discount(0.25);
        assertThat(posterior.deviation(x)).isGreaterThan(0);
    }

    @Test
    void draws_are_normal_on_the_log_odds_and_the_same_for_the_same_decision() {
        SplittableRandom random = new SplittableRandom(3);
        LogisticPosterior posterior = new LogisticPosterior(new double[] {-1, 0.5}, new double[] {4, 9});
        double[] x = {1, 2};
        int n = 40_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double p = posterior.draw(x, random);
            double odds = Math.log(p / (1 - p));
            sum += odds;
            squares += odds * odds;
        }
        double deviation = Math.sqrt(1.0 / 4 + 4.0 / 9);
        assertThat(sum / n).isCloseTo(0, within(4 * deviation / Math.sqrt(n)));
        assertThat(Math.sqrt(squares / n)).isCloseTo(deviation, within(0.02));
        assertThat(posterior.draw(x, 1, "D1")).isEqualTo(posterior.draw(x, 1, "D1"));
        assertThat(posterior.draw(x, 1, "D1")).isNotEqualTo(posterior.draw(x, 2, "D1"));
    }

    @Test
    void a_restored_posterior_is_the_same_to_the_bit_and_nothing_is_allocated() {
        LogisticPosterior posterior = new LogisticPosterior(2, 1);
        double[] x = {1, 2};
        posterior.learn(x, true);
        LogisticPosterior again = LogisticPosterior.restore(posterior.state());
        again.learn(x, false);
        posterior.learn(x, false);
        assertThat(again.state()).isEqualTo(posterior.state());
        assertThat(Allocation.bytes(20_000, () -> posterior.learn(x, posterior.probability(x) > 0.3)))
                .isLessThan(20_000);
    }

    @Test
    void what_cannot_be_learnt_is_refused() {
        assertThatThrownBy(() -> new LogisticPosterior(1, 1).learn(new double[] {Double.NaN}, true))
                .hasMessage(
                        "The features of an outcome must be finite numbers, and its weight (1.0) finite and above 0.\n"
                                + "Maybe fill in what is missing.");
        assertThatThrownBy(() -> new LogisticPosterior(1, 1).learn(new double[] {1}, true, Double.POSITIVE_INFINITY))
                .hasMessageContaining("its weight (Infinity) finite and above 0");
        assertThatThrownBy(() -> new LogisticPosterior(1, 0))
                .hasMessage("The mean (0.0) and precision (0.0) of weight 0 must be finite, the precision above 0.\n"
                        + "Maybe start at 0 with a precision of 1.");
        assertThatThrownBy(() -> new LogisticPosterior(0, 1))
                .hasMessage("The precisions (0) must be as many as the means (0), and at least one.\n"
                        + "Maybe give one of each for every feature.");
        assertThatThrownBy(() -> new LogisticPosterior(1, 1).discount(0))
                .hasMessage(
                        "The discount (0.0) must lie in (0, 1].\nMaybe 0.99 was meant: a hundredth is forgotten each time.");
    }
}
