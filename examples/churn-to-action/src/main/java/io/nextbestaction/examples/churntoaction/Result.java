// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.churntoaction;

import io.nextbestaction.models.evaluation.GateRegret;
import io.nextbestaction.models.evaluation.Interval;
import java.util.List;
import java.util.Map;

/**
 * Everything the example found; written as one JSON object.
 *
 * @param study what was studied
 * @param seed the seed of everything random
 * @param trainingRows customers learnt from
 * @param heldOutRows customers no model saw
 * @param metric what chose the models
 * @param gates the candidates of the churn gate, over folds of the training customers, the chosen one first
 * @param churn the chosen gate on the held-out customers
 * @param products the candidates of the second step, over folds of the training customers, the chosen one first
 * @param second the second step on held-out customers who stayed
 * @param outcome what carries signal, and what follows from it
 * @param regret what a hard gate at one half would cost on the held-out customers
 * @param groups customers from churn to active, and what each group is recommended
 */
record Result(
        String study,
        long seed,
        int trainingRows,
        int heldOutRows,
        String metric,
        List<Candidate> gates,
        Churn churn,
        List<Candidate> products,
        Second second,
        String outcome,
        GateRegret regret,
        List<Group> groups) {

    /** A model tried, and the mean of the metric over folds. */
    record Candidate(String model, double score) {}

    /**
     * The gate, on customers it never saw; threshold one half.
     *
     * @param rate the share that left
     */
    record Churn(
            double rate,
            Interval auc,
            double averagePrecision,
            double accuracy,
            double precision,
            double recall,
            double f1,
            double brier,
            double calibrationError) {}

    /**
     * The product, on customers who stayed.
     *
     * @param auc one product against the rest, the mean over products
     * @param accuracy the share whose most probable product is theirs
     * @param commonest the accuracy of always naming the commonest product
     */
    record Second(Interval auc, double accuracy, double commonest) {}

    /**
     * Customers of similar risk.
     *
     * @param name from churn to active
     * @param customers how many held-out ones
     * @param predicted their mean churn probability
     * @param observed the share that left
     * @param actions how many get each action, by expected value
     * @param products how many have each product as the most probable one, should they stay
     */
    record Group(
            String name,
            int customers,
            double predicted,
            double observed,
            Map<String, Integer> actions,
            Map<String, Integer> products) {}
}
