// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.shapley.RandomForests;
import io.nextbestaction.explain.shapley.TestTree;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Models, rows and settings for tests. */
final class QualityCases {
    static final QualitySettings FEW = new QualitySettings(2, 30, 8, 0.1, 4, 2, 50, 0.95);

    private QualityCases() {}

    static FeatureMatrix matrix(double[]... rows) {
        return RandomForests.matrix(List.of(rows));
    }

    static LinearModel linear(double... weights) {
        return LinearModel.of(weights, 0.5, new double[weights.length], Link.LOGISTIC);
    }

    static FeatureMatrix numbers(SplittableRandom random, int columns, int rows) {
        List<double[]> drawn = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            drawn.add(random.doubles(columns, -2, 2).toArray());
        }
        return RandomForests.matrix(drawn);
    }

    static ExplanationQuality interventional(Scorer scorer, FeatureMatrix background) {
        return ExplanationQuality.of(scorer, Shapley.interventional(background).bind(scorer), background);
    }

    /** The first column matters most, the last never. */
    static Forest forest(SplittableRandom random, int inputs, int trees) {
        Forest.Builder builder = Forest.builder(inputs, Link.LOGISTIC, -0.2);
        for (int t = 0; t < trees; t++) {
            int a = Math.min(random.nextInt(inputs - 1), random.nextInt(inputs - 1));
            int b = random.nextInt(inputs - 1);
            double up = 1.0 / (1 + a);
            TestTree tree = TestTree.split(
                    a,
                    random.nextDouble(-1, 1),
                    TestTree.leaf(-up, 20),
                    TestTree.split(b, random.nextDouble(-1, 1), TestTree.leaf(up, 10), TestTree.leaf(up * 1.5, 10)));
            tree.addTo(builder);
        }
        return builder.build();
    }
}
