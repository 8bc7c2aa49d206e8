// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.ScoreExplainer;

/** This library. The one place to change when a kernel gets a faster door. */
final class OurModel implements PeerModel {
    private final Forest forest;
    private final Closing closing = new Closing();

    OurModel(Forest forest) {
        this.forest = forest;
    }

    @Override
    public RowScorer row() {
        return forest::probability;
    }

    @Override
    public BatchScorer batch(int threads) {
        SharedRows shared = closing.add(new SharedRows(threads));
        return (rows, out) -> shared.forEach(rows.count(), (from, to) -> score(rows.matrix(), out, from, to));
    }

    private void score(FeatureMatrix matrix, double[] out, int from, int to) {
        double[] row = new double[matrix.columns()];
        for (int i = from; i < to; i++) {
            matrix.row(i, row);
            out[i] = forest.probability(row);
        }
    }

    @Override
    public ContributionScorer contributions() {
        ScoreExplainer explainer = Shapley.values().bind(forest);
        int columns = forest.inputs();
        double[] row = new double[columns];
        double[] contributions = new double[columns];
        return (rows, out) -> {
            for (int i = 0; i < rows.count(); i++) {
                rows.matrix().row(i, row);
                explainer.explain(row, contributions);
                System.arraycopy(contributions, 0, out, i * (columns + 1), columns);
                out[i * (columns + 1) + columns] = explainer.base();
            }
        };
    }

    @Override
    public void close() {
        closing.close();
    }
}
