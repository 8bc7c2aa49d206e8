// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import io.nextbestaction.arbitration.ExpectedValue;

/** A part of an expected value. */
public enum Factor {
    /** The probability of acceptance if contacted. */
    ACCEPTANCE,
    /** The probability of acceptance anyway. */
    ORGANIC,
    /** What an acceptance earns. */
    VALUE,
    /** What a credit may lose. */
    CREDIT_LOSS,
    /** What the contact costs. */
    CONTACT_COST,
    /** What an acceptance costs. */
    ACCEPTED_COST,
    /** Churn avoided. */
    RETAINED,
    /** What the contact costs in patience. */
    PATIENCE;

    /** This part of a value. */
    public double of(ExpectedValue value) {
        return switch (this) {
            case ACCEPTANCE -> value.acceptance();
            case ORGANIC -> value.organic();
            case VALUE -> value.value();
            case CREDIT_LOSS -> value.creditLoss();
            case CONTACT_COST -> value.contactCost();
            case ACCEPTED_COST -> value.acceptedCost();
            case RETAINED -> value.retained();
            case PATIENCE -> value.patience();
        };
    }

    /**
     * The money by which this part sets two values apart: in a product, each factor's difference counts at the mean of the
     * other, so that all parts add up to the difference of the values (the Shapley value of a product of two).
     */
    double amount(ExpectedValue one, ExpectedValue other) {
        double difference = of(one) - of(other);
        double net = mean(one.value() - one.creditLoss(), other.value() - other.creditLoss());
        double more = mean(one.acceptance() - one.organic(), other.acceptance() - other.organic());
        return switch (this) {
            case ACCEPTANCE -> difference * (net - mean(one.acceptedCost(), other.acceptedCost()));
            case ORGANIC -> -difference * net;
            case VALUE -> difference * more;
            case CREDIT_LOSS -> -difference * more;
            case CONTACT_COST, PATIENCE -> -difference;
            case ACCEPTED_COST -> -difference * mean(one.acceptance(), other.acceptance());
            case RETAINED -> difference;
        };
    }

    private static double mean(double one, double other) {
        return (one + other) / 2;
    }
}
