// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.Reason;
import io.nextbestaction.model.BinaryMetrics;
import java.util.List;
import java.util.Map;

/**
 * Everything the main job found; written as one JSON object.
 *
 * @param study what was studied
 * @param seed the seed of everything random
 * @param trainingRows customers the engine learnt from
 * @param heldOut churn metrics on customers the engine never saw
 * @param outOfFold churn metrics while fitting, each row scored by a model that had not seen it
 * @param calibration mean predicted and observed churn of the held-out customers, in tenths by probability
 * @param segments the segments and how many held-out customers fall in each
 * @param policies what policies are worth on the held-out customers
 * @param valuation how those values were found
 * @param actions how many actions the catalogue has
 * @param remark what to know of the actions, empty where nothing
 * @param currency the currency of every amount
 * @param decisions the first ten held-out decisions
 * @param mostAtRisk who of all held-out customers is most likely to leave
 * @param mostAtRiskDecision the decision for that customer in full, as text
 * @param mostAtRiskWhy its reasons as figures
 * @param errors held-out customers that could not be read
 * @param fitSeconds wall time of fitting, all five folds and the final fit
 * @param decisionsPerSecond explained decisions a second, one thread
 * @param artifact the saved file
 * @param artifactId its identity
 */
record JobResult(
        String study,
        long seed,
        int trainingRows,
        BinaryMetrics heldOut,
        Map<String, Double> outOfFold,
        List<CalibrationBin> calibration,
        List<SegmentRow> segments,
        List<Study.PolicyResult> policies,
        String valuation,
        int actions,
        String remark,
        String currency,
        List<DecisionRow> decisions,
        String mostAtRisk,
        String mostAtRiskDecision,
        List<Reason> mostAtRiskWhy,
        int errors,
        double fitSeconds,
        double decisionsPerSecond,
        String artifact,
        String artifactId) {

    /**
     * One tenth of the held-out customers, by predicted probability.
     *
     * @param customers how many
     * @param predicted their mean predicted churn
     * @param observed the share that churned
     */
    record CalibrationBin(int customers, double predicted, double observed) {}

    /**
     * A segment.
     *
     * @param name its name
     * @param trainingShare its share of the training customers
     * @param heldOut how many held-out customers fall in it
     * @param churn their observed churn rate
     */
    record SegmentRow(String name, double trainingShare, int heldOut, double churn) {}

    /**
     * One decision.
     *
     * @param customer who it is for: an id, or a row of the file
     * @param actionId the next best action
     * @param action the same in words
     * @param expectedValue its expected value over doing nothing
     * @param churn the churn probability
     * @param segment the segment
     * @param why the strongest reasons of the churn probability
     * @param rejected every refused action with the first rule that refused it
     */
    record DecisionRow(
            String customer,
            String actionId,
            String action,
            double expectedValue,
            double churn,
            String segment,
            List<Reason> why,
            List<Refused> rejected) {}

    /**
     * A refused action.
     *
     * @param action its title
     * @param stage the stage that refused
     * @param field the field asked about
     * @param actual the customer's value
     * @param required what was asked for
     * @param because the reason in the catalogue's words
     */
    record Refused(String action, String stage, String field, String actual, String required, String because) {
        @Override
        public String toString() {
            return action + ": " + stage + ": " + because + " (" + field + " " + actual + ", required " + required
                    + ")";
        }
    }
}
