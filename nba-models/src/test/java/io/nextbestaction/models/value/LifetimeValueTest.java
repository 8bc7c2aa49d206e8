// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifetimeValueTest {
    /** Of the papers. */
    private static final BgNbd PURCHASES = new BgNbd(0.2425929, 4.4135315, 0.7928862, 2.4257540);

    private static final GammaGamma AMOUNTS = new GammaGamma(6.25, 3.74, 15.44);

    private static final List<PurchaseHistory> NINE = List.of(
            new PurchaseHistory(1, 5, 30, 12.5),
            new PurchaseHistory(9, 5, 30, 60),
            new PurchaseHistory(2, 5, 30, 22),
            new PurchaseHistory(8, 5, 30, 31.25),
            new PurchaseHistory(1, 5, 30, 45),
            new PurchaseHistory(12, 5, 30, 17.5),
            new PurchaseHistory(10, 5, 30, 140),
            new PurchaseHistory(20, 5, 30, 25),
            new PurchaseHistory(7, 5, 30, 28.0));

    /** By hand from the formulas of Fader and Hardie 2013. */
    @Test
    void a_mean_of_few_purchases_is_drawn_to_that_of_everybody() {
        assertThat(AMOUNTS.expected()).isCloseTo(15.44 * 6.25 / 2.74, within(1e-12));
        assertThat(AMOUNTS.expected(new PurchaseHistory(0, 0, 30, Double.NaN))).isEqualTo(AMOUNTS.expected());
        assertThat(AMOUNTS.expected(new PurchaseHistory(2, 8, 30, 22)))
                .isCloseTo(6.25 * (15.44 + 2 * 22) / (12.5 + 2.74), within(1e-12));
        double everybody = AMOUNTS.expected();
        double before = everybody;
        for (int repeats = 1; repeats < 40; repeats++) {
            double value = AMOUNTS.expected(new PurchaseHistory(repeats, 8, 30, 100));
            assertThat(value).isGreaterThan(before).isLessThan(100);
            before = value;
        }
        assertThat(new GammaGamma(2, 1, 3).expected()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    /** By scipy's Nelder-Mead over the same formula with its gammaln. */
    @Test
    void nine_customers_are_fitted_as_scipy_does() {
        assertThat(AMOUNTS.logLikelihood(NINE)).isCloseTo(-40.221045843272435, within(1e-10));
        GammaGamma fit = GammaGamma.fit(NINE);
        assertThat(fit.logLikelihood(NINE)).isCloseTo(-39.9683334237699, within(1e-8));
        assertThat(fit.p()).isCloseTo(8.16798569, within(1e-3));
        assertThat(fit.q()).isCloseTo(3.12907075, within(1e-3));
        assertThat(fit.v()).isCloseTo(10.93652277, within(1e-2));
    }

    @Test
    void customers_without_a_positive_mean_do_not_count() {
        List<PurchaseHistory> more = new ArrayList<>(NINE);
        more.add(new PurchaseHistory(0, 0, 30, Double.NaN));
        more.add(new PurchaseHistory(3, 4, 30, 0));
        more.add(new PurchaseHistory(3, 4, 30, Double.NaN));
        assertThat(GammaGamma.fit(more)).isEqualTo(GammaGamma.fit(NINE));
        assertThatThrownBy(() -> GammaGamma.fit(more.subList(8, 12)))
                .hasMessage("The customers (1 of 4) with repeat purchases of a positive value must be at least 2.\n"
                        + "Maybe take a longer period, or net refunds against their purchases.");
    }

    @Test
    void value_is_purchases_times_amount_and_less_when_discounted() {
        LifetimeValue value = new LifetimeValue(PURCHASES, AMOUNTS);
        PurchaseHistory customer = new PurchaseHistory(2, 30.43, 38.86, 22);
        double amount = 6.25 * (15.44 + 2 * 22) / (12.5 + 2.74);
        assertThat(value.expected(customer, 39)).isCloseTo(1.2259104921202675 * amount, within(1e-10));
        assertThat(value.discounted(customer, 13, 3, 0)).isCloseTo(value.expected(customer, 39), within(1e-10));
        double first = PURCHASES.expected(customer, 26);
        double second = PURCHASES.expected(customer, 52) - first;
        assertThat(value.discounted(customer, 2, 26, 0.1))
                .isCloseTo(amount * (first / 1.1 + second / 1.21), within(1e-10));
        assertThatThrownBy(() -> value.discounted(customer, 2, 26, 10))
                .hasMessage("The periods (2 of length 26.0 at rate 10.0) must be positive, with a rate in [0, 1).\n"
                        + "Maybe the rate is in percent.");
    }

    @Test
    void a_history_counts_days_and_adds_up_what_was_bought_on_one() {
        PurchaseHistory history = PurchaseHistory.of(
                new long[] {107, 100, 100, 110, 107, 130}, new double[] {5, 90, 9, 20, 15, 1_000}, 121);
        assertThat(history).isEqualTo(new PurchaseHistory(2, 10, 20, 20));
        assertThat(PurchaseHistory.of(new long[] {100}, new double[] {7}, 101))
                .isEqualTo(new PurchaseHistory(0, 0, 0, Double.NaN));
    }

    @Test
    void histories_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> new PurchaseHistory(-1, 0, 1, Double.NaN))
                .hasMessage("The repeats (-1) of a purchase history must not be negative.\n"
                        + "Maybe the first purchase was counted off twice.");
        assertThatThrownBy(() -> new PurchaseHistory(1, 5, 4, 1))
                .hasMessage(
                        "The recency (5.0) of a purchase history must lie between 0 and the age (4.0), which must be"
                                + " finite.\nMaybe it counts back from today: recency is the time from the first purchase to the"
                                + " last.");
        assertThatThrownBy(() -> new PurchaseHistory(0, 2, 4, Double.NaN))
                .hasMessage(
                        "The recency (2.0) and mean value of a purchase history without a repeat must be 0 and NaN.\n"
                                + "Maybe the first purchase was taken for a repeat.");
        assertThatThrownBy(() -> PurchaseHistory.of(new long[] {9}, new double[] {1}, 9))
                .hasMessage("The purchases (1) of a customer must hold one before the end of the observation.\n"
                        + "Maybe leave out customers who came later.");
    }
}
