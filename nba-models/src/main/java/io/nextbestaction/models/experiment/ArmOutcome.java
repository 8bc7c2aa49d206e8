// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.experiment;

/**
 * What came of one arm: how many customers, the mean of their outcomes and the variance.
 *
 * @param customers at least 2
 * @param mean of the outcome per customer, finite
 * @param variance of the outcome, at least 0
 */
public record ArmOutcome(long customers, double mean, double variance) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public ArmOutcome {
        if (customers < 2 || !Double.isFinite(mean) || !(variance >= 0) || Double.isInfinite(variance)) {
            throw new IllegalArgumentException("The outcome of an arm (" + customers + " customers, mean " + mean
                    + ", variance " + variance + ") must be of at least 2 customers, finite, the variance at least 0.\n"
                    + "Maybe wait for more customers.");
        }
    }

    /**
     * A share of customers who did something; variance p(1 − p).
     *
     * @param yes how many did
     * @param customers how many there were
     * @throws IllegalArgumentException if more did than there were, or fewer than 2 were
     */
    public static ArmOutcome rate(long yes, long customers) {
        if (yes < 0 || yes > customers) {
            throw new IllegalArgumentException("The conversions (" + yes + ") must be 0 to the customers (" + customers
                    + ").\nMaybe several of one customer were counted.");
        }
        double p = (double) yes / customers;
        return new ArmOutcome(customers, p, p * (1 - p));
    }

    /** The outcomes of customers, one each; sample variance. */
    public static ArmOutcome of(double[] outcomes) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < outcomes.length; i++) {
            double step = outcomes[i] - mean;
            mean += step / (i + 1);
            squares += step * (outcomes[i] - mean);
        }
        return new ArmOutcome(outcomes.length, mean, squares / (outcomes.length - 1.0));
    }

    /** The squared standard error of the mean. */
    double errorSquared() {
        return variance / customers;
    }
}
