// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.importance;

import io.nextbestaction.data.FeatureMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * One score taken apart step by step: from the mean score of a background, the features of the row are made known group
 * after group, each step moving the mean of the scores (Staniak and Biecek 2018). Exact and additive, but the parts depend
 * on the order, which Shapley values average over. Immutable.
 *
 * @param base the mean score of the background
 * @param steps in order; base plus all contributions is the score
 * @param score of the row, or its mean over the background's columns that no group holds
 */
public record BreakDown(double base, List<Step> steps, double score) {

    /**
     * One step.
     *
     * @param feature the group made known
     * @param contribution by how much the mean score moves
     * @param level the mean score after it
     */
    public record Step(String feature, double contribution, double level) {}

    /** Keeps the list from changing. */
    public BreakDown {
        steps = List.copyOf(steps);
    }

    /**
     * Takes a score apart, the groups in the order of what each moves alone, most first, equal ones as they are given.
     * Scores the background twice for each group.
     *
     * @param score of a feature vector, a pure function; the vector is only lent
     * @param background at least one row of the same columns
     * @param row the features to explain
     * @param groups together all columns that matter; a column of several groups is known with the first of them
     * @throws IllegalArgumentException if the background has no row
     */
    public static BreakDown strongestFirst(
            ToDoubleFunction<double[]> score, FeatureMatrix background, double[] row, List<FeatureGroup> groups) {
        boolean[] known = new boolean[background.columns()];
        double base = mean(score, background, row, known);
        double[] alone = new double[groups.size()];
        for (int g = 0; g < alone.length; g++) {
            boolean[] only = new boolean[known.length];
            add(groups.get(g), only);
            alone[g] = Math.abs(mean(score, background, row, only) - base);
        }
        List<FeatureGroup> ordered = IntStream.range(0, alone.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer g) -> -alone[g]))
                .map(groups::get)
                .toList();
        return inOrder(score, background, row, ordered);
    }

    /** Takes a score apart in the order of the groups; otherwise as {@link #strongestFirst}. */
    public static BreakDown inOrder(
            ToDoubleFunction<double[]> score, FeatureMatrix background, double[] row, List<FeatureGroup> groups) {
        boolean[] known = new boolean[background.columns()];
        double base = mean(score, background, row, known);
        double level = base;
        List<Step> steps = new ArrayList<>(groups.size());
        for (FeatureGroup group : groups) {
            add(group, known);
            double next = mean(score, background, row, known);
            steps.add(new Step(group.name(), next - level, next));
            level = next;
        }
        return new BreakDown(base, steps, level);
    }

    private static void add(FeatureGroup group, boolean[] known) {
        for (int i = 0; i < group.size(); i++) {
            known[group.column(i)] = true;
        }
    }

    private static double mean(
            ToDoubleFunction<double[]> score, FeatureMatrix background, double[] row, boolean[] known) {
        if (background.rows() == 0) {
            throw new IllegalArgumentException(
                    "The background (0 rows) of a break-down must have a row.\nMaybe every customer was left out.");
        }
        double[] mixed = new double[known.length];
        double sum = 0;
        for (int b = 0; b < background.rows(); b++) {
            background.row(b, mixed);
            for (int c = 0; c < known.length; c++) {
                mixed[c] = known[c] ? row[c] : mixed[c];
            }
            sum += score.applyAsDouble(mixed);
        }
        return sum / background.rows();
    }
}
