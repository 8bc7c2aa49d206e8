// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.explain.counterfactual.Change;
import io.nextbestaction.features.source.LabelledRows;
import java.util.Arrays;

/** How a column of a user's own table may change, by what the table holds: numbers within their range, names to other names. */
final class ColumnChanges {
    private ColumnChanges() {}

    /**
     * How a column may change.
     *
     * @throws IllegalArgumentException if there is no such column, or it is a date
     */
    static Change of(LabelledRows table, String column) {
        int position = table.schema().indexOf(column);
        return switch (table.schema().field(position).type()) {
            case BOOLEAN -> Change.flag(column);
            case CATEGORY ->
                Change.levels(
                        column,
                        table.rows().stream()
                                .filter(row -> !row.isMissing(position))
                                .map(row -> row.display(position))
                                .distinct()
                                .sorted()
                                .toArray(String[]::new));
            case NUMBER -> range(table, column, position);
            case DATE ->
                throw new IllegalArgumentException("The column \"" + column + "\" (a date) of --may-change must hold"
                        + " numbers, flags or names.\nMaybe name another: no customer changes a date.");
        };
    }

    /** A hundred steps or so, each a power of ten; whole numbers stay whole. */
    private static Change range(LabelledRows table, String column, int position) {
        double[] values = table.rows().stream()
                .mapToDouble(row -> row.number(position))
                .filter(Double::isFinite)
                .toArray();
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(0);
        double step = Math.pow(10, Math.ceil(Math.log10(Math.max(high - low, 1e-6) / 100)));
        step = Arrays.stream(values).allMatch(value -> value == Math.rint(value)) ? Math.max(1, step) : step;
        return Change.range(column, step * Math.floor(low / step), high, step);
    }
}
