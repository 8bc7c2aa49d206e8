// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.value;

import io.nextbestaction.models.internal.Gamma;
import java.util.List;

/**
 * What a purchase of a customer brings on average: the gamma-gamma model of monetary value (Fader, Hardie and Lee, RFM and
 * CLV, Journal of Marketing Research 2005; Fader and Hardie, The Gamma-Gamma Model of Monetary Value, 2013). Purchases of a
 * customer vary as a gamma distribution around a mean of their own, which varies over customers; a mean of few purchases is
 * drawn towards that of everybody. It assumes that value does not depend on how often a customer buys.
 *
 * <p>An immutable value, deterministic.
 *
 * @param p the shape of a customer's purchases, positive
 * @param q the shape of what varies over customers, positive; the mean of everybody is infinite up to 1
 * @param v its scale, positive, in units of money
 */
public record GammaGamma(double p, double q, double v) {
    private static final double WIDEST = 12;

    /**
     * Checks that all three are positive and finite.
     *
     * @throws IllegalArgumentException if one is not
     */
    public GammaGamma {
        Checks.positive("gamma-gamma model", "p", p);
        Checks.positive("gamma-gamma model", "q", q);
        Checks.positive("gamma-gamma model", "v", v);
    }

    /**
     * The parameters of greatest likelihood, by simplex search over their logarithms from e⁻¹² to e¹², v relative to the mean
     * value. Only customers with repeat purchases of a positive mean value count.
     *
     * @throws IllegalArgumentException if there are fewer than two of them
     */
    public static GammaGamma fit(List<PurchaseHistory> customers) {
        List<PurchaseHistory> repeating =
                customers.stream().filter(GammaGamma::counts).toList();
        if (repeating.size() < 2) {
            throw new IllegalArgumentException("The customers (" + repeating.size() + " of " + customers.size()
                    + ") with repeat purchases of a positive value must be at least 2.\n"
                    + "Maybe take a longer period, or net refunds against their purchases.");
        }
        double mean = repeating.stream()
                .mapToDouble(PurchaseHistory::meanValue)
                .average()
                .orElseThrow();
        double[] best = Simplex.minimum(logs -> -likelihood(logs, mean, repeating), new double[] {0, 1, 0});
        return of(best, mean);
    }

    private static GammaGamma of(double[] logs, double mean) {
        return new GammaGamma(StrictMath.exp(logs[0]), StrictMath.exp(logs[1]), mean * StrictMath.exp(logs[2]));
    }

    private static double likelihood(double[] logs, double mean, List<PurchaseHistory> repeating) {
        for (double log : logs) {
            if (!(Math.abs(log) <= WIDEST)) {
                return Double.NEGATIVE_INFINITY;
            }
        }
        return of(logs, mean).logLikelihood(repeating);
    }

    private static boolean counts(PurchaseHistory customer) {
        return customer.repeats() > 0 && customer.meanValue() > 0;
    }

    /** The natural logarithm of the likelihood of the mean values of those with repeats of a positive value. */
    public double logLikelihood(List<PurchaseHistory> customers) {
        double sum = 0;
        for (PurchaseHistory customer : customers) {
            if (counts(customer)) {
                double x = customer.repeats();
                double m = customer.meanValue();
                sum += Gamma.log(p * x + q)
                        - Gamma.log(p * x)
                        - Gamma.log(q)
                        + q * StrictMath.log(v)
                        + (p * x - 1) * StrictMath.log(m)
                        + p * x * StrictMath.log(x)
                        - (p * x + q) * StrictMath.log(v + x * m);
            }
        }
        return sum;
    }

    /** The mean value of a purchase of a customer nothing is known of; infinite where q is at most 1. */
    public double expected() {
        return q > 1 ? v * p / (q - 1) : Double.POSITIVE_INFINITY;
    }

    /** The value expected of any further purchase of the customer; that of everybody where none of theirs is known. */
    public double expected(PurchaseHistory customer) {
        if (customer.repeats() == 0 || Double.isNaN(customer.meanValue())) {
            return expected();
        }
        double x = customer.repeats();
        double left = p * x + q - 1;
        return left > 0 ? p * (v + x * Math.max(0, customer.meanValue())) / left : Double.POSITIVE_INFINITY;
    }
}
