// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.ScoreExplainer;
import io.nextbestaction.model.Scratch;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** This library. The one place to change when a kernel gets a faster door. */
final class OurModel implements PeerModel {
    private final Forest forest;
    private final Closing closing = new Closing();

    OurModel(Forest forest) {
        this.forest = forest;
    }

    @Override
    public RowScorer row() {
        Scratch scratch = new Scratch();
        return row -> forest.probability(row, scratch);
    }

    @Override
    public BatchScorer batch(int threads) {
        Scratch[] scratches = new Scratch[threads];
        Arrays.setAll(scratches, i -> new Scratch());
        SharedRows shared = closing.add(new SharedRows(threads));
        return (rows, out) -> {
            AtomicInteger next = new AtomicInteger();
            shared.forEach(
                    rows.count(),
                    (from, to) -> score(rows.matrix(), out, from, to, scratches[next.getAndIncrement() % threads]));
        };
    }

    private void score(FeatureMatrix matrix, double[] out, int from, int to, Scratch scratch) {
        forest.margins(matrix, from, to, out, scratch);
        for (int i = from; i < to; i++) {
            out[i] = forest.link().probability(out[i]);
        }
    }

    @Override
    public ContributionScorer contributions() {
        ScoreExplainer explainer = Shapley.values().bind(forest);
        int columns = forest.inputs();
        ExplainScratch scratch = explainer.newScratch();
        double[] row = new double[columns];
        double[] contributions = new double[columns];
        return (rows, out) -> {
            for (int i = 0; i < rows.count(); i++) {
                rows.matrix().row(i, row);
                explainer.explain(row, contributions, scratch);
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
