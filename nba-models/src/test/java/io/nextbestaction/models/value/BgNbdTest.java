// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.models.internal.Gamma;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class BgNbdTest {
    /** Of the paper, with more digits. */
    private static final BgNbd PAPER = new BgNbd(0.2425929, 4.4135315, 0.7928862, 2.4257540);

    private static final double[][] TWELVE = {
        {0, 0, 30}, {0, 0, 25}, {1, 5, 30}, {2, 10, 28}, {3, 20, 30}, {1, 1, 22},
        {5, 28, 30}, {0, 0, 15}, {8, 29, 30}, {2, 3, 30}, {0, 0, 30}, {1, 12, 14}
    };

    private static PurchaseHistory history(int repeats, double recency, double age) {
        return new PurchaseHistory(repeats, recency, age, Double.NaN);
    }

    private static List<PurchaseHistory> twelve() {
        List<PurchaseHistory> twelve = new ArrayList<>();
        for (double[] row : TWELVE) {
            twelve.add(history((int) row[0], row[1], row[2]));
        }
        return twelve;
    }

    /** Parameters and likelihood by scipy's Nelder-Mead over the paper's formula with its gammaln and betaln. */
    @Test
    void twelve_customers_are_fitted_as_scipy_does() {
        BgNbd fit = BgNbd.fit(twelve());
        assertThat(fit.logLikelihood(twelve())).isCloseTo(-78.54915280969891, within(1e-9));
        assertThat(fit.r()).isCloseTo(0.80702828, within(2e-5));
        assertThat(fit.alpha()).isCloseTo(6.76457574, within(2e-4));
        assertThat(fit.a()).isCloseTo(0.45335506, within(2e-5));
        assertThat(fit.b()).isCloseTo(1.28362418, within(2e-5));
        assertThat(new BgNbd(1, 10, 1, 2).logLikelihood(twelve())).isCloseTo(-78.94927689045531, within(1e-11));
        assertThat(BgNbd.fit(twelve())).isEqualTo(fit);
    }

    /** The first customer of the paper's sample: 1.226 purchases in the next 39 weeks; all by scipy's hyp2f1. */
    @Test
    void expected_purchases_are_those_of_the_paper_and_of_scipy() {
        assertThat(PAPER.expected(history(2, 30.43, 38.86), 39)).isCloseTo(1.2259104921202675, within(1e-12));
        assertThat(PAPER.expected(history(0, 0, 38.86), 39)).isCloseTo(0.19478084402378, within(1e-12));
        assertThat(PAPER.expected(history(1, 1.71, 38.86), 39)).isCloseTo(0.203250673431, within(1e-12));
        assertThat(PAPER.expected(history(26, 30.86, 31), 39)).isCloseTo(20.7505692259, within(1e-9));
        assertThat(PAPER.expected(history(150, 38, 38.86), 390)).isCloseTo(403.4150779358, within(1e-7));
        assertThat(PAPER.expected(1)).isCloseTo(0.053184740131536144, within(1e-13));
        assertThat(PAPER.expected(39)).isCloseTo(1.1950163234927236, within(1e-12));
        assertThat(PAPER.expected(1_000)).isCloseTo(6.573095734561263, within(1e-10));
        assertThat(PAPER.alive(history(2, 30.43, 38.86))).isCloseTo(0.7266091713809535, within(1e-14));
        assertThat(PAPER.alive(history(0, 0, 38.86))).isEqualTo(1);
    }

    /** Of each chance p to stop, (1 − e^(−λpt)) / p purchases to come, with λ and p weighed by what is known of them. */
    @Test
    void expected_purchases_are_the_integral_over_what_customers_may_be() {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 40; i++) {
            BgNbd model = new BgNbd(
                    random.nextDouble(0.2, 3),
                    random.nextDouble(1, 20),
                    i == 0 ? 1 : random.nextDouble(0.3, 3),
                    random.nextDouble(1.1, 4));
            int repeats = random.nextInt(40);
            double age = random.nextDouble(1, 60);
            PurchaseHistory customer = history(repeats, repeats == 0 ? 0 : random.nextDouble(0, age), age);
            double time = random.nextDouble(0, 200);
            assertThat(model.expected(customer, time))
                    .as("%s %s %s", model, customer, time)
                    .isCloseTo(
                            model.alive(customer) * integral(model, customer, time), Percentage.withPercentage(1e-4));
        }
    }

    /** Simpson's rule in u, where p = u^k takes the pole at 0 away and spreads out what is small. */
    private static double integral(BgNbd model, PurchaseHistory customer, double time) {
        int steps = 20_000;
        double b = model.b() + customer.repeats();
        double beta = Math.exp(Gamma.log(model.a()) + Gamma.log(b) - Gamma.log(model.a() + b));
        double power = model.r() + customer.repeats();
        double k = Math.max(4, 3 / model.a());
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double u = (double) i / steps;
            double p = Math.pow(u, k);
            double x = p * time / (model.alpha() + customer.age());
            double purchases =
                    p == 0 ? power * time / (model.alpha() + customer.age()) : -Math.expm1(-power * Math.log1p(x)) / p;
            double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * k * Math.pow(u, k * model.a() - 1) * Math.pow(1 - p, b - 1) * purchases;
        }
        return sum / (3.0 * steps) / beta;
    }

    @Test
    void where_a_formula_divides_by_zero_its_neighbours_stand_in() {
        assertThat(new BgNbd(0.5, 3, 1, 2).expected(history(3, 10, 12), 20))
                .isCloseTo(2.3017226939753144, within(1e-8));
        BgNbd one = new BgNbd(0.5, 3, 0.4, 0.6); // a + b = 1
        assertThat(one.expected(20))
                .isCloseTo(new BgNbd(0.5, 3, 0.4, 0.6001).expected(20), within(1e-3))
                .isCloseTo(new BgNbd(0.5, 3, 0.4, 0.5999).expected(20), within(1e-3));
    }

    /** Where nobody stops it is the negative binomial model, where everybody does at most one purchase comes. */
    @Test
    void at_the_edges_of_what_a_fit_may_find_it_is_still_finite() {
        double least = Math.exp(-12);
        double most = Math.exp(12);
        PurchaseHistory customer = history(3, 20, 30);
        assertThat(new BgNbd(0.8, 6, least, most).expected(customer, 50)).isCloseTo(3.8 / 36 * 50, within(1e-4));
        assertThat(new BgNbd(0.8, 6, most, least).expected(history(0, 0, 30), 50))
                .isCloseTo(1 - Math.pow(86 / 36.0, -0.8), within(1e-4));
        for (double r : new double[] {least, 1, most}) {
            for (double a : new double[] {least, 1, most}) {
                for (double b : new double[] {least, 1, most}) {
                    BgNbd model = new BgNbd(r, 10 * r, a, b);
                    assertThat(model.expected(customer, 50)).as("%s", model).isBetween(0.0, 1e6);
                    assertThat(model.alive(customer)).as("%s", model).isBetween(0.0, 1.0);
                    assertThat(model.logLikelihood(List.of(customer)))
                            .as("%s", model)
                            .isFinite();
                }
            }
        }
        assertThatThrownBy(() -> new BgNbd(most, least, least, least).expected(customer, 50))
                .hasMessageContaining(") of a BG/NBD model are too extreme for the time (50.0).\n"
                        + "Maybe fit it to purchases in this unit of time.");
    }

    @Test
    void more_time_brings_more_and_a_longer_silence_less() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 200; i++) {
            int repeats = 1 + random.nextInt(20);
            double age = random.nextDouble(2, 60);
            double recency = random.nextDouble(1, age);
            PurchaseHistory customer = history(repeats, recency, age);
            double time = random.nextDouble(0, 100);
            assertThat(PAPER.expected(customer, time + 1)).isGreaterThan(PAPER.expected(customer, time));
            assertThat(PAPER.alive(history(repeats, recency / 2, age))).isLessThan(PAPER.alive(customer));
            assertThat(PAPER.expected(customer, 0)).isZero();
        }
    }

    @Test
    void made_up_customers_give_back_what_they_were_made_of() {
        BgNbd truth = new BgNbd(0.8, 6, 0.9, 2.5);
        SplittableRandom random = new SplittableRandom(11);
        List<PurchaseHistory> customers = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            double rate = gamma(truth.r(), random) / truth.alpha();
            double first = gamma(truth.a(), random);
            double stop = first / (first + gamma(truth.b(), random));
            double age = random.nextDouble(40, 52);
            int repeats = 0;
            double recency = 0;
            for (double at = -Math.log(random.nextDouble()) / rate; at < age; ) {
                repeats++;
                recency = at;
                at = random.nextDouble() < stop ? age : at - Math.log(random.nextDouble()) / rate;
            }
            customers.add(history(repeats, recency, age));
        }
        BgNbd fit = BgNbd.fit(customers);
        assertThat(fit.r()).isCloseTo(truth.r(), Percentage.withPercentage(10));
        assertThat(fit.alpha()).isCloseTo(truth.alpha(), Percentage.withPercentage(15));
        assertThat(fit.a() / (fit.a() + fit.b())).isCloseTo(0.9 / 3.4, Percentage.withPercentage(10));
        assertThat(fit.logLikelihood(customers)).isGreaterThan(truth.logLikelihood(customers));
    }

    /** Marsaglia and Tsang 2000, of shape + 1, brought down by a power of a uniform. */
    private static double gamma(double shape, SplittableRandom random) {
        double d = shape + 1 - 1 / 3.0;
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
            if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v * Math.pow(random.nextDouble(), 1 / shape);
            }
        }
    }

    @Test
    void what_cannot_be_fitted_or_foretold_is_refused() {
        assertThatThrownBy(() -> BgNbd.fit(List.of(history(0, 0, 30), history(0, 0, 20))))
                .hasMessage("The purchases (0 repeats of 2 customers) must hold repeats, over some time.\n"
                        + "Maybe take a longer period.");
        assertThatThrownBy(() -> PAPER.expected(history(0, 0, 1), -1))
                .hasMessage("The time (-1.0) of expected purchases must be finite and not negative.");
        assertThatThrownBy(() -> new BgNbd(1, 0, 1, 1))
                .hasMessage("The parameter alpha (0.0) of a BG/NBD model must be positive and finite.\n"
                        + "Maybe fit it: parameters are rarely known by hand.");
    }
}
