// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.importance;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.Interval;
import io.nextbestaction.explain.statistics.Resamples;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * By how much a metric falls when the values of a group of features are shuffled over the rows, all columns of the group
 * alike, so that the score no longer knows them (Breiman 2001; Fisher, Rudin and Dominici 2019). Measure it on rows the
 * model has not seen. Groups that carry the same information hide each other: shuffle them as one.
 *
 * <p>The estimate is the mean over the shuffles. Intervals are percentiles over rows drawn with replacement, each draw with
 * one of the shuffles, so they tell what other customers and another shuffle would have given. The same seed gives the same
 * bits, and the same shuffles for every group. Cost: shuffles · groups scorings of all rows. Immutable and thread-safe.
 *
 * @param metric how good the scores are
 * @param shuffles how often each group is shuffled, at least 1
 * @param replicates how many draws of rows an interval rests on, at least 2
 * @param level the confidence of the intervals, in (0, 1)
 * @param seed of shuffles and draws
 */
public record PermutationImportance(ScoreMetric metric, int shuffles, int replicates, double level, long seed) {

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public PermutationImportance {
        if (shuffles < 1) {
            throw new IllegalArgumentException(
                    "The shuffles (" + shuffles + ") of an importance must be at least 1.\nMaybe 5 is meant.");
        }
        Resamples.check(replicates, level);
    }

    /** Five shuffles, and intervals of level 0.95 over 200 draws. */
    public static PermutationImportance of(ScoreMetric metric, long seed) {
        return new PermutationImportance(metric, 5, 200, 0.95, seed);
    }

    /**
     * The importance of every group, the largest first.
     *
     * @param scores from feature vectors to one score a row, such as {@code scorer::probabilities}
     * @param rows the rows to shuffle
     * @param outcomes what came true of each row
     * @throws IllegalArgumentException if there is no row, outcomes or scores are not as many as the rows, or the metric is not
     *     defined on all rows
     */
    public List<Importance> measure(
            Function<FeatureMatrix, double[]> scores,
            FeatureMatrix rows,
            double[] outcomes,
            List<FeatureGroup> groups) {
        if (rows.rows() == 0 || outcomes.length != rows.rows()) {
            throw new IllegalArgumentException(
                    "The outcomes (" + outcomes.length + ") of an importance must be as many as" + " the rows ("
                            + rows.rows() + "), and at least 1.\nMaybe the rows were filtered afterwards.");
        }
        double[] intact = score(scores, rows);
        double full = metric.of(intact, outcomes);
        if (Double.isNaN(full)) {
            throw new IllegalArgumentException("The metric (NaN) of " + rows.rows()
                    + " rows must be defined.\nMaybe the rows hold one class only.");
        }
        int[][] orders = orders(rows.rows());
        List<Importance> found = new ArrayList<>(groups.size());
        for (FeatureGroup group : groups) {
            double[][] shuffled = new double[shuffles][];
            double fall = 0;
            for (int s = 0; s < shuffles; s++) {
                shuffled[s] = score(scores, shuffled(rows, group, orders[s]));
                fall += (full - metric.of(shuffled[s], outcomes)) / shuffles;
            }
            found.add(new Importance(group.name(), interval(fall, intact, shuffled, outcomes)));
        }
        return Importance.strongestFirst(found);
    }

    private static double[] score(Function<FeatureMatrix, double[]> scores, FeatureMatrix rows) {
        double[] scored = scores.apply(rows);
        if (scored.length != rows.rows()) {
            throw new IllegalArgumentException("The scores (" + scored.length + ") must be as many as the rows ("
                    + rows.rows() + ").\nMaybe the function scores one row only.");
        }
        return scored;
    }

    private Interval interval(double fall, double[] intact, double[][] shuffled, double[] outcomes) {
        int n = outcomes.length;
        double[] before = new double[n];
        double[] after = new double[n];
        double[] truth = new double[n];
        return new Resamples(replicates, level, seed).interval(n, fall, (replicate, drawn) -> {
            double[] broken = shuffled[replicate % shuffles];
            for (int i = 0; i < n; i++) {
                before[i] = intact[drawn[i]];
                after[i] = broken[drawn[i]];
                truth[i] = outcomes[drawn[i]];
            }
            return metric.of(before, truth) - metric.of(after, truth);
        });
    }

    /** Orders of the rows, each as likely as any other (Fisher and Yates). */
    private int[][] orders(int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] orders = new int[shuffles][rows];
        for (int[] order : orders) {
            for (int i = 0; i < rows; i++) {
                int j = random.nextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }
        }
        return orders;
    }

    private static FeatureMatrix shuffled(FeatureMatrix rows, FeatureGroup group, int[] order) {
        double[] values = rows.values().clone();
        int columns = rows.columns();
        for (int i = 0; i < group.size(); i++) {
            int column = group.column(i);
            for (int r = 0; r < order.length; r++) {
                values[r * columns + column] = rows.get(order[r], column);
            }
        }
        return FeatureMatrix.of(rows.names(), values);
    }
}
