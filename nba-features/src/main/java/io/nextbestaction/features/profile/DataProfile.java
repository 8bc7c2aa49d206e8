// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.profile;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.internal.Association;
import io.nextbestaction.features.internal.Columns;
import io.nextbestaction.features.internal.Statistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table holds: a value to look at, to test against, or to write a report from. It describes; nothing is fitted.
 *
 * @param rows the number of rows
 * @param fields one profile for each field, in the schema's order
 * @param correlations of each pair of numbers, booleans and dates, in the schema's order; costs rows × pairs
 * @param balance how many rows have the event; null if no labels were given
 */
public record DataProfile(
        int rows,
        List<FieldProfile> fields,
        List<Correlation> correlations,
        @Nullable ClassBalance balance) {

    private static final int LISTED = 10;

    /** Copies the lists. */
    public DataProfile {
        fields = List.copyOf(fields);
        correlations = List.copyOf(correlations);
    }

    /**
     * The profile of rows without labels.
     *
     * @throws IllegalArgumentException if there is no row, or a row has another schema
     */
    public static DataProfile of(Schema schema, List<Row> rows) {
        return profile(schema, rows, null);
    }

    /**
     * The profile of rows and their labels.
     *
     * @param labels one for each row; true is the event. One outcome only is allowed here: it is what a profile should show
     * @throws IllegalArgumentException if there is no row, a row has another schema, or the labels do not match
     */
    public static DataProfile of(Schema schema, List<Row> rows, boolean[] labels) {
        if (labels.length != rows.size()) {
            throw new IllegalArgumentException("The labels (" + labels.length + ") of a profile must be as many as the"
                    + " rows (" + rows.size() + ").\nMaybe they come from another file.");
        }
        int events = 0;
        for (boolean label : labels) {
            events += label ? 1 : 0;
        }
        return profile(schema, rows, new ClassBalance(events, labels.length - events));
    }

    private static DataProfile profile(Schema schema, List<Row> rows, @Nullable ClassBalance balance) {
        Columns.check("a profile", schema, rows);
        List<FieldProfile> fields = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            Field field = schema.field(i);
            if (field.type() == FieldType.CATEGORY) {
                fields.add(category(field, rows, i));
            } else {
                double[] column = Columns.numbers(rows, i);
                fields.add(number(field, column));
                names.add(field.name());
                columns.add(column);
            }
        }
        List<Correlation> correlations = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            for (int j = i + 1; j < columns.size(); j++) {
                double r = Association.pearson(columns.get(i), columns.get(j));
                correlations.add(new Correlation(names.get(i), names.get(j), r));
            }
        }
        return new DataProfile(rows.size(), fields, correlations, balance);
    }

    private static FieldProfile number(Field field, double[] column) {
        double[] present = Statistics.present(column);
        return new FieldProfile(
                field,
                present.length,
                column.length - present.length,
                Association.distinct(present),
                present.length == 0 ? null : NumberSummary.of(present),
                List.of());
    }

    private static FieldProfile category(Field field, List<Row> rows, int position) {
        List<String> levels = new ArrayList<>();
        int[] counts = new int[rows.size()];
        int missing = 0;
        for (int code : Columns.codes(rows, position, levels)) {
            if (code < 0) {
                missing++;
            } else {
                counts[code]++;
            }
        }
        List<LevelCount> counted = new ArrayList<>();
        for (int code = 0; code < levels.size(); code++) {
            counted.add(new LevelCount(levels.get(code), counts[code]));
        }
        counted.sort(Comparator.<LevelCount>comparingInt(level -> -level.rows()).thenComparing(LevelCount::level));
        return new FieldProfile(
                field,
                rows.size() - missing,
                missing,
                levels.size(),
                null,
                counted.subList(0, Math.min(LISTED, counted.size())));
    }

    /**
     * The profile of one field.
     *
     * @throws IllegalArgumentException if there is no such field
     */
    public FieldProfile field(String name) {
        return fields.stream()
                .filter(profile -> profile.field().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The field \"" + name
                        + "\" must be one of the profile's " + fields.size() + " fields.\n"
                        + io.nextbestaction.data.Names.suggestion(
                                name,
                                fields.stream()
                                        .map(profile -> profile.field().name())
                                        .toList())));
    }
}
