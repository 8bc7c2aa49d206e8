// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.GradientBoosting;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * What our whole fit costs beside XGBoost4J called directly: the same matrix, settings and one thread, from values in memory
 * to a compiled forest here and to a booster there. Both take turns, and the processor time of the thread is counted, which
 * other work on the machine disturbs little; prints every turn and the ratio of the medians.
 */
public final class FitOverhead {
    private static final int COLUMNS = 20;
    private static final int ROUNDS = 500;
    private static final int SEED = 42;
    private static final int TURNS = 7;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final PrintStream out;

    FitOverhead(PrintStream out) {
        this.out = out;
    }

    /** Runs once: the number of rows, by default 20,000. */
    public static void main(String[] args) throws XGBoostError {
        new FitOverhead(System.out).run(args.length > 0 ? Integer.parseInt(args[0]) : 20_000, ROUNDS);
    }

    double run(int rows, int rounds) throws XGBoostError {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] values = new double[rows * COLUMNS];
        boolean[] labels = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            double margin = -1.5;
            for (int j = 0; j < COLUMNS; j++) {
                double value = random.nextGaussian();
                values[i * COLUMNS + j] = value;
                margin += j < 5 ? 0.5 * value : 0;
            }
            labels[i] = random.nextDouble() < Link.sigmoid(margin + values[i * COLUMNS] * values[i * COLUMNS + 1]);
        }
        String[] names = IntStream.range(0, COLUMNS).mapToObj(j -> "x" + j).toArray(String[]::new);
        TrainingSet data = new TrainingSet(FeatureMatrix.of(FeatureNames.of(names), values), labels);
        GradientBoosting.Parameters parameters =
                GradientBoosting.Parameters.defaults().withRounds(rounds);
        double[] ours = new double[TURNS];
        double[] theirs = new double[TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            long start = threads.getCurrentThreadCpuTime();
            GradientBoosting.classifier(parameters).train(data, SEED, Progress.NONE);
            ours[turn] = (threads.getCurrentThreadCpuTime() - start) / 1e9;
            start = threads.getCurrentThreadCpuTime();
            direct(values, labels, parameters);
            theirs[turn] = (threads.getCurrentThreadCpuTime() - start) / 1e9;
            out.printf(Locale.ROOT, "turn %d: ours %.3f s, XGBoost4J %.3f s%n", turn + 1, ours[turn], theirs[turn]);
        }
        double ratio = median(ours) / median(theirs);
        out.printf(
                Locale.ROOT,
                "%,d rows, %d columns, %d rounds: medians %.3f s and %.3f s, ratio %.3f%n",
                rows,
                COLUMNS,
                rounds,
                median(ours),
                median(theirs),
                ratio);
        return ratio;
    }

    private static void direct(double[] values, boolean[] labels, GradientBoosting.Parameters parameters)
            throws XGBoostError {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        float[] targets = new float[labels.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = labels[i] ? 1 : 0;
        }
        DMatrix matrix = new DMatrix(floats, labels.length, COLUMNS, Float.NaN);
        try {
            matrix.setLabel(targets);
            Map<String, Object> settings = new HashMap<>(Map.of(
                    "objective", "binary:logistic",
                    "tree_method", "hist",
                    "eta", parameters.learningRate(),
                    "max_depth", parameters.depth(),
                    "min_child_weight", parameters.minChildWeight(),
                    "subsample", parameters.rowShare(),
                    "colsample_bytree", parameters.columnShare(),
                    "lambda", parameters.lambda(),
                    "nthread", 1,
                    "seed", SEED));
            settings.put("verbosity", 0);
            Booster booster = XGBoost.train(matrix, settings, parameters.rounds(), new HashMap<>(), null, null);
            booster.dispose();
        } finally {
            matrix.dispose();
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
