// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.DecisionBatch;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Row;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.ShapleyExplainer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the pages of the report are drawn from.
 *
 * @param result the job's figures
 * @param study what was studied
 * @param live the engine, loaded again
 * @param batch its decisions on the held-out customers
 * @param training the training customers, bound
 * @param rows the held-out customers, bound
 * @param features the features of the held-out customers
 * @param explainer of the churn model
 * @param reasons reason codes of the churn score, null where it has none
 * @param <C> the customer type
 */
record ReportData<C>(
        JobResult result,
        Study<C> study,
        NextBestAction<C> live,
        DecisionBatch batch,
        List<Row> training,
        List<Row> rows,
        FeatureMatrix features,
        ShapleyExplainer explainer,
        @Nullable ChurnReasons reasons) {

    static <C> ReportData<C> of(JobResult result, Study<C> study, NextBestAction<C> live, DecisionBatch batch) {
        List<Row> training = bind(live, study.training().customers());
        List<Row> rows = bind(live, study.heldOut().customers());
        return new ReportData<>(
                result,
                study,
                live,
                batch,
                training,
                rows,
                live.pipeline().transform(rows),
                Shapley.values().bind(live.churnModel()),
                ChurnReasons.of(study, live.churnModel(), live.pipeline().transform(training)));
    }

    private static <C> List<Row> bind(NextBestAction<C> live, List<C> customers) {
        List<Row> rows = new ArrayList<>(customers.size());
        for (C customer : customers) {
            Row row = new Row(live.schema());
            live.bind(customer, row);
            rows.add(row);
        }
        return rows;
    }

    /** The features of the held-out customer at a position. */
    double[] featuresOf(int heldOut) {
        double[] values = new double[features.columns()];
        for (int c = 0; c < values.length; c++) {
            values[c] = features.get(heldOut, c);
        }
        return values;
    }

    /** The customers shown one by one: whoever is most at risk, then the first held-out ones. */
    List<DecisionBatch.RowDecision> shown() {
        List<DecisionBatch.RowDecision> shown = new ArrayList<>(
                batch.decided().stream().limit(result.decisions().size()).toList());
        batch.decided().stream()
                .max(Comparator.comparingDouble(d -> d.decision().churn()))
                .filter(most -> !shown.contains(most))
                .ifPresent(most -> shown.add(0, most));
        return shown;
    }

    /** The calibrated churn probability of every decided customer. */
    double[] probabilities() {
        return batch.decided().stream().mapToDouble(d -> d.decision().churn()).toArray();
    }

    /** Whether each decided customer left. */
    boolean[] left() {
        boolean[] all = study.heldOut().labels();
        boolean[] left = new boolean[batch.decided().size()];
        for (int i = 0; i < left.length; i++) {
            left[i] = all[(int) batch.decided().get(i).row() - 1];
        }
        return left;
    }
}
