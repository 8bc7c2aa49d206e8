// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.Progress;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.ScoreExplainer;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.Samples;
import java.util.Map;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our exact Shapley values against the contributions XGBoost computes for its own trees, in float. */
class ShapleyAgainstXgboostTest {
    private static final int COLUMNS = 12;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 8})
    void contributions_and_base_are_those_of_xgboost(int depth) throws XGBoostError {
        TrainingSet data = Samples.withMissing(2_000, COLUMNS, depth);
        Map<String, Object> parameters = Map.of("eta", 0.1, "max_depth", depth, "nthread", 1);
        Forest forest = XgBoost.boosted(data, parameters, 40, 5, Progress.NONE);
        ScoreExplainer explainer = Shapley.values().bind(forest);

        try (XgBoostMatrix matrix =
                XgBoostMatrix.of(TribuoData.labelled(data.features().values(), COLUMNS, data.labels()))) {
            Booster booster = new BinaryXgBoostTrainer(
                            40, XgBoost.settings(parameters, "binary:logistic", new SplittableRandom(5)), Progress.NONE)
                    .boost(matrix);
            try {
                float[][] theirs = booster.predictContrib(matrix.matrix(), 0);
                assertThat(worst(data, matrix.columnOf(), explainer, theirs)).isLessThan(1e-4);
            } finally {
                booster.dispose();
            }
        }
    }

    private static double worst(TrainingSet data, int[] columnOf, ScoreExplainer explainer, float[][] theirs) {
        double[] row = new double[COLUMNS];
        double[] ours = new double[COLUMNS];
        double worst = 0;
        for (int i = 0; i < data.rows(); i++) {
            data.features().row(i, row);
            explainer.explain(row, ours);
            int ids = theirs[i].length - 1;
            for (int id = 0; id < ids; id++) {
                int column = id < columnOf.length ? columnOf[id] : -1;
                double expected = column >= 0 ? ours[column] : 0;
                worst = Math.max(worst, Math.abs(expected - theirs[i][id]));
            }
            worst = Math.max(worst, Math.abs(explainer.base() - theirs[i][ids]));
        }
        return worst;
    }
}
