// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.MulticlassTrainer;
import io.nextbestaction.model.RegressorTrainer;
import io.nextbestaction.model.Split;
import io.nextbestaction.model.Splits;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.calibration.Platt;
import io.nextbestaction.models.internal.Checks;
import io.nextbestaction.models.tribuo.XgBoost;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
     * @throws IllegalArgumentException if the settings weigh the event or end early, which are for two classes
     */
    public static RegressorTrainer regressor(Parameters parameters) {
        return new BoostedRegressor(parameters);
    }

    /** A classifier of several classes with the default settings. */
    public static MulticlassTrainer multiclass() {
        return multiclass(Parameters.defaults());
    }

    /**
     * A classifier of several classes with given settings: one tree for each class a round, softmax of their sums, its
     * temperature fitted on the out-of-fold margins of five inner folds of the training rows.
     *
     * @throws IllegalArgumentException if the settings weigh the event or end early, which are for two classes
     */
    public static MulticlassTrainer multiclass(Parameters parameters) {
        return new SoftmaxBoosting(parameters);
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
     * @param earlyStopping when to end before the last round, or null: never
     * @param monotone by the name of a feature, or of a field behind features of that field alone: the one way the
     *     probability may move as the value grows, all else equal; empty for no constraint
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
            int threads,
            @Nullable EarlyStopping earlyStopping,
            Map<String, Monotone> monotone) {
        private static final Parameters DEFAULTS = new Parameters(500, 0.03, 4, 1, 0.8, 0.7, 1, 1, 1, null, Map.of());

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
            monotone = Map.copyOf(monotone);
        }

        /** 500 rounds × 0.03, depth 4, rows 0.8, columns 0.7, λ 1, one thread. */
        public static Parameters defaults() {
            return DEFAULTS;
        }

        /** These with another number of rounds. */
        public Parameters withRounds(int value) {
            return new Parameters(
                    value,
                    learningRate,
                    depth,
                    minChildWeight,
                    rowShare,
                    columnShare,
                    lambda,
                    positiveWeight,
                    threads,
                    earlyStopping,
                    monotone);
        }

        /** These with another learning rate. */
        public Parameters withLearningRate(double value) {
            return new Parameters(
                    rounds,
                    value,
                    depth,
                    minChildWeight,
                    rowShare,
                    columnShare,
                    lambda,
                    positiveWeight,
                    threads,
                    earlyStopping,
                    monotone);
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
                    threads,
                    earlyStopping,
                    monotone);
        }

        /** These with another least weight of a leaf. */
        public Parameters withMinChildWeight(double value) {
            return new Parameters(
                    rounds,
                    learningRate,
                    depth,
                    value,
                    rowShare,
                    columnShare,
                    lambda,
                    positiveWeight,
                    threads,
                    earlyStopping,
                    monotone);
        }

        /** These with another share of rows. */
        public Parameters withRowShare(double value) {
            return new Parameters(
                    rounds,
                    learningRate,
                    depth,
                    minChildWeight,
                    value,
                    columnShare,
                    lambda,
                    positiveWeight,
                    threads,
                    earlyStopping,
                    monotone);
        }

        /** These with another share of columns. */
        public Parameters withColumnShare(double value) {
            return new Parameters(
                    rounds,
                    learningRate,
                    depth,
                    minChildWeight,
                    rowShare,
                    value,
                    lambda,
                    positiveWeight,
                    threads,
                    earlyStopping,
                    monotone);
        }

        /** These with another penalty. */
        public Parameters withLambda(double value) {
            return new Parameters(
                    rounds,
                    learningRate,
                    depth,
                    minChildWeight,
                    rowShare,
                    columnShare,
                    value,
                    positiveWeight,
                    threads,
                    earlyStopping,
                    monotone);
        }

        /** These with another weight of rows with the event. */
        public Parameters withPositiveWeight(double value) {
            return new Parameters(
                    rounds,
                    learningRate,
                    depth,
                    minChildWeight,
                    rowShare,
                    columnShare,
                    lambda,
                    value,
                    threads,
                    earlyStopping,
                    monotone);
        }

        /** These with another number of threads. */
        public Parameters withThreads(int value) {
            return new Parameters(
                    rounds,
                    learningRate,
                    depth,
                    minChildWeight,
                    rowShare,
                    columnShare,
                    lambda,
                    positiveWeight,
                    value,
                    earlyStopping,
                    monotone);
        }

        /** These with an early end, {@code null} for none. */
        public Parameters withEarlyStopping(@Nullable EarlyStopping value) {
            return new Parameters(
                    rounds,
                    learningRate,
                    depth,
                    minChildWeight,
                    rowShare,
                    columnShare,
                    lambda,
                    positiveWeight,
                    threads,
                    value,
                    monotone);
        }

        /** These with other constraints. */
        public Parameters withMonotone(Map<String, Monotone> value) {
            return new Parameters(
                    rounds,
                    learningRate,
                    depth,
                    minChildWeight,
                    rowShare,
                    columnShare,
                    lambda,
                    positiveWeight,
                    threads,
                    earlyStopping,
                    value);
        }
    }

    /**
     * When boosting ends before its last round: a part of the training rows, drawn by the seed with each class in
     * proportion, is held out; when so many rounds in a row have not lowered its log loss, the trees after the best round
     * are dropped. Held-out rows are training rows still: no metric of theirs is a metric of the model.
     *
     * @param share the part of the training rows held out, above 0 and below 1
     * @param patience rounds without a better log loss, at least 1
     * @param refit whether all rows are then trained on for as many rounds as were best; otherwise the model never sees
     *     the part held out
     */
    public record EarlyStopping(double share, int patience, boolean refit) {

        /**
         * Checks share and patience.
         *
         * @throws IllegalArgumentException if the share is outside (0, 1), or the patience less than 1
         */
        public EarlyStopping {
            Checks.range(OWNER, "patience", patience, 1, 100_000, 30);
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException("The share held out (" + share
                        + ") of gradient boosting must lie between 0 and 1.\nMaybe leave it at its default, 0.2.");
            }
        }

        /** A fifth held out, 30 rounds of patience, then all rows. */
        public static EarlyStopping defaults() {
            return new EarlyStopping(0.2, 30, true);
        }
    }

    /** The one way a probability may move as a value grows, all else equal. */
    public enum Monotone {
        /** It never falls. */
        RISING,
        /** It never rises. */
        FALLING
    }

    private record Classifier(Parameters parameters) implements ClassifierTrainer {

        @Override
        public String describe() {
            return GradientBoosting.describe(parameters);
        }

        @Override
        public Forest train(TrainingSet data, long seed, Progress progress) {
            Checks.trainable(data);
            Map<String, Object> settings =
                    BoosterSettings.of(parameters, data.features().names());
            EarlyStopping stopping = parameters.earlyStopping;
            if (stopping == null) {
                return XgBoost.boosted(data, settings, parameters.rounds, seed, progress);
            }
            if (Math.min(data.positives(), data.rows() - data.positives()) < 2) {
                throw new IllegalArgumentException("The rows (1) of the rarer class must be at least 2 for an early end"
                        + " of boosting.\nMaybe leave early stopping out.");
            }
            Split parts = Splits.heldOut(stopping.share).of(data.labels(), seed).get(0);
            XgBoost.Stopped stopped = XgBoost.boosted(
                    data.select(parts.training()),
                    weighted(data.select(parts.heldOut())),
                    settings,
                    parameters.rounds,
                    stopping.patience,
                    seed,
                    progress);
            return stopping.refit
                    ? XgBoost.boosted(data, settings, stopped.rounds(), seed, progress)
                    : stopped.forest();
        }

        /** The loss that is watched weighs rows as the loss that is lowered does. */
        private TrainingSet weighted(TrainingSet held) {
            double[] weights = held.weights().clone();
            if (parameters.positiveWeight != 1) {
                weights = new double[held.rows()];
                for (int i = 0; i < weights.length; i++) {
                    weights[i] = (held.weighted() ? held.weights()[i] : 1)
                            * (held.labels()[i] ? parameters.positiveWeight : 1);
                }
            }
            return new TrainingSet(held.features(), held.labels(), weights);
        }

        @Override
        public Calibrator calibrator() {
            return Platt.scaling();
        }
    }

    static String describe(Parameters parameters) {
        return "gradient boosting (" + (parameters.earlyStopping == null ? "" : "at most ") + parameters.rounds
                + " rounds × " + Numbers.display(parameters.learningRate) + ", depth " + parameters.depth
                + (parameters.monotone.isEmpty() ? "" : ", " + parameters.monotone.size() + " monotone") + ")";
    }
}
