// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.retention;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Split;
import io.nextbestaction.model.Splits;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.evaluation.CalibrationCurve;
import io.nextbestaction.models.evaluation.Confusion;
import io.nextbestaction.models.evaluation.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ways to meet a skewed class side by side, each as it comes and calibrated. Features, weights and synthetic rows are made
 * inside training parts only; the calibration is learnt from training rows out of fold; the figures come from customers held
 * out of all of it.
 */
final class Comparison {
    private static final int FOLDS = 5;
    private static final int BINS = 10;

    private final Study study;
    private final long seed;

    Comparison(Study study, long seed) {
        this.study = study;
        this.seed = seed;
    }

    List<Result.Forest> of(Map<String, ClassifierTrainer> ways, Progress progress) {
        List<Result.Forest> forests = new ArrayList<>();
        for (Map.Entry<String, ClassifierTrainer> way : ways.entrySet()) {
            progress.update("comparing forests", forests.size(), ways.size());
            forests.add(measure(way.getKey(), way.getValue()));
        }
        progress.update("comparing forests", ways.size(), ways.size());
        return forests;
    }

    private Result.Forest measure(String name, ClassifierTrainer trainer) {
        boolean[] labels = study.labels(study.training());
        double[] outOfFold = new double[labels.length];
        for (Split split : Splits.stratified(FOLDS).of(labels, seed)) {
            double[] part = scores(trainer, among(split.training()), among(split.heldOut()));
            for (int i = 0; i < part.length; i++) {
                outOfFold[split.heldOut()[i]] = part[i];
            }
        }
        Calibration calibration = trainer.calibrator().fit(outOfFold, labels, "training rows out of fold");
        double[] raw = scores(trainer, study.training(), study.heldOut());
        boolean[] truth = study.labels(study.heldOut());
        BinaryMetrics metrics = BinaryMetrics.of(raw, truth);
        Predictions asItComes = Predictions.ofCertain(raw, truth);
        return new Result.Forest(
                name,
                metrics.auc(),
                metrics.averagePrecision(),
                quality(asItComes),
                quality(Predictions.ofCertain(calibration.apply(raw), truth)),
                CalibrationCurve.equalMass(asItComes, BINS).bins().stream()
                        .map(bin -> new Result.Bin(bin.meanProbability(), bin.eventRate()))
                        .toList());
    }

    /** The positions in the table of positions among the training rows. */
    private int[] among(int[] positions) {
        int[] rows = new int[positions.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = study.training()[positions[i]];
        }
        return rows;
    }

    private double[] scores(ClassifierTrainer trainer, int[] training, int[] scored) {
        FittedPipeline pipeline = study.features().fit(study.table().schema(), study.rows(training));
        FeatureMatrix features = pipeline.transform(study.rows(training));
        return trainer.train(new TrainingSet(features, study.labels(training)), seed, Progress.NONE)
                .probabilities(pipeline.transform(study.rows(scored)));
    }

    private static Result.Quality quality(Predictions predictions) {
        Confusion half = predictions.confusion(0.5);
        return new Result.Quality(
                predictions.meanProbability(),
                half.recall(),
                half.precision(),
                half.f1(),
                predictions.brier(),
                predictions.metrics().logLoss(),
                predictions.metrics().calibrationError());
    }
}
