// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.retention;

import io.nextbestaction.models.segment.ClusterMap;
import io.nextbestaction.models.segment.KSelection;
import java.util.List;
import java.util.Map;

/**
 * Everything the example found; written as one JSON object.
 *
 * @param study what was studied
 * @param seed the seed of everything random
 * @param trainingRows customers learnt from
 * @param heldOutRows customers no model saw
 * @param churnRate the share of the held-out ones that left
 * @param forests the ways to meet the skewed class
 * @param selection every number of segments judged by every index
 * @param segments the segments and what sets them apart
 * @param map customers and centres on a plane
 * @param decided what would have been decided for the held-out customers
 * @param policies what that would have been worth
 * @param changed one customer, as is and with an input changed
 */
record Result(
        String study,
        long seed,
        int trainingRows,
        int heldOutRows,
        double churnRate,
        List<Forest> forests,
        KSelection selection,
        List<Group> segments,
        ClusterMap map,
        List<Decided> decided,
        List<Policy> policies,
        Change changed) {

    /**
     * One way to meet a skewed class.
     *
     * @param name which
     * @param auc of the ranking, which calibration leaves as it is
     * @param averagePrecision likewise
     * @param raw its probabilities as they come
     * @param calibrated after a calibration learnt from training rows out of fold
     * @param curve predicted and observed churn of the raw probabilities, in tenths
     */
    record Forest(String name, double auc, double averagePrecision, Quality raw, Quality calibrated, List<Bin> curve) {}

    /**
     * How good probabilities are, and decisions at one half.
     *
     * @param meanProbability to be held against the churn rate
     * @param recall at the threshold 0.5
     * @param precision at the threshold 0.5
     * @param f1 at the threshold 0.5
     * @param brier mean squared error
     * @param logLoss natural
     * @param calibrationError expected, over bins of equal width
     */
    record Quality(
            double meanProbability,
            double recall,
            double precision,
            double f1,
            double brier,
            double logLoss,
            double calibrationError) {}

    /** One tenth of the customers. */
    record Bin(double predicted, double observed) {}

    /**
     * A segment.
     *
     * @param name its name
     * @param share its share of the training customers
     * @param churn the observed churn rate of its training customers
     * @param traits what sets it apart, strongest first
     */
    record Group(String name, double share, double churn, List<String> traits) {}

    /**
     * What a segment would have been offered.
     *
     * @param segment its name
     * @param customers how many held-out customers
     * @param churn their observed churn rate
     * @param actions how many of them get each action
     * @param expectedValue the mean over doing nothing
     */
    record Decided(String segment, int customers, double churn, Map<String, Integer> actions, double expectedValue) {}

    /** What a policy is worth a customer, with the churn that happened, and the share it contacts. */
    record Policy(String policy, double perCustomer, double contacted) {}

    /**
     * An input changed.
     *
     * @param customer who
     * @param decision the decision as is, in full
     * @param steps as is, then each change
     */
    record Change(String customer, String decision, List<Step> steps) {}

    /** What one change does. */
    record Step(String change, double churn, String segment, String action, double expectedValue) {}
}
