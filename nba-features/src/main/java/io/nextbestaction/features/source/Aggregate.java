// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Schema;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One number, date or level made of the detail rows of a key. Missing values are left out; where none is left, the result
 * is missing, but the count and the sum of no rows at all are 0. Immutable.
 */
public final class Aggregate {
    private final Kind kind;
    private final String field;
    private final String date;
    private final double asOf;
    private final String name;

    private Aggregate(Kind kind, String field, String date, double asOf, String name) {
        this.kind = kind;
        this.field = field;
        this.date = date;
        this.asOf = asOf;
        this.name = name;
    }

    /** The number of detail rows, named {@code count}. */
    public static Aggregate count() {
        return new Aggregate(Kind.COUNT, "", "", Double.NaN, "count");
    }

    /** The sum of a NUMBER or BOOLEAN field, named {@code sum(field)}. */
    public static Aggregate sum(String field) {
        return of(Kind.SUM, field);
    }

    /** The mean of a NUMBER or BOOLEAN field, named {@code mean(field)}. */
    public static Aggregate mean(String field) {
        return of(Kind.MEAN, field);
    }

    /** The least value of a NUMBER, BOOLEAN or DATE field, named {@code min(field)}. */
    public static Aggregate min(String field) {
        return of(Kind.MIN, field);
    }

    /** The greatest value of a NUMBER, BOOLEAN or DATE field, named {@code max(field)}. */
    public static Aggregate max(String field) {
        return of(Kind.MAX, field);
    }

    /**
     * The value of a field of any type in the row of the latest date, named {@code last(field)}; of one date the last row
     * counts. Rows without a date or without a value are passed over.
     */
    public static Aggregate last(String field, String dateField) {
        return new Aggregate(Kind.LAST, field, dateField, Double.NaN, "last(" + field + ")");
    }

    /**
     * Days from the latest date of a DATE field to the day given, named {@code days since field}. A date after that day
     * is an error when the join runs, as it cannot have been known.
     */
    public static Aggregate daysSince(String dateField, LocalDate asOf) {
        return new Aggregate(Kind.DAYS_SINCE, dateField, dateField, asOf.toEpochDay(), "days since " + dateField);
    }

    private static Aggregate of(Kind kind, String field) {
        return new Aggregate(kind, field, "", Double.NaN, kind.verb + "(" + field + ")");
    }

    /** The same under another name. */
    public Aggregate as(String newName) {
        return new Aggregate(kind, field, date, asOf, newName);
    }

    Kind kind() {
        return kind;
    }

    double asOf() {
        return asOf;
    }

    /** The position it reads, -1 for a count. */
    int position(Schema details) {
        return kind == Kind.COUNT ? -1 : details.indexOf(field);
    }

    /** The position of the date that orders the rows, -1 if order does not matter. */
    int datePosition(Schema details) {
        return kind == Kind.LAST ? details.indexOf(date) : -1;
    }

    /** The field it makes; refuses a field it cannot read. */
    Field result(Schema details) {
        if (kind == Kind.COUNT) {
            return new Field(name, FieldType.NUMBER);
        }
        Field read = details.field(field);
        require(read, kind.types);
        if (kind == Kind.LAST) {
            require(details.field(date), EnumSet.of(FieldType.DATE));
        }
        return new Field(name, kind.keepsType ? read.type() : FieldType.NUMBER);
    }

    private void require(Field read, Set<FieldType> types) {
        if (!types.contains(read.type())) {
            throw new IllegalArgumentException("The field \"" + read.name() + "\" (" + read.type()
                    + ") of the aggregate " + kind.verb + " must be a "
                    + types.stream().map(Enum::name).collect(Collectors.joining(" or "))
                    + ".\nMaybe declare its type when it is read.");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Aggregate aggregate
                && aggregate.kind == kind
                && aggregate.field.equals(field)
                && aggregate.date.equals(date)
                && Double.compare(aggregate.asOf, asOf) == 0
                && aggregate.name.equals(name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, field, date, asOf, name);
    }

    @Override
    public String toString() {
        return "Aggregate[" + name + "]";
    }

    /** What is made of the rows. */
    enum Kind {
        COUNT("count", EnumSet.noneOf(FieldType.class), false),
        SUM("sum", EnumSet.of(FieldType.NUMBER, FieldType.BOOLEAN), false),
        MEAN("mean", EnumSet.of(FieldType.NUMBER, FieldType.BOOLEAN), false),
        MIN("min", EnumSet.of(FieldType.NUMBER, FieldType.BOOLEAN, FieldType.DATE), true),
        MAX("max", EnumSet.of(FieldType.NUMBER, FieldType.BOOLEAN, FieldType.DATE), true),
        LAST("last", EnumSet.allOf(FieldType.class), true),
        DAYS_SINCE("daysSince", EnumSet.of(FieldType.DATE), false);

        private final String verb;

        @SuppressWarnings("ImmutableEnumChecker") // never changed after construction
        private final Set<FieldType> types;

        private final boolean keepsType;

        Kind(String verb, Set<FieldType> types, boolean keepsType) {
            this.verb = verb;
            this.types = types;
            this.keepsType = keepsType;
        }
    }
}
