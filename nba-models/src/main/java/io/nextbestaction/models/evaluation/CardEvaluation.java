// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import io.nextbestaction.artifact.ModelCard;
import io.nextbestaction.model.BinaryMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Measures probabilities of rows held out for a {@link ModelCard}: figures with intervals, calibration, and slices. */
public final class CardEvaluation {
    private static final int BINS = 10;

    private CardEvaluation() {}

    /**
     * AUC, average precision, log loss, Brier score and calibration error of all rows, each with its interval; ten bins of
     * equal mass; and of every level of every field the AUC, and the event rate above the mean probability. A figure that is undefined on a slice is NaN there.
     *
     * @param source which rows these are, in words
     * @param held their probabilities and what happened
     * @param bootstrap of the intervals; its time is replicates times rows, for each figure and field
     * @param slices the level of each row by field, in order; levels stand in their natural order
     * @throws IllegalArgumentException if one class is absent, or a field has not a level for each row
     */
    public static ModelCard.HeldOut of(
            String source, Predictions held, Bootstrap bootstrap, Map<String, List<String>> slices) {
        if (held.positives() == 0 || held.positives() == held.rows()) {
            throw new IllegalArgumentException("The rows held out (" + held.positives() + " of " + held.rows()
                    + " with the event) must hold both classes.\nMaybe hold out more of them, stratified.");
        }
        List<ModelCard.Figure> figures = List.of(
                figure("auc", held, bootstrap, Predictions::auc),
                figure("averagePrecision", held, bootstrap, p -> metrics(p, BinaryMetrics::averagePrecision)),
                figure("logLoss", held, bootstrap, p -> metrics(p, BinaryMetrics::logLoss)),
                figure("brier", held, bootstrap, Predictions::brier),
                figure("equalMassCalibrationError", held, bootstrap, CardEvaluation::calibrationError));
        List<ModelCard.Bin> calibration = CalibrationCurve.equalMass(held, BINS).bins().stream()
                .map(bin -> new ModelCard.Bin(bin.rows(), bin.meanProbability(), bin.eventRate()))
                .toList();
        List<ModelCard.Slice> parts = new ArrayList<>();
        slices.forEach((field, levels) -> parts.addAll(slices(field, levels, held, bootstrap)));
        return new ModelCard.HeldOut(source, held.rows(), held.positives(), figures, calibration, parts);
    }

    private static List<ModelCard.Slice> slices(
            String field, List<String> levels, Predictions held, Bootstrap bootstrap) {
        if (levels.size() != held.rows()) {
            throw new IllegalArgumentException("The levels (" + levels.size() + ") of slice field \"" + field
                    + "\" must be as many as the rows held out (" + held.rows() + ").");
        }
        Map<String, List<Integer>> rows = new TreeMap<>();
        IntStream.range(0, levels.size()).forEach(i -> rows.computeIfAbsent(levels.get(i), unused -> new ArrayList<>())
                .add(i));
        List<ModelCard.Slice> slices = new ArrayList<>();
        rows.forEach((level, places) -> {
            Predictions part =
                    held.select(places.stream().mapToInt(Integer::intValue).toArray());
            slices.add(new ModelCard.Slice(
                    field,
                    level,
                    part.rows(),
                    part.positives(),
                    List.of(
                            figure("auc", part, bootstrap, Predictions::auc),
                            figure("aboveSaid", part, bootstrap, CardEvaluation::aboveSaid))));
        });
        return slices;
    }

    private static ModelCard.Figure figure(
            String name, Predictions held, Bootstrap bootstrap, ToDoubleFunction<Predictions> figure) {
        double value = figure.applyAsDouble(held);
        if (Double.isNaN(value)) {
            return ModelCard.Figure.plain(name, value);
        }
        try {
            Interval interval = bootstrap.interval(held, figure);
            return new ModelCard.Figure(name, value, interval.low(), interval.high(), interval.level());
        } catch (IllegalArgumentException e) { // hardly a replicate holds both classes: the figure stands alone
            return ModelCard.Figure.plain(name, value);
        }
    }

    private static double calibrationError(Predictions held) {
        return CalibrationCurve.equalMass(held, BINS).expectedError();
    }

    private static double aboveSaid(Predictions held) {
        return held.eventRate() - held.meanProbability();
    }

    /** A replicate may lack a class. */
    private static double metrics(Predictions held, ToDoubleFunction<BinaryMetrics> figure) {
        boolean both = held.positives() > 0 && held.positives() < held.rows();
        return both ? figure.applyAsDouble(held.metrics()) : Double.NaN;
    }
}
