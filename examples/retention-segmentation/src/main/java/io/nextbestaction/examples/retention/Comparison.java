// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.retention;

import io.nextbestaction.data.Progress;
import io.nextbestaction.examples.support.Study;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Splits;
import io.nextbestaction.models.evaluation.BinaryMetric;
import io.nextbestaction.models.evaluation.CalibrationCurve;
import io.nextbestaction.models.evaluation.Confusion;
import io.nextbestaction.models.evaluation.Predictions;
import io.nextbestaction.models.tuning.Candidate;
import io.nextbestaction.models.tuning.CrossValidation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Ways to meet a skewed class side by side, each as it comes and calibrated, over folds of the whole table: features, weights
 * and synthetic rows are made inside the training part of each fold, the calibration of a fold is learnt from the other
 * folds, and every figure is a mean over folds of customers held out.
 */
final class Comparison {
    private static final int BINS = 10;

    private final Study study;
    private final Splits folds;
    private final long seed;

    Comparison(Study study, Splits folds, long seed) {
        this.study = study;
        this.folds = folds;
        this.seed = seed;
    }

    List<Result.Forest> of(Map<String, ClassifierTrainer> ways, Progress progress) {
        List<Result.Forest> forests = new ArrayList<>();
        for (Map.Entry<String, ClassifierTrainer> way : ways.entrySet()) {
            CrossValidation validation = CrossValidation.of(
                    new Candidate(way.getKey(), study.features(), way.getValue()),
                    study.table().rows(),
                    study.table().labels(),
                    folds,
                    seed,
                    Progress.NONE);
            forests.add(new Result.Forest(
                    way.getKey(),
                    mean(validation, validation::rawPredictions, Predictions::auc),
                    mean(validation, validation::rawPredictions, BinaryMetric.AVERAGE_PRECISION::of),
                    quality(validation, validation::rawPredictions),
                    quality(validation, validation::predictions),
                    CalibrationCurve.equalMass(
                                    Predictions.ofCertain(
                                            validation.outOfFold(),
                                            study.table().labels()),
                                    BINS)
                            .bins()
                            .stream()
                            .map(bin -> new Result.Bin(bin.meanProbability(), bin.eventRate()))
                            .toList()));
            progress.update("comparing forests", forests.size(), ways.size());
        }
        return forests;
    }

    private static Result.Quality quality(CrossValidation validation, Function<Integer, Predictions> part) {
        return new Result.Quality(
                mean(validation, part, Predictions::meanProbability),
                mean(validation, part, p -> half(p).recall()),
                mean(validation, part, p -> half(p).precision()),
                mean(validation, part, p -> half(p).f1()),
                mean(validation, part, Predictions::brier),
                mean(validation, part, p -> p.metrics().logLoss()),
                mean(validation, part, p -> p.metrics().calibrationError()));
    }

    private static Confusion half(Predictions predictions) {
        return predictions.confusion(0.5);
    }

    private static double mean(
            CrossValidation validation, Function<Integer, Predictions> part, ToDoubleFunction<Predictions> figure) {
        return IntStream.range(0, validation.parts())
                .mapToDouble(p -> figure.applyAsDouble(part.apply(p)))
                .average()
                .orElseThrow();
    }
}
