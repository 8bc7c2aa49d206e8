// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.internal;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Single columns of rows as arrays. */
public final class Columns {
    private Columns() {}

    /** Refuses no row at all, and a row of another schema. */
    public static void check(String owner, Schema schema, List<Row> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "The rows (0) of " + owner + " must be at least one.\nMaybe a filter left none.");
        }
        checkSchema(owner, schema, rows);
    }

    /** Refuses a row of another schema. */
    public static void checkSchema(String owner, Schema schema, List<Row> rows) {
        // Rows kept by columns share one schema, so that the first speaks for all.
        int checked = rows instanceof ColumnAccess ? Math.min(1, rows.size()) : rows.size();
        for (int i = 0; i < checked; i++) {
            Schema other = rows.get(i).schema();
            if (!other.equals(schema)) {
                throw new IllegalArgumentException("The row (number " + (i + 1) + ", " + other.size() + " fields) of "
                        + owner + " must have the schema given (" + schema.size()
                        + " fields).\nMaybe it was read with another schema.");
            }
        }
    }

    /** Refuses labels that are not as many as the rows, or of one class only; gives the number of events. */
    public static int checkLabels(String owner, List<Row> rows, boolean[] labels) {
        if (labels.length != rows.size()) {
            throw new IllegalArgumentException("The labels (" + labels.length + ") of " + owner
                    + " must be as many as the rows (" + rows.size() + ").\nMaybe they come from another file.");
        }
        int events = 0;
        for (boolean label : labels) {
            events += label ? 1 : 0;
        }
        if (events == 0 || events == labels.length) {
            throw new IllegalArgumentException("The labels (" + events + " events in " + labels.length + " rows) of "
                    + owner + " must have both outcomes.\nMaybe the rows are customers of one outcome only.");
        }
        return events;
    }

    /** The numbers of a column, NaN where missing. */
    public static double[] numbers(List<Row> rows, int position) {
        double[] numbers = new double[rows.size()];
        ColumnAccess columns = rows instanceof ColumnAccess access ? access : null;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = columns == null ? rows.get(i).number(position) : columns.number(i, position);
        }
        return numbers;
    }

    /** The text of a category in a row, null when missing or blank. */
    public static @Nullable String level(List<Row> rows, int row, int position) {
        String text = rows instanceof ColumnAccess columns
                ? columns.text(row, position)
                : rows.get(row).text(position);
        return text == null || text.isBlank() ? null : text;
    }

    /** The text of a category, null when missing or blank. */
    public static @Nullable String level(Row row, int position) {
        String text = row.text(position);
        return text == null || text.isBlank() ? null : text;
    }

    /** Codes of a category's levels from 0 in order of first use, -1 where missing; fills in the levels. */
    public static int[] codes(List<Row> rows, int position, List<String> levels) {
        Map<String, Integer> known = new HashMap<>();
        int[] codes = new int[rows.size()];
        for (int i = 0; i < codes.length; i++) {
            String level = level(rows, i, position);
            if (level == null) {
                codes[i] = -1;
                continue;
            }
            Integer code = known.putIfAbsent(level, levels.size());
            codes[i] = code == null ? levels.size() : code;
            if (code == null) {
                levels.add(level);
            }
        }
        return codes;
    }

    /** The bin of each number between ascending cuts, a number equal to a cut below it; -1 where missing. */
    public static int[] bins(double[] numbers, double[] cuts) {
        int[] bins = new int[numbers.length];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = Double.isNaN(numbers[i]) ? -1 : bin(cuts, numbers[i]);
        }
        return bins;
    }

    /** The number of cuts below a number, by binary search. */
    public static int bin(double[] cuts, double x) {
        int low = 0;
        int high = cuts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (x > cuts[middle]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * At most {@code bins - 1} ascending cuts that part sorted values into bins of about equal count: values that occur, so
     * that the last bin is never empty.
     */
    public static double[] cuts(double[] sorted, int bins) {
        double[] cuts = new double[bins];
        int n = 0;
        for (int k = 1; k < bins; k++) {
            int place = (int) (((long) k * sorted.length + bins - 1) / bins) - 1;
            double cut = place < 0 ? Double.NaN : sorted[place];
            if (cut < sorted[sorted.length - 1] && (n == 0 || cut > cuts[n - 1])) {
                cuts[n++] = cut;
            }
        }
        return java.util.Arrays.copyOf(cuts, n);
    }
}
