// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What values a field may be tried at.
 *
 * @param levels of a category, else empty
 * @param low the least of a number
 * @param high the greatest
 * @param whole whether only whole numbers make sense
 */
record FieldRange(List<String> levels, double low, double high, boolean whole) {
    /** The range of a field no feature is made from. */
    static final FieldRange NONE = new FieldRange(List.of(), Double.NaN, Double.NaN, false);

    /** Values beyond this part at either end do not widen a range. */
    private static final double TAIL = 0.005;

    private static final int MOST_LEVELS = 200;
    private static final int STEPS = 60;

    /** The range of a field over rows. */
    static FieldRange of(Field field, int position, List<Row> rows) {
        if (field.type() == FieldType.CATEGORY) {
            Set<String> levels = new TreeSet<>();
            for (Row row : rows) {
                String text = row.text(position);
                if (text != null && !text.isBlank()) {
                    levels.add(text);
                }
            }
            return new FieldRange(levels.stream().limit(MOST_LEVELS).toList(), Double.NaN, Double.NaN, false);
        }
        double[] values = rows.stream()
                .mapToDouble(row -> row.number(position))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (field.type() == FieldType.BOOLEAN || values.length == 0) {
            return new FieldRange(List.of(), 0, 1, field.type() == FieldType.BOOLEAN);
        }
        int tail = (int) (values.length * TAIL);
        boolean whole = Arrays.stream(values).allMatch(v -> v == Math.rint(v));
        return new FieldRange(List.of(), values[tail], values[values.length - 1 - tail], whole);
    }

    /** The numbers to try, evenly spread; none for a category. */
    double[] numbers() {
        if (Double.isNaN(low)) {
            return new double[0];
        }
        int steps = whole ? (int) Math.min(STEPS, Math.max(1, high - low)) : STEPS;
        return IntStream.rangeClosed(0, steps)
                .mapToDouble(k -> low + (high - low) * k / steps)
                .map(v -> whole ? Math.rint(v) : v)
                .distinct()
                .toArray();
    }

    /** How many values there are to try. */
    int size() {
        return levels.isEmpty() ? numbers().length : levels.size();
    }

    /** A row for each value to try, the given one with only this field changed. */
    Stream<Row> tried(Row row, int position) {
        return levels.isEmpty()
                ? DoubleStream.of(numbers()).mapToObj(value -> {
                    Row changed = copy(row);
                    changed.setNumber(position, value);
                    return changed;
                })
                : levels.stream().map(level -> {
                    Row changed = copy(row);
                    changed.setText(position, level);
                    return changed;
                });
    }

    static Row copy(Row row) {
        Row copy = new Row(row.schema());
        copy.copyFrom(row);
        return copy;
    }

    /** Least, greatest and whether all are whole, or the levels, and the values to try. */
    void put(Json field) {
        boolean numbers = !Double.isNaN(low);
        field.json(
                        "range",
                        numbers ? Json.list(Stream.of(Json.number(low), Json.number(high), whole ? "1" : "0")) : "[]")
                .json("values", numbers ? Packed.of(numbers()) : Json.texts(levels));
    }
}
