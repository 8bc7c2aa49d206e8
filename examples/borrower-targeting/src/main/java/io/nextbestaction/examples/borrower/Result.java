// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.borrower;

import io.nextbestaction.features.source.JoinReport;
import io.nextbestaction.models.evaluation.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the example found; written as one JSON object.
 *
 * @param study what was studied
 * @param seed the seed of everything random
 * @param join what matched, and where the two tables disagree
 * @param notes what was left out, and why
 * @param trainingRows customers learnt from
 * @param heldOutRows customers no model saw
 * @param grid the settings of the support vector machine tried, the best first, by AUC over folds of the training customers
 * @param models every model on the held-out customers
 * @param best the model used: of the highest AUC over folds of the training customers
 * @param auc its AUC on the held-out customers
 * @param oldRate the share that accepted when everybody was asked, among the training customers
 * @param tenths the held-out customers by probability
 * @param campaign what the list of customers worth an offer is expected to bring
 */
record Result(
        String study,
        int seed,
        JoinReport join,
        List<String> notes,
        int trainingRows,
        int heldOutRows,
        List<GridPoint> grid,
        List<Model> models,
        String best,
        Interval auc,
        double oldRate,
        List<Tenth> tenths,
        Campaign campaign) {

    /** Settings tried, and the mean AUC over folds. */
    record GridPoint(String settings, double auc) {}

    /**
     * A model on customers it never saw; decisions at one half of its raw probability.
     *
     * @param auc of its scores
     * @param hardAuc the "AUC" of its yes and no, which is the balanced accuracy and hides how it ranks
     * @param foldAuc mean over folds of the training customers, by which the best is chosen
     * @param earlier the accuracy the earlier project reported for its counterpart on the same customers, null if none
     */
    record Model(
            String name,
            double accuracy,
            double precision,
            double recall,
            double f1,
            double auc,
            double hardAuc,
            double brier,
            double foldAuc,
            @Nullable Double earlier) {}

    /** A share observed, with its 95 % interval. */
    record Share(int events, int rows, double rate, double low, double high) {}

    /**
     * A tenth of the customers, the first the most probable.
     *
     * @param expected the mean calibrated probability
     * @param observed the share that accepted
     * @param lift how many times the old rate that is
     */
    record Tenth(int number, int customers, double expected, Share observed, double lift) {}

    /**
     * The customers for whom the offer is worth its cost.
     *
     * @param expected the mean calibrated probability of those on the list
     * @param observed the share of them that accepted
     * @param reached the share of all who accepted that is on the list
     * @param expectedValue the sum of what the offers are expected to earn
     * @param currency of the value
     */
    record Campaign(double expected, Share observed, double reached, double expectedValue, String currency) {}
}
