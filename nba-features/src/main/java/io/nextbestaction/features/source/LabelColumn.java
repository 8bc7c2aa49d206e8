// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Names;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The column of a table that holds the outcome. */
final class LabelColumn {
    private static final Set<String> DIGITS = Set.of("0", "1");

    private final String name;
    private final Schema schema;
    private final List<Row> source;
    /** The line of the file each row starts in; null if the rows come from no file. */
    private final long @Nullable [] lines;

    private final String column;
    private final int position;
    private final FieldType type;

    LabelColumn(String name, Schema schema, List<Row> source, long @Nullable [] lines, String column) {
        this.name = name;
        this.schema = schema;
        this.source = source;
        this.lines = lines;
        this.column = column;
        List<String> names = schema.fields().stream().map(Field::name).toList();
        if (!schema.has(column)) {
            throw error(
                    0,
                    "The label column \"" + column + "\" must be one of the " + names.size() + " columns of \"" + name
                            + "\".\n" + Names.suggestion(column, names));
        }
        this.position = schema.indexOf(column);
        this.type = schema.field(position).type();
    }

    LabelledRows split(@Nullable String positive) {
        Set<String> values = values();
        requireTwo(values);
        String event = positive == null ? obviousEvent(values) : namedEvent(positive, values);

        List<Field> fields = new ArrayList<>(schema.fields());
        fields.remove(position);
        Schema rest = Schema.of(fields);
        boolean[] labels = new boolean[source.size()];
        if (source instanceof CompactRows compact) {
            for (int i = 0; i < labels.length; i++) {
                labels[i] = value(compact.get(i)).equals(event);
            }
            int[] others =
                    IntStream.range(0, schema.size()).filter(i -> i != position).toArray();
            return new LabelledRows(rest, compact.select(rest, others), labels);
        }
        List<Row> rows = new ArrayList<>(source.size());
        for (Row row : source) {
            labels[rows.size()] = value(row).equals(event);
            rows.add(without(row, rest));
        }
        return new LabelledRows(rest, Collections.unmodifiableList(rows), labels);
    }

    private Row without(Row row, Schema rest) {
        Row copy = new Row(rest);
        for (int i = 0; i < rest.size(); i++) {
            int from = i < position ? i : i + 1;
            copy.setNumber(i, row.number(from));
            copy.setText(i, row.text(from));
        }
        return copy;
    }

    /** The distinct values in order; a missing one is an error. */
    private Set<String> values() {
        Set<String> values = new TreeSet<>();
        int missing = 0;
        int first = -1;
        for (int i = 0; i < source.size(); i++) {
            Row row = source.get(i);
            if (!row.isMissing(position)) {
                values.add(value(row));
            } else if (missing++ == 0) {
                first = i;
            }
        }
        if (missing > 0) {
            long line = lines == null ? first + 1 : lines[first];
            throw error(
                    line,
                    "The label of column \"" + column + "\" in " + (lines == null ? "row " : "line ") + line + " of \""
                            + name
                            + "\" must not be missing (" + missing + " of "
                            + source.size()
                            + " are).\nMaybe "
                            + (lines == null
                                    ? "leave those rows out with .dropMissing(\"" + column + "\")."
                                    : "remove the rows without a label from the file."));
        }
        return values;
    }

    private void requireTwo(Set<String> values) {
        if (values.size() == 1) {
            throw error(
                    0,
                    "The label column \"" + column + "\" of \"" + name
                            + "\" (1 distinct value) must have two distinct values.\n"
                            + "Maybe the file holds customers of one outcome only.");
        }
        if (values.size() > 2) {
            throw error(
                    0,
                    "The label column \"" + column + "\" of \"" + name + "\" (" + values.size()
                            + " distinct values) must have two distinct values.\nMaybe another column is the label.");
        }
    }

    private String obviousEvent(Set<String> values) {
        if (type == FieldType.BOOLEAN || values.equals(DIGITS)) {
            return "1";
        }
        String last = new ArrayList<>(values).get(1);
        throw error(
                0,
                "The label column \"" + column + "\" of \"" + name + "\" (values: "
                        + String.join(", ", values) + ") must hold 0 and 1, true and false, or yes and no.\n"
                        + "Maybe name the value that is the event, such as label(\"" + column + "\", \"" + last
                        + "\").");
    }

    private String namedEvent(String positive, Set<String> values) {
        CellParser parser = new CellParser(CsvOptions.defaults());
        double number = parser.number(positive);
        double flag = parser.flag(positive);
        String event = positive;
        if (type == FieldType.NUMBER && !Double.isNaN(number)) {
            event = text(number);
        } else if (type == FieldType.BOOLEAN && !Double.isNaN(flag)) {
            event = text(flag);
        }
        if (!values.contains(event)) {
            throw error(
                    0,
                    "The event (\"" + positive + "\") of the label column \"" + column + "\" of \""
                            + name + "\" must be one of its values: " + String.join(", ", values) + ".\n"
                            + Names.suggestion(positive, values));
        }
        return event;
    }

    private String value(Row row) {
        String text = row.text(position);
        if (text != null) {
            return text;
        }
        return type == FieldType.DATE ? row.display(position) : text(row.number(position));
    }

    /** Every bit of a number, but no decimals where there are none. */
    private static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private IllegalArgumentException error(long line, String message) {
        return lines == null ? new IllegalArgumentException(message) : new CsvException(name, line, column, message);
    }
}
