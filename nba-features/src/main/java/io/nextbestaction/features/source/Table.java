// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Named rows of one schema, wherever they come from: what joins read and give. Every step returns a new table. Immutable
 * but for the rows, which are not copied unless a step changes their fields.
 */
public final class Table {
    private final String name;
    private final Schema schema;
    private final List<Row> rows;

    /** Rows known to have the schema; the list is not copied. */
    Table(String name, Schema schema, List<Row> rows) {
        this.name = name;
        this.schema = schema;
        this.rows = unmodifiable(rows);
    }

    /** A view that cannot be changed; rows kept by columns cannot be as it is, and must stay known as such. */
    static List<Row> unmodifiable(List<Row> rows) {
        return rows instanceof CompactRows ? rows : Collections.unmodifiableList(rows);
    }

    /**
     * A table of rows already read.
     *
     * @param name what messages call it, such as {@code "customers"}
     * @throws IllegalArgumentException if a row has another schema
     */
    public static Table of(String name, Schema schema, List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).schema().equals(schema)) {
                throw new IllegalArgumentException("The row (number " + (i + 1) + ", "
                        + rows.get(i).schema().size() + " fields) of \"" + name
                        + "\" must have the schema given (" + schema.size()
                        + " fields).\nMaybe it was read with another schema.");
            }
        }
        return new Table(name, schema, List.copyOf(rows));
    }

    /** What messages call it: for a CSV file its name. */
    public String name() {
        return name;
    }

    /** The fields of every row. */
    public Schema schema() {
        return schema;
    }

    /** The rows in order. */
    public List<Row> rows() {
        return rows;
    }

    /**
     * The table without some fields.
     *
     * @throws IllegalArgumentException if a field is unknown, or none would be left
     */
    public Table drop(String... fields) {
        Set<String> dropped = Set.copyOf(Arrays.asList(fields));
        dropped.forEach(schema::indexOf);
        List<Field> kept = new ArrayList<>(schema.fields());
        kept.removeIf(field -> dropped.contains(field.name()));
        Schema rest = Schema.of(kept);
        int[] from =
                kept.stream().mapToInt(field -> schema.indexOf(field.name())).toArray();
        if (rows instanceof CompactRows compact) {
            return new Table(name, rest, compact.select(rest, from));
        }
        List<Row> copies = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Row copy = new Row(rest);
            Cells.copy(row, from, copy, 0);
            copies.add(copy);
        }
        return new Table(name, rest, copies);
    }

    /** The rows that pass a test, in order. */
    public Table keep(Predicate<? super Row> test) {
        List<Row> kept = new ArrayList<>();
        for (Row row : rows) {
            if (test.test(row)) {
                kept.add(row);
            }
        }
        return new Table(name, schema, kept);
    }

    /**
     * The rows in which none of the fields named is missing, or none at all where no field is named.
     *
     * @throws IllegalArgumentException if a field is unknown
     */
    public Table dropMissing(String... fields) {
        int[] positions = fields.length == 0
                ? IntStream.range(0, schema.size()).toArray()
                : Arrays.stream(fields).mapToInt(schema::indexOf).toArray();
        return keep(row -> Arrays.stream(positions).noneMatch(position -> Cells.isMissing(row, position)));
    }

    /**
     * The rows dated before a day; those without a date are left out. What happened on the day or later cannot be known
     * when it begins.
     *
     * @throws IllegalArgumentException if the field is unknown or no DATE
     */
    public Table before(String dateField, LocalDate day) {
        int position = position(dateField, FieldType.DATE);
        double limit = day.toEpochDay();
        return keep(row -> row.number(position) < limit);
    }

    /** Joins by a key of the same name; see {@link #join(Table, String, String)}. */
    public Join join(Table other, String key) {
        return join(other, key, key);
    }

    /**
     * Joins one-to-one: this table's rows in order, each with the other's fields but its key. A row without a partner
     * keeps the other's fields missing. Where both tables have a field of one name, this table's value is taken, the
     * other's where it is missing; {@link JoinReport#conflicts()} counts where both are present and differ.
     *
     * @param key this table's key, a NUMBER, DATE or CATEGORY field
     * @param otherKey the other table's key, of the same type
     * @throws IllegalArgumentException if a key is unknown, of another type, not unique in its table, or matches no row at
     *     all; or if a field of one name has two types
     */
    public Join join(Table other, String key, String otherKey) {
        return new OneToOneJoin(this, key, other, otherKey).run();
    }

    /** Joins aggregates by a key of the same name; see {@link #joinMany(Table, String, String, Aggregate...)}. */
    public Join joinMany(Table details, String key, Aggregate... aggregates) {
        return joinMany(details, key, key, aggregates);
    }

    /**
     * Joins one-to-many: this table's rows in order, each with aggregates of the detail rows of its key. What must not be
     * known yet is best left out first, with {@link #before}.
     *
     * @throws IllegalArgumentException if a key is unknown, of another type, not unique in this table, or matches no row
     *     at all; if an aggregate does not fit its field, or there is none; or if two fields would share a name
     */
    public Join joinMany(Table details, String key, String detailKey, Aggregate... aggregates) {
        return new OneToManyJoin(this, key, details, detailKey, List.of(aggregates)).run();
    }

    /**
     * Splits off a label column of 0 and 1, true and false, or yes and no.
     *
     * @throws IllegalArgumentException under the conditions of {@link #label(String, String)}, or if it is not clear which
     *     of the two values is the event
     */
    public LabelledRows label(String column) {
        return new LabelColumn(name, schema, rows, null, column).split(null);
    }

    /**
     * Splits off a label column of any two values.
     *
     * @param positive the value that is the event
     * @throws IllegalArgumentException if there is no such column, a label is missing, the column has not exactly two
     *     distinct values, or the event is neither of them
     */
    public LabelledRows label(String column, String positive) {
        return new LabelColumn(name, schema, rows, null, column).split(positive);
    }

    /** The position of a field of a type. */
    int position(String field, FieldType type) {
        int position = schema.indexOf(field);
        FieldType found = schema.field(position).type();
        if (found != type) {
            throw new IllegalArgumentException("The field \"" + field + "\" (" + found + ") of \"" + name
                    + "\" must be a " + type + ".\nMaybe declare its type when it is read.");
        }
        return position;
    }

    @Override
    public String toString() {
        return "Table[" + name + ", " + rows.size() + " rows, "
                + schema.fields().stream().map(Field::name).toList() + "]";
    }
}
