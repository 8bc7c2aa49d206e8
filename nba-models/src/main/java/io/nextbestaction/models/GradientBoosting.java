// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.RegressionSet;
import io.nextbestaction.model.RegressorTrainer;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.calibration.Platt;
import io.nextbestaction.models.internal.Checks;
import io.nextbestaction.models.tribuo.XgBoost;
import java.util.Map;

/**
 * Gradient-boosted trees by XGBoost (Chen and Guestrin 2016): histogram splits, one tree a round, the sum of the trees
 * the log-odds. Missing values take the way learned at each split; scaling does not matter. The usual choice for
 * customer tables.
 */
public final class GradientBoosting {
    private static final String OWNER = "gradient boosting";

    private GradientBoosting() {}

    /** A classifier with the {@linkplain Parameters#defaults() default settings}. */
    public static ClassifierTrainer classifier() {
        return classifier(Parameters.defaults());
    }

    /** A classifier with given settings. */
    public static ClassifierTrainer classifier(Parameters parameters) {
        return new Classifier(parameters);
    }

    /** A regressor with the {@linkplain Parameters#defaults() default settings}. */
    public static RegressorTrainer regressor() {
        return regressor(Parameters.defaults());
    }

    /**
     * A regressor of squared error with given settings: the mean of the targets, then trees on what is left. Example weights
     * count by their ratio to each other; the least weight of a leaf is in rows of mean weight.
     *
     * @throws IllegalArgumentException if the positive weight is not 1: a number has no positives
     */
    public static RegressorTrainer regressor(Parameters parameters) {
        if (parameters.positiveWeight != 1) {
            throw new IllegalArgumentException("The positive weight (" + Numbers.display(parameters.positiveWeight)
                    + ") of a regressor must be 1.\nMaybe weight the rows instead.");
        }
        return new Regressor(parameters);
    }

    /**
     * The settings of boosting; change one with its {@code withX}.
     *
     * @param rounds the trees, at least 1
     * @param learningRate what each tree's leaves are shrunk by, above 0 to 1; half of it wants twice the rounds
     * @param depth the most splits from root to leaf, 1 to 30
     * @param minChildWeight the least Σ p(1 − p) over the rows of a leaf, at least 0
     * @param rowShare the part of the rows each tree sees, drawn anew, above 0 to 1
     * @param columnShare the part of the columns each tree sees, drawn anew, above 0 to 1
     * @param lambda the L2 penalty on leaf values, at least 0
     * @param positiveWeight the weight of a row with the event, above 0; other than 1 it shifts the raw probabilities,
     *     which calibration then puts right
     * @param threads the threads that build histograms, at least 1; more pay from about 100,000 rows on idle cores. We
     *     saw the same bits for 1, 2 and 4, which XGBoost does not promise
     */
    public record Parameters(
            int rounds,
            double learningRate,
            int depth,
            double minChildWeight,
            double rowShare,
            double columnShare,
            double lambda,
            double positiveWeight,
            int threads) {
        private static final Parameters DEFAULTS = new Parameters(500, 0.03, 4, 1, 0.8, 0.7, 1, 1, 1);

        /**
         * Checks every setting.
         *
         * @throws IllegalArgumentException if one is outside its range
         */
        public Parameters {
            Checks.range(OWNER, "rounds", rounds, 1, 100_000, 500);
            Checks.share(OWNER, "learning rate", learningRate, 0.03);
            Checks.range(OWNER, "depth", depth, 1, 30, 4);
            Checks.atLeast(OWNER, "least child weight", minChildWeight, 0, 1);
            Checks.share(OWNER, "row share", rowShare, 0.8);
            Checks.share(OWNER, "column share", columnShare, 0.7);
            Checks.atLeast(OWNER, "lambda", lambda, 0, 1);
            Checks.positive(OWNER, "positive weight", positiveWeight, 1);
            Checks.range(OWNER, "threads", threads, 1, 1024, 1);
        }

        /** 500 rounds × 0.03, depth 4, rows 0.8, columns 0.7, λ 1, one thread. */
        public static Parameters defaults() {
            return DEFAULTS;
        }

        /** These with another number of rounds. */
        public Parameters withRounds(int value) {
            return new Parameters(
                    value, learningRate, depth, minChildWeight, rowShare, columnShare, lambda, positiveWeight, threads);
        }

        /** These with another learning rate. */
        public Parameters withLearningRate(double value) {
            return new Parameters(
                    rounds, value, depth, minChildWeight, rowShare, columnShare, lambda, positiveWeight, threads);
        }

        /** These with another depth. */
        public Parameters withDepth(int value) {
            return new Parameters(
                    rounds,
                    learningRate,
                    value,
                    minChildWeight,
                    rowShare,
                    columnShare,
                    lambda,
                    positiveWeight,
                    threads);
        }

        /** These with another least weight of a leaf. */
        public Parameters withMinChildWeight(double value) {
            return new Parameters(
                    rounds, learningRate, depth, value, rowShare, columnShare, lambda, positiveWeight, threads);
        }

        /** These with another share of rows. */
        public Parameters withRowShare(double value) {
            return new Parameters(
                    rounds, learningRate, depth, minChildWeight, value, columnShare, lambda, positiveWeight, threads);
        }

        /** These with another share of columns. */
        public Parameters withColumnShare(double value) {
            return new Parameters(
                    rounds, learningRate, depth, minChildWeight, rowShare, value, lambda, positiveWeight, threads);
        }

        /** These with another penalty. */
        public Parameters withLambda(double value) {
            return new Parameters(
                    rounds, learningRate, depth, minChildWeight, rowShare, columnShare, value, positiveWeight, threads);
        }

        /** These with another weight of rows with the event. */
        public Parameters withPositiveWeight(double value) {
            return new Parameters(
                    rounds, learningRate, depth, minChildWeight, rowShare, columnShare, lambda, value, threads);
        }

        /** These with another number of threads. */
        public Parameters withThreads(int value) {
            return new Parameters(
                    rounds, learningRate, depth, minChildWeight, rowShare, columnShare, lambda, positiveWeight, value);
        }
    }

    private static String describe(Parameters parameters) {
        return "gradient boosting (" + parameters.rounds + " rounds × " + Numbers.display(parameters.learningRate)
                + ", depth " + parameters.depth + ")";
    }

    private static Map<String, Object> settings(Parameters parameters) {
        return Map.of(
                "eta", parameters.learningRate,
                "max_depth", parameters.depth,
                "min_child_weight", parameters.minChildWeight,
                "subsample", parameters.rowShare,
                "colsample_bytree", parameters.columnShare,
                "lambda", parameters.lambda,
                "alpha", 0,
                "scale_pos_weight", parameters.positiveWeight,
                "nthread", parameters.threads);
    }

    private record Regressor(Parameters parameters) implements RegressorTrainer {

        @Override
        public String describe() {
            return GradientBoosting.describe(parameters);
        }

        @Override
        public Forest train(RegressionSet data, long seed, Progress progress) {
            Checks.trainable(data);
            return XgBoost.regression(data, settings(parameters), parameters.rounds, seed, progress);
        }
    }

    private record Classifier(Parameters parameters) implements ClassifierTrainer {

        @Override
        public String describe() {
            return GradientBoosting.describe(parameters);
        }

        @Override
        public Forest train(TrainingSet data, long seed, Progress progress) {
            Checks.trainable(data);
            return XgBoost.boosted(data, settings(parameters), parameters.rounds, seed, progress);
        }

        @Override
        public Calibrator calibrator() {
            return Platt.scaling();
        }
    }
}
