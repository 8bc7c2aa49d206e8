// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

/**
 * What an action is expected to earn over doing nothing, part by part, in the catalogue's currency:
 * {@code (acceptance − organic) · value − contactCost − acceptance · acceptedCost + retained}.
 *
 * @param acceptance the calibrated probability of acceptance if contacted
 * @param organic the calibrated probability of acceptance anyway
 * @param value what an acceptance earns from this customer
 * @param contactCost what the contact costs
 * @param acceptedCost what an acceptance costs
 * @param retained churn probability · save rate · lifetime value; 0 for an action that does nothing against churn
 */
public record ExpectedValue(
        double acceptance, double organic, double value, double contactCost, double acceptedCost, double retained) {
    /** Doing nothing. */
    public static final ExpectedValue ZERO = new ExpectedValue(0, 0, 0, 0, 0, 0);

    /** The sum of the parts. */
    public double total() {
        return total(acceptance, organic, value, contactCost, acceptedCost, retained);
    }

    /** The formula itself, for callers that allocate nothing. */
    public static double total(
            double acceptance, double organic, double value, double contactCost, double acceptedCost, double retained) {
        return (acceptance - organic) * value - contactCost - acceptance * acceptedCost + retained;
    }
}
