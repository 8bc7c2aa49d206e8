// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import biz.k11i.xgboost.Predictor;
import biz.k11i.xgboost.gbm.GBTree;
import biz.k11i.xgboost.tree.RegTree;
import biz.k11i.xgboost.tree.RegTreeImpl;
import biz.k11i.xgboost.tree.RegTreeNode;
import biz.k11i.xgboost.tree.RegTreeNodeStat;
import biz.k11i.xgboost.util.FVec;
import hex.genmodel.algos.tree.TreeSHAP;
import hex.genmodel.algos.tree.TreeSHAPEnsemble;
import hex.genmodel.algos.tree.TreeSHAPPredictor;
import io.nextbestaction.benchmarks.export.XgboostBinary;
import io.nextbestaction.model.Forest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** H2O's pure-Java XGBoost predictor. */
final class H2oModel implements PeerModel {
    private final Predictor predictor;
    private final Forest forest;
    private final Closing closing = new Closing();

    H2oModel(Forest forest) {
        this.forest = forest;
        try {
            this.predictor = new Predictor(new ByteArrayInputStream(XgboostBinary.of(forest)));
        } catch (IOException e) {
            throw new PeerFailure(e);
        }
    }

    @Override
    public RowScorer row() {
        return row -> predictor.predictSingle(FVec.Transformer.fromArray(row, false));
    }

    @Override
    public BatchScorer batch(int threads) {
        SharedRows shared = closing.add(new SharedRows(threads));
        return (rows, out) -> shared.forEach(rows.count(), (from, to) -> {
            double[] row = new double[rows.columns()];
            FVec vector = FVec.Transformer.fromArray(row, false);
            for (int i = from; i < to; i++) {
                rows.matrix().row(i, row);
                out[i] = predictor.predictSingle(vector);
            }
        });
    }

    /** Its classic TreeSHAP over the same trees. */
    TreeSHAPPredictor<FVec> shap() {
        List<TreeSHAPPredictor<FVec>> trees = new ArrayList<>();
        for (RegTree tree : ((GBTree) predictor.getBooster()).getGroupedTrees()[0]) {
            RegTreeImpl nodes = (RegTreeImpl) tree;
            trees.add(new TreeSHAP<FVec, RegTreeNode, RegTreeNodeStat>(nodes.getNodes(), nodes.getStats(), 0));
        }
        return new TreeSHAPEnsemble<>(trees, (float) forest.base());
    }

    @Override
    public ContributionScorer contributions() {
        TreeSHAPPredictor<FVec> ensemble = shap();
        int columns = forest.inputs();
        double[] row = new double[columns];
        float[] contributions = new float[columns + 1];
        FVec vector = FVec.Transformer.fromArray(row, false);
        TreeSHAPPredictor.Workspace workspace = ensemble.makeWorkspace();
        return (rows, out) -> {
            for (int i = 0; i < rows.count(); i++) {
                rows.matrix().row(i, row);
                Arrays.fill(contributions, 0);
                ensemble.calculateContributions(vector, contributions, 0, -1, workspace);
                for (int j = 0; j <= columns; j++) {
                    out[i * (columns + 1) + j] = contributions[j];
                }
            }
        };
    }

    @Override
    public void close() {
        closing.close();
    }
}
