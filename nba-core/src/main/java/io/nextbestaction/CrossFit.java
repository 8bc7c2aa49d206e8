// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.TrainingFeatures;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Split;
import io.nextbestaction.model.Splits;
import io.nextbestaction.model.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trains a calibrated model and measures it honestly: pipeline and model are fitted anew for every fold, calibration is
 * learnt from out-of-fold scores, and the metrics of a fold use a calibration learnt from the other folds.
 */
final class CrossFit {
    private final FeaturePipeline recipe;
    private final ClassifierTrainer trainer;
    private final int folds;
    private final long seed;

    CrossFit(FeaturePipeline recipe, ClassifierTrainer trainer, int folds, long seed) {
        this.recipe = recipe;
        this.trainer = trainer;
        this.folds = folds;
        this.seed = seed;
    }

    /** The score of every row by a model that had not seen it. */
    double[] outOfFold(String task, List<Row> rows, boolean[] labels, Progress progress) {
        double[] scores = new double[labels.length];
        int done = 0;
        for (Split split : split(labels)) {
            progress.update(task, done, folds + 1L);
            score(split, rows, labels, scores, progress.within(task, done++, folds + 1L));
        }
        progress.update(task, folds, folds + 1L);
        return scores;
    }

    /** A model of all rows, calibrated on their out-of-fold scores. */
    ProbabilityModel model(FeatureMatrix features, boolean[] labels, double[] outOfFold, Progress progress) {
        Calibration calibration = trainer.calibrator()
                .fit(outOfFold, labels, "out-of-fold scores of " + folds + " folds of the training rows");
        Scorer scorer = trainer.train(new TrainingSet(features, labels), seed, progress);
        return new ProbabilityModel(scorer, calibration);
    }

    /** Metrics of out-of-fold scores, each fold calibrated on the others. */
    BinaryMetrics metrics(boolean[] labels, double[] outOfFold) {
        return BinaryMetrics.of(crossCalibrated(outOfFold, labels), labels);
    }

    private List<Split> split(boolean[] labels) {
        return Splits.stratified(folds).of(labels, seed);
    }

    private void score(Split split, List<Row> rows, boolean[] labels, double[] scores, Progress progress) {
        int[] inside = split.heldOut();
        int[] outside = split.training();
        List<Row> training = pick(rows, outside);
        boolean[] known = pick(labels, outside);
        TrainingFeatures fitted = recipe.fit(rows.get(0).schema(), training, known, seed);
        Scorer scorer = trainer.train(new TrainingSet(fitted.features(), known), seed, progress);
        double[] held = scorer.probabilities(fitted.pipeline().transform(pick(rows, inside)));
        for (int i = 0; i < inside.length; i++) {
            scores[inside[i]] = held[i];
        }
    }

    private double[] crossCalibrated(double[] scores, boolean[] labels) {
        double[] calibrated = new double[scores.length];
        for (Split split : split(labels)) {
            int[] outside = split.training();
            double[] others = Arrays.stream(outside).mapToDouble(i -> scores[i]).toArray();
            Calibration calibration = trainer.calibrator().fit(others, pick(labels, outside), "the other folds");
            for (int i : split.heldOut()) {
                calibrated[i] = calibration.apply(scores[i]);
            }
        }
        return calibrated;
    }

    static List<Row> pick(List<Row> rows, int[] positions) {
        List<Row> picked = new ArrayList<>(positions.length);
        for (int position : positions) {
            picked.add(rows.get(position));
        }
        return picked;
    }

    static boolean[] pick(boolean[] labels, int[] positions) {
        boolean[] picked = new boolean[positions.length];
        for (int i = 0; i < positions.length; i++) {
            picked[i] = labels[positions[i]];
        }
        return picked;
    }
}
