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
 * @param currency the currency of every amount
 * @param decisions the first ten held-out decisions
 * @param shown one of them in full
 * @param shownWhy its reasons as figures
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
        String currency,
        List<DecisionRow> decisions,
        String shown,
        List<Reason> shownWhy,
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
     * One decision in words.
     *
     * @param row the held-out customer's number
     * @param action the next best action
     * @param expectedValue its expected value over doing nothing
     * @param churn the churn probability
     * @param segment the segment
     * @param why the strongest reasons of the churn probability
     * @param rejected how many actions were refused
     * @param firstRejection the first of them with its reason, empty if none
     */
    record DecisionRow(
            long row,
            String action,
            double expectedValue,
            double churn,
            String segment,
            List<String> why,
            int rejected,
            String firstRejection) {}
}
