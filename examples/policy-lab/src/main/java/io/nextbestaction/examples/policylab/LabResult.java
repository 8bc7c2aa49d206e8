// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import java.util.List;

/**
 * What the lab found.
 *
 * @param customers on whom policies are valued; as many others were learnt from
 * @param policies in the order printed
 * @param allocation under limits
 */
public record LabResult(int customers, long seed, List<Policy> policies, Allocated allocation) {

    /**
     * A policy's true expectation.
     *
     * @param value EUR a customer over doing nothing
     * @param contacts a customer
     * @param conversions a customer contacted or not; those who take the product of their contact
     * @param regret EUR a customer, to one who knows the truth
     * @param oracleShare the value as a share of the value of one who knows the truth
     */
    public record Policy(
            String name, double value, double contacts, double conversions, double regret, double oracleShare) {}

    /**
     * The assignment of estimated values under limits.
     *
     * @param estimated EUR, by the engine
     * @param upperBound EUR, which no assignment exceeds by the engine's estimates
     * @param trueValue EUR, by the bank's own equations
     */
    public record Allocated(
            String status,
            double estimated,
            double upperBound,
            double relativeGap,
            double trueValue,
            long contacts,
            List<Limit> limits) {}

    /** A limit, how far it is used and what one more unit would bring, EUR. */
    public record Limit(String name, double bound, double used, double shadowPrice) {}
}
