// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.features.rfm.RfmSegment;
import io.nextbestaction.models.evaluation.GateRegret;
import io.nextbestaction.models.evaluation.Interval;
import io.nextbestaction.models.segment.KSelection;
import io.nextbestaction.models.value.LifetimeValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the example found; written as one JSON object.
 *
 * @param study what was studied
 * @param seed the seed of everything random
 * @param split the day that parts what is known from what is foretold, ISO
 * @param end the day after the last transaction, ISO
 * @param transactions how many lines
 * @param customers how many bought
 * @param money the sum of their amounts
 * @param rfm customers by the names of their RFM scores on the end
 * @param selection every number of clusters by every index, the recommended one and why
 * @param clusters of recency, frequency and money, the most valuable first
 * @param lifetime BG/NBD and gamma-gamma of the training customers until the split, in days
 * @param logLikelihood of the former
 * @param history two steps on all that was known on the split
 * @param contest ways to foretell what held-out customers paid after the split; differences are to the first
 * @param firstDay two steps on the first day alone
 * @param firstDayContest the same for what held-out customers paid after their first day
 * @param newcomers what three customers without history would be told; empty where there is no signal
 */
record Result(
        String study,
        long seed,
        String split,
        String end,
        int transactions,
        int customers,
        double money,
        List<RfmSegment> rfm,
        KSelection selection,
        List<Cluster> clusters,
        LifetimeValue lifetime,
        double logLikelihood,
        Study history,
        List<Contender> contest,
        Study firstDay,
        List<Contender> firstDayContest,
        List<Newcomer> newcomers) {

    /** A cluster, its share of customers, its means and its share of all money. */
    record Cluster(
            String name,
            int customers,
            double share,
            double recencyDays,
            double frequency,
            double monetary,
            double shareOfMoney) {}

    /**
     * Two steps on one question.
     *
     * @param much the least amount that counts as much
     * @param counts held-out customers of each level
     * @param means what training customers of each level paid later
     * @param steps by cross-fitting the training customers
     * @param control the same on permuted levels, of some thousand at most: what no signal looks like
     * @param macroAuc all levels, on customers held out, as are all that follow
     * @param commonest the accuracy of always naming the commonest level
     * @param regret what a hard gate at one half would cost
     * @param influences what each feature is worth to each step
     */
    record Study(
            String question,
            int training,
            int heldOut,
            double much,
            List<Integer> counts,
            List<Double> means,
            Steps steps,
            Steps control,
            double macroAuc,
            double logLoss,
            double accuracy,
            double commonest,
            GateRegret regret,
            List<Influence> influences) {}

    /**
     * Whether there is signal.
     *
     * @param firstAuc who pays nothing
     * @param restAuc how much the others pay
     * @param deploy whether both rank better than chance
     */
    record Steps(Interval firstAuc, Interval restAuc, boolean deploy, String outcome) {}

    /** By how much the AUC of each step falls on held-out customers when the values of a feature are permuted. */
    record Influence(String feature, double first, double rest) {}

    /**
     * A way to foretell, on customers held out.
     *
     * @param auc who pays anything at all
     * @param difference AUC less that of the first way, with its standard error
     * @param topTenth the share of all later money that came from the tenth ranked highest by amount
     * @param total money foretold by money that came; null where amounts are a ranking only
     */
    record Contender(
            String name,
            double auc,
            double standardError,
            double difference,
            double differenceError,
            double topTenth,
            @Nullable Double total) {}

    /** A customer known from the first day only, and the probability of each level. */
    record Newcomer(double firstAmount, double firstItems, List<Double> probabilities, double expected) {}
}
