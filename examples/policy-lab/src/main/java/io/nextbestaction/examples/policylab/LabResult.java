// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import java.util.List;

/**
 * What the lab found.
 *
 * @param customers on whom policies are valued
 * @param trained other customers that were learnt from
 * @param actions the candidates, each an action by a channel
 * @param days of the season
 * @param policies on one decision each, in the order printed
 * @param season the same over days
 * @param fatigue caps alone against a price on messages
 * @param offPolicy what a log of exploration tells
 * @param allocation under limits
 */
public record LabResult(
        int customers,
        int trained,
        int actions,
        int days,
        long seed,
        List<Policy> policies,
        List<SeasonPolicy> season,
        Fatigued fatigue,
        List<OffPolicyValue> offPolicy,
        Allocated allocation) {

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
     * A policy over the season, all under the same caps.
     *
     * @param start "cold" for one that never saw a response and learns, "warm" for one fitted on a trial that learns on, "fixed"
     *     for one fitted on the trial that does not, else empty
     * @param value EUR a customer over doing nothing, true expectation
     * @param contacts a customer
     * @param conversions a customer, true expectation
     * @param oracleShare the value as a share of that of one who knows the truth of each day
     * @param early EUR lost to that one in each of the first thousand decisions
     * @param month the value of the first thirty days
     */
    public record SeasonPolicy(
            String name,
            String start,
            double value,
            double contacts,
            double conversions,
            double oracleShare,
            double early,
            double month) {}

    /**
     * The same conversions by fewer contacts.
     *
     * @param price of a channel's good will, EUR, chosen on the first customers
     * @param chosenOn how many customers the price was chosen on
     * @param caps contacts and conversions under caps alone
     * @param worn those under the same caps, by an engine that is told of the wear-out
     * @param priced those with the price as well
     * @param fewerContacts the part of the contacts saved
     * @param conversionRatio priced conversions over those of caps alone
     */
    public record Fatigued(
            double price,
            int chosenOn,
            SeasonPolicy caps,
            SeasonPolicy worn,
            SeasonPolicy priced,
            double fewerContacts,
            double conversionRatio) {}

    /**
     * A policy valued from the log of another, on the customers of the first table.
     *
     * @param truth what the log credits to the policy, EUR a decision, by the bank's own equations: what would have come
     *     unasked included, customers kept left out
     * @param increment the same decisions by the sum of the first table, EUR a decision over doing nothing
     * @param estimate NaN where refused
     * @param low the lower end of the 95 % interval
     * @param high the upper end
     * @param effectiveSize how many decisions of the policy's own the log is worth
     * @param refused why, empty for an estimate
     * @param held in how many of the logs drawn again the interval held the truth of their customers
     * @param again how many logs drawn again had an interval
     */
    public record OffPolicyValue(
            String policy,
            String estimator,
            double truth,
            double increment,
            double estimate,
            double low,
            double high,
            double effectiveSize,
            String refused,
            int held,
            int again) {}

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

    /**
     * A limit.
     *
     * @param minimum whether at least the bound must be used, instead of at most
     * @param used how much is
     * @param shadowPrice what one more unit of the bound would bring, EUR; of a minimum never above 0
     */
    public record Limit(String name, boolean minimum, double bound, double used, double shadowPrice) {}
}
