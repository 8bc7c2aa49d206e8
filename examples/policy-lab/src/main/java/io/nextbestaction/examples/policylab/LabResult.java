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
 * @param responses how well models of responses foretell outcomes that they have not seen
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
        List<HeldOutLoss> responses,
        List<Policy> policies,
        List<SeasonPolicy> season,
        Fatigued fatigue,
        List<OffPolicyValue> offPolicy,
        Allocated allocation) {

    /**
     * A way to learn responses, for each action or for all.
     *
     * @param logLoss of an outcome of a third of the trial's customers, learnt from the others
     */
    public record HeldOutLoss(String name, double logLoss) {}

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
     * @param largestShare of the largest weight in all
     * @param tailShape of a Pareto distribution fitted to the largest weights
     * @param heavyTailed whether that shape warns that the estimate rests on few decisions
     * @param refused why, empty for an estimate
     * @param again of the logs drawn again that had an interval, how many held the truth of their customers
     * @param warned the same of those whose interval came with the warning
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
            double largestShare,
            double tailShape,
            boolean heavyTailed,
            String refused,
            Held again,
            Held warned) {}

    /**
     * How often intervals held the truth.
     *
     * @param held how many did
     * @param of how many there are
     */
    public record Held(int held, int of) {
        static final Held NONE = new Held(0, 0);

        /** Both together. */
        Held plus(Held other) {
            return new Held(held + other.held, of + other.of);
        }

        /** Without some of them. */
        Held less(Held some) {
            return new Held(held - some.held, of - some.of);
        }

        String display() {
            return of == 0 ? "-" : held + "/" + of;
        }
    }

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
