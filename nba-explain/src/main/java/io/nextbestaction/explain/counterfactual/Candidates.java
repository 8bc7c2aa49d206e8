// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.counterfactual;

import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.explain.shapley.Ranks;
import io.nextbestaction.model.Forest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values one field may take instead of its own, the cheapest first. */
final class Candidates {
    final int position;
    final double[] costs;
    private final double[] numbers;
    private final @Nullable String[] texts;

    private Candidates(int position, List<Value> values) {
        this.position = position;
        this.costs = values.stream().mapToDouble(Value::cost).toArray();
        this.numbers = values.stream().mapToDouble(Value::number).toArray();
        this.texts = values.stream().map(Value::text).toArray(String[]::new);
    }

    private record Value(
            double cost, double number, @Nullable String text) {}

    /** The values of a change; none for a number that is missing, which has nothing to be moved from. */
    static Candidates of(Change change, Row row) {
        int position = row.schema().indexOf(change.field());
        List<Value> values = change instanceof Change.Range range
                ? numbers(range, row.number(position))
                : levels(((Change.Levels) change).costs(), row.text(position));
        values.sort(Comparator.comparingDouble(Value::cost));
        return new Candidates(position, values);
    }

    private static List<Value> numbers(Change.Range range, double now) {
        List<Value> values = new ArrayList<>();
        int count = (int) Math.floor((range.to() - range.from()) / range.step() + 1e-9);
        for (int i = 0; i <= count && !Double.isNaN(now); i++) {
            double value = Math.min(range.to(), range.from() + i * range.step());
            boolean allowed =
                    switch (range.way()) {
                        case EITHER -> value != now;
                        case UP -> value > now;
                        case DOWN -> value < now;
                    };
            if (allowed) {
                values.add(new Value(Math.abs(value - now) * range.costPerUnit(), value, null));
            }
        }
        return values;
    }

    private static List<Value> levels(Map<String, Double> costs, @Nullable String now) {
        List<Value> values = new ArrayList<>();
        costs.forEach((level, cost) -> {
            if (!level.equals(now)) {
                values.add(new Value(cost, Double.NaN, level));
            }
        });
        return values;
    }

    int size() {
        return costs.length;
    }

    void apply(int choice, Row row) {
        row.setNumber(position, numbers[choice]);
        row.setText(position, texts[choice]);
    }

    /**
     * Keeps the cheapest of the values that a forest cannot tell apart: those between the same two of its thresholds. Gives
     * this back unchanged where a column has other sources too, so that what it becomes depends on them.
     */
    Candidates thinned(FittedPipeline pipeline, Forest forest, Ranks ranks, Row row) {
        FeatureNames names = pipeline.features();
        String field = row.schema().field(position).name();
        List<Integer> columns = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            List<String> sources = names.features().get(c).sources();
            if (sources.contains(field)) {
                if (sources.size() > 1) {
                    return this;
                }
                columns.add(c);
            }
        }
        double[] features = new double[names.size()];
        int[] rank = new int[ranks.size()];
        Row changed = new Row(row.schema());
        changed.copyFrom(row);
        Set<List<Integer>> seen = new HashSet<>();
        seen.add(cells(pipeline, changed, ranks, forest.inputs(), columns, features, rank));
        List<Value> kept = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            apply(i, changed);
            if (seen.add(cells(pipeline, changed, ranks, forest.inputs(), columns, features, rank))) {
                kept.add(new Value(costs[i], numbers[i], texts[i]));
            }
        }
        return new Candidates(position, kept);
    }

    private static List<Integer> cells(
            FittedPipeline pipeline,
            Row row,
            Ranks ranks,
            int inputs,
            List<Integer> columns,
            double[] features,
            int[] rank) {
        pipeline.transform(row, features);
        ranks.of(features, rank);
        // Both entries: they tell a missing value from every other.
        return columns.stream()
                .flatMap(c -> Arrays.asList(rank[c], rank[inputs + c]).stream())
                .toList();
    }
}
