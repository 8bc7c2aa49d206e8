// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.fairness;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.explain.Interval;
import io.nextbestaction.explain.statistics.Levels;
import io.nextbestaction.explain.statistics.RowDistance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether customers who are alike are treated alike: 1 − mean |prediction − mean prediction of the nearest other customers|
 * (Zemel, Wu, Swersky, Pitassi and Dwork 2013), of all customers and of those of each group. The nearest are sought in all
 * groups. Intervals are those of a mean, ± z · deviation / √rows, cut at 0 and 1; they take the customers as independent, which the
 * neighbours they share make a little too narrow.
 *
 * @param neighbours how many nearest customers each is compared with
 * @param overall of all customers, in [0, 1]; 1 if all alike are treated alike
 * @param groups in the order of their names
 */
public record Consistency(int neighbours, Interval overall, List<Group> groups) {

    /**
     * The same of one group.
     *
     * @param group its name
     * @param rows its customers
     * @param consistency in [0, 1]; NaN ends for fewer than two customers
     */
    public record Group(String group, long rows, Interval consistency) {}

    /** Keeps the list from changing. */
    public Consistency {
        groups = List.copyOf(groups);
    }

    /** Distances are those of the counterfactuals' real customers; O(rows² · fields). */
    static Consistency of(
            GroupLabels labels, double level, List<Row> rows, Collection<String> ignored, double[] predictions, int k) {
        labels.requireRows("customers", rows.size());
        labels.requireRows("predictions", predictions.length);
        if (k < 1 || k >= rows.size()) {
            throw new IllegalArgumentException("The neighbours (" + k + ") of a consistency must be 1 to "
                    + (rows.size() - 1) + ", the other customers.\nMaybe 5 is meant.");
        }
        for (int r = 0; r < predictions.length; r++) {
            if (!(predictions[r] >= 0 && predictions[r] <= 1)) {
                throw new IllegalArgumentException(
                        "The prediction (" + predictions[r] + ") of row " + (r + 1) + " must lie in [0, 1].");
            }
        }
        RowDistance distance = RowDistance.to(rows, compared(rows.get(0).schema(), ignored));
        double[] alike = new double[predictions.length];
        for (int r = 0; r < alike.length; r++) {
            double sum = 0;
            for (int other : distance.nearest(r, k).positions()) {
                sum += predictions[other];
            }
            alike[r] = 1 - Math.abs(predictions[r] - sum / k);
        }
        List<Group> groups = new ArrayList<>();
        for (int g = 0; g < labels.names().size(); g++) {
            int group = g;
            double[] own = IntStream.range(0, alike.length)
                    .filter(r -> labels.group(r) == group)
                    .mapToDouble(r -> alike[r])
                    .toArray();
            groups.add(new Group(labels.names().get(g), own.length, mean(own, level)));
        }
        return new Consistency(k, mean(alike, level), groups);
    }

    private static int[] compared(Schema schema, Collection<String> ignored) {
        Set<Integer> left = new HashSet<>();
        ignored.forEach(field -> left.add(schema.indexOf(field)));
        return IntStream.range(0, schema.size()).filter(f -> !left.contains(f)).toArray();
    }

    private static Interval mean(double[] values, double level) {
        double mean =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum() / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double reach = Levels.reach(level) * Math.sqrt(squares / (values.length - 1) / values.length);
        return new Interval(mean, Math.max(0, mean - reach), Math.min(1, mean + reach), level);
    }
}
