// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.selection;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.internal.Association;
import io.nextbestaction.features.internal.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Applies the rules of a selection to rows; one use. */
final class Selector {
    private final Selection rules;
    private final Schema schema;
    private final List<Row> rows;
    private final boolean @Nullable [] labels;
    /** Positions that still stay, and why the others do not. */
    private final List<Integer> kept = new ArrayList<>();

    private final List<Removal> removals = new ArrayList<>();

    Selector(Selection rules, Schema schema, List<Row> rows, boolean @Nullable [] labels) {
        Columns.check("a selection", schema, rows);
        if (labels != null) {
            Columns.checkLabels("a selection", rows, labels);
        }
        this.rules = rules;
        this.schema = schema;
        this.rows = rows;
        this.labels = labels;
        for (int i = 0; i < schema.size(); i++) {
            kept.add(i);
        }
    }

    SelectionReport run() {
        for (String name : rules.unwanted()) {
            kept.remove((Integer) schema.indexOf(name));
            removals.add(new Removal(name, Removal.Reason.UNWANTED, Double.NaN, ""));
        }
        if (rules.dropsConstant()) {
            constant();
        }
        if (rules.dropsDuplicates()) {
            duplicates();
        }
        if (!Double.isNaN(rules.informationLimit())) {
            information();
        }
        if (!Double.isNaN(rules.correlationLimit())) {
            correlation();
        }
        if (!Double.isNaN(rules.inflationLimit())) {
            inflation();
        }
        return new SelectionReport(
                kept.stream().map(position -> schema.field(position).name()).toList(), removals);
    }

    private void remove(Iterator<Integer> at, int position, Removal.Reason reason, double value, String other) {
        at.remove();
        removals.add(new Removal(schema.field(position).name(), reason, value, other));
    }

    private void constant() {
        for (Iterator<Integer> at = kept.iterator(); at.hasNext(); ) {
            int position = at.next();
            Object first = value(rows.get(0), position);
            if (rows.stream().allMatch(row -> value(row, position).equals(first))) {
                remove(at, position, Removal.Reason.CONSTANT, Double.NaN, "");
            }
        }
    }

    private void duplicates() {
        // By hash first, so that only likely pairs are compared row by row.
        Map<Integer, List<Integer>> earlier = new HashMap<>();
        for (Iterator<Integer> at = kept.iterator(); at.hasNext(); ) {
            int position = at.next();
            int hash = 1;
            for (Row row : rows) {
                hash = 31 * hash + value(row, position).hashCode();
            }
            List<Integer> alike = earlier.computeIfAbsent(hash, unused -> new ArrayList<>());
            Integer same = alike.stream()
                    .filter(other ->
                            rows.stream().allMatch(row -> value(row, position).equals(value(row, other))))
                    .findFirst()
                    .orElse(null);
            if (same == null) {
                alike.add(position);
            } else {
                remove(
                        at,
                        position,
                        Removal.Reason.DUPLICATE,
                        Double.NaN,
                        schema.field(same).name());
            }
        }
    }

    /** A value that can be compared; NaN stands for any missing one. */
    private static Object value(Row row, int position) {
        String text = Columns.level(row, position);
        return text == null ? (Object) (row.number(position) + 0.0) : text;
    }

    private void information() {
        boolean[] events = Objects.requireNonNull(labels);
        for (Iterator<Integer> at = kept.iterator(); at.hasNext(); ) {
            int position = at.next();
            double value = InformationValue.of(schema, position, rows, events).value();
            if (value < rules.informationLimit()) {
                remove(at, position, Removal.Reason.INFORMATION, value, "");
            }
        }
    }

    private void correlation() {
        Map<Field, double[]> stay = new java.util.LinkedHashMap<>();
        for (Iterator<Integer> at = kept.iterator(); at.hasNext(); ) {
            int position = at.next();
            Field field = schema.field(position);
            if (!field.type().isNumeric()) {
                continue;
            }
            double[] column = Columns.numbers(rows, position);
            String other = "";
            double strongest = 0;
            for (Map.Entry<Field, double[]> earlier : stay.entrySet()) {
                double r = Association.pearson(column, earlier.getValue());
                if (Math.abs(r) > Math.max(rules.correlationLimit(), Math.abs(strongest))) {
                    strongest = r;
                    other = earlier.getKey().name();
                }
            }
            if (other.isEmpty()) {
                stay.put(field, column);
            } else {
                remove(at, position, Removal.Reason.CORRELATION, strongest, other);
            }
        }
    }

    private void inflation() {
        List<Integer> numeric = new ArrayList<>(kept);
        numeric.removeIf(position -> !schema.field(position).type().isNumeric());
        List<double[]> columns = new ArrayList<>();
        numeric.forEach(position -> columns.add(Columns.numbers(rows, position)));
        while (columns.size() > 1) {
            double[] factors = Association.varianceInflation(columns.toArray(new double[0][]));
            int worst = 0;
            for (int i = 1; i < factors.length; i++) {
                worst = factors[i] >= factors[worst] ? i : worst;
            }
            if (factors[worst] <= rules.inflationLimit()) {
                return;
            }
            Integer position = numeric.remove(worst);
            columns.remove(worst);
            kept.remove(position);
            removals.add(
                    new Removal(schema.field(position).name(), Removal.Reason.VARIANCE_INFLATION, factors[worst], ""));
        }
    }
}
