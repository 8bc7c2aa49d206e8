// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.models.evaluation.BinaryMetric;
import io.nextbestaction.models.evaluation.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a whole search is worth: for every outer part the model selected without it, and the best of every family, judged on
 * its rows. A model without signal is judged as the event rate for everybody, with an AUC of a half. Immutable and
 * thread-safe.
 */
public final class NestedValidation {
    private static final String SELECTED = "selected";

    private final List<Part> parts;
    private final double heldOutShare;

    NestedValidation(List<Part> parts, double heldOutShare) {
        this.parts = List.copyOf(parts);
        this.heldOutShare = heldOutShare;
    }

    /**
     * One outer part.
     *
     * @param chosen the trial its search found best, in words
     * @param selected the calibrated predictions of the selected model
     * @param families those of the best trial of each family by name
     * @param seconds wall time of training and scoring of each family's trials together
     */
    record Part(String chosen, Predictions selected, Map<String, Predictions> families, Map<String, Double> seconds) {}

    static Part judge(ModelSelection selection, List<Row> rows, boolean[] labels, Progress progress) {
        Map<String, Predictions> families = new LinkedHashMap<>();
        Trial chosen = selection.best();
        ModelSelection.Trained trained = new ModelSelection.Trained(new HashMap<>(), new HashMap<>());
        Predictions selected = predictions(selection, chosen, trained, rows, labels, progress);
        for (Trial trial : selection.bestOfFamilies()) {
            families.put(
                    trial.family(),
                    trial == chosen ? selected : predictions(selection, trial, trained, rows, labels, progress));
        }
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (Trial trial : selection.trials()) {
            seconds.merge(trial.family(), trial.blend() ? 0 : trial.seconds(), Double::sum);
        }
        return new Part(chosen.toString(), selected, families, seconds);
    }

    /** By a trial fitted on all rows of its search; one whose scores carry no signal says the event rate of every row. */
    private static Predictions predictions(
            ModelSelection selection,
            Trial trial,
            ModelSelection.Trained trained,
            List<Row> rows,
            boolean[] labels,
            Progress progress) {
        double[] probabilities;
        if (ModelSelection.carriesSignal(trial)) {
            probabilities = selection.fit(trial, trained, progress).probabilities(rows);
        } else {
            probabilities = new double[labels.length];
            Arrays.fill(probabilities, selection.eventRate());
        }
        return Predictions.ofCertain(probabilities, labels);
    }

    /** The number of outer parts. */
    public int parts() {
        return parts.size();
    }

    /** The trial selected without an outer part, in words. */
    public String chosen(int part) {
        return parts.get(part).chosen;
    }

    /** The predictions on an outer part by the model selected without it. */
    public Predictions predictions(int part) {
        return parts.get(part).selected;
    }

    /** A metric of the selected models, outer part by outer part: what to expect of the search's winner. */
    public FoldScores scores(BinaryMetric metric) {
        return scores(metric, parts.stream().map(Part::selected).toList());
    }

    /**
     * The selected models and the best of every family that was fitted for all outer parts, ranked by a metric, the best
     * first. Seconds are those of all trials of a family.
     */
    public List<Standing> leaderboard(BinaryMetric metric) {
        List<Standing> standings = new ArrayList<>();
        double all = 0;
        for (String family : parts.get(0).families.keySet()) {
            List<Predictions> predictions = new ArrayList<>();
            double seconds = 0;
            for (Part part : parts) {
                if (part.families.containsKey(family)) {
                    predictions.add(Objects.requireNonNull(part.families.get(family)));
                    seconds += part.seconds.getOrDefault(family, 0.0);
                }
            }
            all += seconds;
            if (predictions.size() == parts.size()) {
                standings.add(new Standing(family, "best of each part", scores(metric, predictions), seconds, null));
            }
        }
        standings.add(new Standing(SELECTED, "by the search of each part", scores(metric), all, null));
        return Standing.rank(standings);
    }

    private FoldScores scores(BinaryMetric metric, List<Predictions> predictions) {
        return new FoldScores(
                metric, predictions.stream().mapToDouble(metric::of).toArray(), heldOutShare);
    }
}
