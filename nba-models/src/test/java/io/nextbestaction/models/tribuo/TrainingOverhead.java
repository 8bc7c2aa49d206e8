// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.Samples;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * What our whole fit costs beside XGBoost4J called directly on the same matrix. Not a test; run {@code main} on an idle
 * machine. Ours checks the rows, makes the native matrix, boosts, reads the trees and compiles the kernel; the direct call
 * makes the native matrix from ready floats and boosts. Both take turns; the figures are medians.
 */
final class TrainingOverhead {
    private static final int COLUMNS = 20;
    private static final int PAIRS = 9;

    private TrainingOverhead() {}

    public static void main(String[] arguments) throws XGBoostError {
        System.out.println("rows, rounds: ours ms, XGBoost4J ms, ratio of medians");
        for (int[] size : new int[][] {{1_000, 100}, {10_000, 100}, {10_000, 500}, {100_000, 100}}) {
            TrainingSet data = Samples.withMissing(size[0], COLUMNS + 1, 1);
            float[] values = floats(data.features());
            double[] ours = new double[PAIRS];
            double[] theirs = new double[PAIRS];
            for (int pair = -2; pair < PAIRS; pair++) {
                long start = System.nanoTime();
                GradientBoosting.classifier(
                                GradientBoosting.Parameters.defaults().withRounds(size[1]))
                        .train(data, 1, Progress.NONE);
                long middle = System.nanoTime();
                direct(values, data.labels(), size[1]);
                long end = System.nanoTime();
                if (pair >= 0) {
                    ours[pair] = (middle - start) / 1e6;
                    theirs[pair] = (end - middle) / 1e6;
                }
            }
            Arrays.sort(ours);
            Arrays.sort(theirs);
            System.out.printf(
                    Locale.ROOT,
                    "%d, %d: %.0f, %.0f, %.3f%n",
                    size[0],
                    size[1],
                    ours[PAIRS / 2],
                    theirs[PAIRS / 2],
                    ours[PAIRS / 2] / theirs[PAIRS / 2]);
        }
    }

    private static float[] floats(FeatureMatrix features) {
        float[] values = new float[features.rows() * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            // ours leaves out the last column, of which nothing is known
            values[i] = (float) features.get(i / COLUMNS, i % COLUMNS);
        }
        return values;
    }

    private static void direct(float[] values, boolean[] labels, int rounds) throws XGBoostError {
        float[] y = new float[labels.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = labels[i] ? 1 : 0;
        }
        Map<String, Object> settings = new HashMap<>(Map.of(
                "objective",
                "binary:logistic",
                "eta",
                0.03,
                "max_depth",
                4,
                "subsample",
                0.8,
                "colsample_bytree",
                0.7,
                "tree_method",
                "hist",
                "nthread",
                1,
                "seed",
                1));
        DMatrix matrix = new DMatrix(values, labels.length, COLUMNS, Float.NaN);
        try {
            matrix.setLabel(y);
            Booster booster = XGBoost.train(matrix, settings, rounds, Map.of(), null, null);
            booster.dispose();
        } finally {
            matrix.dispose();
        }
    }
}
