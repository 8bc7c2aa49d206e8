// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.features.rfm.RfmSegment;
import io.nextbestaction.models.evaluation.GateRegret;
import io.nextbestaction.models.evaluation.Interval;
import io.nextbestaction.models.segment.KSelection;
import java.util.List;

/**
 * Everything the example found; written as one JSON object.
 *
 * @param study what was studied
 * @param seed the seed of everything random
 * @param asOf the reference day, ISO
 * @param transactions how many lines
 * @param customers how many bought before the reference day
 * @param money the sum of their amounts
 * @param rfm customers by the names of their RFM scores
 * @param selection every number of clusters by every index, the recommended one and why
 * @param classesReason why there are as many value classes
 * @param classes clusters as classes of value, the most valuable first
 * @param learnt customers long enough observed to be learnt from
 * @param twoSteps class from the first day, out of fold
 * @param oneStep the same by one model, in a sentence
 * @param control the two steps on permuted classes: what no signal looks like
 * @param regret what a hard gate at one half would cost
 * @param influences what each feature is worth to each step
 * @param predicted what the customers predicted to be of each class, out of fold, did after their first day
 * @param newcomers what three customers without history would be told; empty where there is no signal
 */
record Result(
        String study,
        long seed,
        String asOf,
        int transactions,
        int customers,
        double money,
        List<RfmSegment> rfm,
        KSelection selection,
        String classesReason,
        List<ValueClass> classes,
        int learnt,
        Steps twoSteps,
        String oneStep,
        Steps control,
        GateRegret regret,
        List<Influence> influences,
        List<Predicted> predicted,
        List<Newcomer> newcomers) {

    /** A cluster, its share of customers, its means and its share of all money. */
    record ValueClass(
            String name,
            int customers,
            double share,
            double recencyDays,
            double frequency,
            double monetary,
            double shareOfMoney) {}

    /**
     * Two steps, out of fold.
     *
     * @param gate the class told apart first
     * @param firstAuc the gate against the rest
     * @param restAuc the classes beyond the gate, macro
     * @param macroAuc all classes, composed
     * @param commonest the accuracy of always naming the commonest class
     * @param deploy whether both steps rank better than chance
     */
    record Steps(
            String gate,
            Interval firstAuc,
            Interval restAuc,
            double macroAuc,
            double accuracy,
            double commonest,
            boolean deploy,
            String outcome) {}

    /** By how much the AUC of each step falls on held-out customers when the values of a feature are permuted. */
    record Influence(String feature, double first, double rest) {}

    /**
     * Customers by their most probable class.
     *
     * @param later mean amount after the first day
     * @param again the share that bought after the first day
     */
    record Predicted(String name, int customers, double later, double again) {}

    /** A customer known from the first day only, and the probability of each class. */
    record Newcomer(double firstAmount, double firstItems, String mostProbable, List<Double> probabilities) {}
}
