// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

/**
 * What an action is expected to earn over doing nothing, part by part, in the catalogue's currency:
 * {@code (acceptance − organic) · (value − creditLoss) − contactCost − acceptance · acceptedCost + retained − patience}.
 * The credit loss counts on the additional acceptances, as the value does: a credit not granted is not lost.
 *
 * @param acceptance the calibrated probability of acceptance if contacted
 * @param organic the calibrated probability of acceptance anyway
 * @param value what an acceptance earns from this customer
 * @param contactCost what the contact costs
 * @param acceptedCost what an acceptance costs
 * @param retained churn avoided · lifetime value; 0 for an action that does nothing against churn
 * @param creditLoss probability of default · loss given default · exposure of a credit granted; 0 if it is none
 * @param patience what the contact costs in customers who opt out of the channel
 */
public record ExpectedValue(
        double acceptance,
        double organic,
        double value,
        double contactCost,
        double acceptedCost,
        double retained,
        double creditLoss,
        double patience) {
    /** Doing nothing. */
    public static final ExpectedValue ZERO = new ExpectedValue(0, 0, 0, 0, 0, 0, 0, 0);

    /** An action that is no credit and tries nobody's patience. */
    public ExpectedValue(
            double acceptance, double organic, double value, double contactCost, double acceptedCost, double retained) {
        this(acceptance, organic, value, contactCost, acceptedCost, retained, 0, 0);
    }

    /** The sum of the parts. */
    public double total() {
        return total(acceptance, organic, value, contactCost, acceptedCost, retained, creditLoss, patience);
    }

    /** The formula itself, for callers that allocate nothing. */
    public static double total(
            double acceptance,
            double organic,
            double value,
            double contactCost,
            double acceptedCost,
            double retained,
            double creditLoss,
            double patience) {
        return (acceptance - organic) * (value - creditLoss)
                - contactCost
                - acceptance * acceptedCost
                + retained
                - patience;
    }
}
