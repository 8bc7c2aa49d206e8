// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.internal;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.IsotonicMap;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Split;
import io.nextbestaction.model.TrainingSet;
import java.util.List;

/**
 * Cross-fitting inside the training rows: what a calibration or a second model learns from are scores of rows the scorer
 * had not seen. Not API.
 */
public final class InnerFit {
    private InnerFit() {}

    /** The raw probability of every row by a scorer trained on the other folds. */
    public static double[] outOfFold(
            ClassifierTrainer trainer, TrainingSet data, List<Split> folds, long seed, Progress progress) {
        double[] scores = new double[data.rows()];
        for (Split fold : folds) {
            int[] inside = fold.heldOut();
            Scorer scorer = trainer.train(data.select(fold.training()), seed, progress);
            double[] held = scorer.probabilities(data.features().select(inside));
            for (int i = 0; i < inside.length; i++) {
                scores[inside[i]] = held[i];
            }
        }
        return scores;
    }

    /** A scorer of all rows, calibrated on the out-of-fold scores. */
    public static ProbabilityModel calibrated(
            ClassifierTrainer trainer, TrainingSet data, List<Split> folds, long seed, Progress progress) {
        double[] scores = outOfFold(trainer, data, folds, seed, progress);
        Calibration calibration = calibration(trainer, data, folds, scores);
        return new ProbabilityModel(trainer.train(data, seed, progress), calibration);
    }

    /**
     * What the trainer's calibrator makes of out-of-fold scores; where it refuses them, since they rank no better than
     * chance, everybody gets the event rate, and the calibration says so.
     */
    public static Calibration calibration(
            ClassifierTrainer trainer, TrainingSet data, List<Split> folds, double[] scores) {
        String source = "out-of-fold scores of " + folds.size() + " inner folds";
        try {
            return trainer.calibrator().fit(scores, data.labels(), source);
        } catch (IllegalArgumentException e) {
            double[] rate = {(double) data.positives() / data.rows()};
            return IsotonicMap.of(new double[] {0.5}, rate, source + " without signal: the event rate", data.rows());
        }
    }

    /**
     * Demands rows of both classes for every fold.
     *
     * @throws IllegalArgumentException if either class has fewer rows than there are folds
     */
    public static void check(TrainingSet data, int folds) {
        Checks.trainable(data);
        int fewest = Math.min(data.positives(), data.rows() - data.positives());
        if (fewest < folds) {
            throw tooFew("the rarer class", fewest, folds);
        }
    }

    /** What to say of a class of too few rows. */
    public static IllegalArgumentException tooFew(String name, int rows, int folds) {
        return new IllegalArgumentException("The rows (" + rows + ") of " + name + " must be at least " + folds
                + ", one for each inner fold.\nMaybe merge rare classes, or ask for fewer folds.");
    }

    /**
     * Demands 2 to 20 folds.
     *
     * @throws IllegalArgumentException if there are fewer or more
     */
    public static void checkFolds(String owner, int folds) {
        Checks.range(owner, "inner folds", folds, 2, 20, 5);
    }
}
