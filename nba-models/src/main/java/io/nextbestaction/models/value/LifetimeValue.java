// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.value;

import java.util.List;

/**
 * What a customer is expected to bring in a time to come: purchases by {@link BgNbd} times their value by {@link GammaGamma}.
 * The two are taken as independent, as the papers do. Amounts are revenue where the histories hold revenue; a margin is the
 * caller's. An immutable value.
 *
 * @param purchases how often
 * @param amounts for how much
 */
public record LifetimeValue(BgNbd purchases, GammaGamma amounts) {

    /**
     * Both models of greatest likelihood.
     *
     * @throws IllegalArgumentException if too few customers bought again
     */
    public static LifetimeValue fit(List<PurchaseHistory> customers) {
        return new LifetimeValue(BgNbd.fit(customers), GammaGamma.fit(customers));
    }

    /**
     * The amount expected of the customer in a time to come, not discounted.
     *
     * @param time from now, in the unit of the histories, not negative
     * @throws IllegalArgumentException if the time is negative or not finite
     */
    public double expected(PurchaseHistory customer, double time) {
        return purchases.expected(customer, time) * amounts.expected(customer);
    }

    /**
     * The present value of what is expected in periods to come, each discounted from its end.
     *
     * @param periods how many, positive
     * @param length of a period, in the unit of the histories, positive
     * @param rate by which money of one period later counts less, such as 0.01; not negative
     * @throws IllegalArgumentException if one breaks its rule
     */
    public double discounted(PurchaseHistory customer, int periods, double length, double rate) {
        if (periods < 1 || !(length > 0 && length < Double.POSITIVE_INFINITY) || !(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("The periods (" + periods + " of length " + length + " at rate " + rate
                    + ") must be positive, with a rate in [0, 1).\nMaybe the rate is in percent.");
        }
        double value = 0;
        double before = 0;
        for (int period = 1; period <= periods; period++) {
            double until = purchases.expected(customer, period * length);
            value += (until - before) / StrictMath.pow(1 + rate, period);
            before = until;
        }
        return value * amounts.expected(customer);
    }
}
