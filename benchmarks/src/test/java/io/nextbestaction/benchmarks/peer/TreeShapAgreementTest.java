// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import biz.k11i.xgboost.util.FVec;
import hex.genmodel.algos.tree.TreeSHAPPredictor;
import io.nextbestaction.benchmarks.workload.BankData;
import io.nextbestaction.benchmarks.workload.Workload;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.ShapleyExplainer;
import io.nextbestaction.model.Forest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** H2O's TreeSHAP, written by others after the papers, as an oracle of every Shapley kernel on trained trees. */
class TreeShapAgreementTest {
    private static final int ROWS = 60;
    private static final int BACKGROUND = 40;
    private static final Forest FOREST = Workload.train(BankData.training(4000), 40, 6, 1);

    @Test
    void path_dependent_values_agree_with_its_floats() {
        double[][] rows = BankData.each(BankData.rows(ROWS));
        for (Shapley shapley : List.of(Shapley.values(), Shapley.values().withTables(0, 0))) {
            ShapleyExplainer ours = shapley.bind(FOREST);
            double[] phi = new double[FOREST.inputs()];
            try (H2oModel h2o = new H2oModel(FOREST)) {
                TreeSHAPPredictor<FVec> theirs = h2o.shap();
                double worst = 0;
                for (double[] row : rows) {
                    float[] expected = new float[FOREST.inputs() + 1];
                    theirs.calculateContributions(vector(row), expected, 0, -1, theirs.makeWorkspace());
                    ours.explain(row, phi, ours.newScratch());
                    worst = Math.max(worst, worst(phi, expected));
                    assertThat(expected[FOREST.inputs()]).isCloseTo((float) ours.base(), within(1e-5f));
                }
                assertThat(worst).isLessThan(1e-5);
            }
        }
    }

    @Test
    void interventional_values_are_the_mean_of_its_values_against_each_row() {
        FeatureMatrix background = BankData.training(BACKGROUND).features();
        double[][] references = BankData.each(background);
        Shapley shapley = Shapley.interventional(background);
        for (Shapley each : List.of(shapley, shapley.withTables(0, 0))) {
            ShapleyExplainer ours = each.bind(FOREST);
            double[] phi = new double[FOREST.inputs()];
            try (H2oModel h2o = new H2oModel(FOREST)) {
                TreeSHAPPredictor<FVec> theirs = h2o.shap();
                for (double[] row : BankData.each(BankData.rows(ROWS))) {
                    double[] expected = new double[FOREST.inputs() + 1];
                    for (double[] reference : references) {
                        theirs.calculateInterventionalContributions(
                                vector(row), vector(reference), expected, null, false);
                    }
                    ours.explain(row, phi, ours.newScratch());
                    for (int j = 0; j < phi.length; j++) {
                        assertThat(phi[j]).isCloseTo(expected[j] / BACKGROUND, within(1e-9));
                    }
                    assertThat(ours.base()).isCloseTo(expected[FOREST.inputs()] / BACKGROUND, within(1e-5));
                }
            }
        }
    }

    private static double worst(double[] phi, float[] expected) {
        double worst = 0;
        for (int j = 0; j < phi.length; j++) {
            worst = Math.max(worst, Math.abs(phi[j] - expected[j]));
        }
        return worst;
    }

    private static FVec vector(double[] row) {
        return FVec.Transformer.fromArray(row, false);
    }
}
