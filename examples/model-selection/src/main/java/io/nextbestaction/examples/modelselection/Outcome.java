// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.modelselection;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the search found; written as one JSON object.
 *
 * @param study what was searched over
 * @param seed the seed of everything random
 * @param rows customers
 * @param events those with the event
 * @param removals fields left out, and why
 * @param trials how many candidates were tried, blends included
 * @param seconds wall time of the search
 * @param best the best trial
 * @param metrics its metrics, the mean over the held-out parts of the search
 * @param families the best trial of each family, ranked by AUC
 * @param trialsRanked every trial, ranked by log loss
 * @param calibration tenths of the held-out rows by probability, of the best trial
 * @param failures candidates that could not be fitted
 * @param nested the same families judged on the given folds, which no search has seen; null without folds
 * @param saved what was saved, in words
 * @param artifact the saved file
 */
record Outcome(
        String study,
        long seed,
        int rows,
        int events,
        Map<String, String> removals,
        int trials,
        double seconds,
        String best,
        Map<String, Double> metrics,
        List<Line> families,
        List<Line> trialsRanked,
        List<Tenth> calibration,
        List<String> failures,
        @Nullable Nested nested,
        String saved,
        String artifact) {

    /**
     * A line of a leaderboard.
     *
     * @param name the family
     * @param settings its settings
     * @param mean the metric, the mean over parts
     * @param deviation its standard deviation over parts
     * @param low the lower end of the 95 % interval of the mean
     * @param high the upper end
     * @param parts the metric part by part
     * @param lessBest the mean difference to the best
     * @param p of the corrected resampled t-test of that difference
     * @param seconds wall time of training and scoring
     */
    record Line(
            String name,
            String settings,
            double mean,
            double deviation,
            double low,
            double high,
            List<Double> parts,
            double lessBest,
            double p,
            double seconds) {}

    /**
     * A tenth of the held-out rows.
     *
     * @param rows how many
     * @param predicted their mean probability
     * @param observed the share with the event
     */
    record Tenth(int rows, double predicted, double observed) {}

    /**
     * What the search is worth on folds it has not seen.
     *
     * @param chosen the trial selected without each fold
     * @param auc the families and the selected models, ranked by AUC
     * @param logLoss the same by log loss
     * @param seconds wall time of all searches
     */
    record Nested(List<String> chosen, List<Line> auc, List<Line> logLoss, double seconds) {}
}
