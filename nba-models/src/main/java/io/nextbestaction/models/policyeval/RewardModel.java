// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.RegressionSet;
import io.nextbestaction.model.RegressorTrainer;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Scratch;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.internal.Hashing;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What each action is expected to earn in every logged decision, by models that did not see it. Where it is right, the doubly
 * robust estimators lose most of their noise; where it is wrong they stay right by the weights. Immutable.
 */
public final class RewardModel {
    /** With fewer rows of an action a model would follow noise. */
    private static final int MIN_ROWS = 50;

    /** How many rows the mean of all actions counts as in the mean of one with few. */
    private static final int PRIOR_ROWS = 10;

    private final int actions;
    private final double[] expected;

    private RewardModel(int actions, double[] expected) {
        this.actions = actions;
        this.expected = expected;
    }

    /**
     * Expectations made elsewhere, by a model that did not see the decision it predicts: where it did, estimates look better
     * than they are.
     *
     * @param expected row-major [decisions × actions], finite; shared, not copied
     * @throws IllegalArgumentException if a value is not finite or rows are not whole
     */
    public static RewardModel of(int actions, double[] expected) {
        if (actions < 1 || expected.length % actions != 0) {
            throw new IllegalArgumentException(
                    "The expectations (" + expected.length + ") over " + actions + " actions must fill whole rows.");
        }
        for (int i = 0; i < expected.length; i++) {
            if (!Double.isFinite(expected[i])) {
                throw new IllegalArgumentException("The expectation (" + expected[i] + ") of decision "
                        + (i / actions + 1) + " must be finite.\nMaybe take the mean reward where nothing is known.");
            }
        }
        return new RewardModel(actions, expected);
    }

    /**
     * One regression for each action, cross-fitted over five folds by a fixed hash of the customer; for an action with fewer than
     * 50 rows outside a fold its mean, moved towards the mean of all.
     *
     * @param features of each decision, known before it
     * @throws IllegalArgumentException if they are not as many as the decisions
     */
    public static RewardModel crossFitted(FeatureMatrix features, PolicyLog log, RegressorTrainer trainer, long seed) {
        return crossFitted(
                features,
                log,
                seed,
                (rows, rewards) -> trainer.train(new RegressionSet(rows, rewards), seed, Progress.NONE),
                false);
    }

    /** {@link #crossFitted(FeatureMatrix, PolicyLog, RegressorTrainer, long)} for rewards of 0 and 1, by their probability. */
    public static RewardModel crossFitted(FeatureMatrix features, PolicyLog log, ClassifierTrainer trainer, long seed) {
        return crossFitted(features, log, seed, (rows, rewards) -> classifier(rows, rewards, trainer, seed), true);
    }

    private interface Fit {
        /** A scorer, or null where one reward alone occurs. */
        @Nullable
        Scorer train(FeatureMatrix rows, double[] rewards);
    }

    private static @Nullable Scorer classifier(
            FeatureMatrix rows, double[] rewards, ClassifierTrainer trainer, long seed) {
        boolean[] labels = new boolean[rewards.length];
        int yes = 0;
        for (int i = 0; i < labels.length; i++) {
            if (rewards[i] != 0 && rewards[i] != 1) {
                throw new IllegalArgumentException("The reward (" + rewards[i]
                        + ") of a decision must be 0 or 1 for a classifier.\nMaybe learn amounts with a regressor.");
            }
            labels[i] = rewards[i] == 1;
            yes += labels[i] ? 1 : 0;
        }
        return yes == 0 || yes == labels.length
                ? null
                : trainer.train(new TrainingSet(rows, labels), seed, Progress.NONE);
    }

    private static RewardModel crossFitted(
            FeatureMatrix features, PolicyLog log, long seed, Fit fit, boolean probability) {
        if (features.rows() != log.rows()) {
            throw new IllegalArgumentException("The features (" + features.rows()
                    + " rows) must be as many as the decisions (" + log.rows() + ").");
        }
        int folds = 5;
        int actions = log.actions();
        int[] fold = Hashing.folds(log.customers(), log.rows(), folds, seed);
        double[] expected = new double[log.rows() * actions];
        Scratch scratch = new Scratch();
        for (int f = 0; f < folds; f++) {
            int part = f;
            int[] held =
                    IntStream.range(0, fold.length).filter(i -> fold[i] == part).toArray();
            int[] seen =
                    IntStream.range(0, fold.length).filter(i -> fold[i] != part).toArray();
            double overall =
                    IntStream.of(seen).mapToDouble(log::reward).average().orElse(0);
            FeatureMatrix heldRows = features.select(held);
            double[] margins = new double[held.length];
            for (int a = 0; a < actions; a++) {
                int action = a;
                int[] own =
                        IntStream.of(seen).filter(i -> log.action(i) == action).toArray();
                double[] rewards = IntStream.of(own).mapToDouble(log::reward).toArray();
                Scorer scorer = own.length < MIN_ROWS ? null : fit.train(features.select(own), rewards);
                double mean = (IntStream.of(own).mapToDouble(log::reward).sum() + PRIOR_ROWS * overall)
                        / (own.length + PRIOR_ROWS);
                if (scorer != null) {
                    scorer.margins(heldRows, 0, held.length, margins, scratch);
                }
                for (int i = 0; i < held.length; i++) {
                    expected[held[i] * actions + a] =
                            scorer == null ? mean : probability ? scorer.link().probability(margins[i]) : margins[i];
                }
            }
        }
        return new RewardModel(actions, expected);
    }

    /** What an action is expected to earn in a decision. */
    public double expected(int row, int action) {
        return expected[row * actions + action];
    }

    /** The number of decisions. */
    public int rows() {
        return expected.length / actions;
    }

    int actions() {
        return actions;
    }
}
