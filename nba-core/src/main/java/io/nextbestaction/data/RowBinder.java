// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes a customer of the user's own type into a {@link Row}. Implementations are immutable and thread-safe.
 *
 * @param <C> the user's customer type
 */
public interface RowBinder<C> {

    /** The fields it fills. */
    Schema schema();

    /**
     * Fills every field of a row of {@link #schema()}; what the customer does not have becomes missing.
     *
     * @throws RowException if a value does not fit its field, or the row has another schema
     */
    void bind(C customer, Row row);

    /**
     * Binds a record class, its components in order. Accessors are resolved once, into direct calls; a primitive
     * component is read without boxing.
     *
     * @throws IllegalArgumentException if a component's type has no field type, or the record cannot be read from here
     */
    static <R extends Record> RowBinder<R> ofRecord(Class<R> type) {
        return RecordBinding.of(type);
    }

    /**
     * Binds maps from field name to value: numbers for number fields, Booleans, LocalDates or ISO dates, texts or enums.
     * An absent or null value is missing; a key that is no field is an error, so that a misspelt name is not a missing
     * value.
     */
    static RowBinder<Map<String, ?>> ofMap(Schema schema) {
        return new MapBinder(schema);
    }

    /** Binds arrays that hold one value for each field, in schema order, under the rules of {@link #ofMap}. */
    static RowBinder<@Nullable Object[]> ofArray(Schema schema) {
        return new ArrayBinder(schema);
    }

    /** Binds rows that are already in schema order. */
    static RowBinder<Row> ofRow(Schema schema) {
        return new RowCopier(schema);
    }

    /** Starts a binder written field by field, without reflection. */
    static <C> Builder<C> of(Class<C> type) {
        return new Builder<>();
    }

    /**
     * Collects fields with the functions that read them; the fields' order is the schema's. Not thread-safe.
     *
     * @param <C> the user's customer type
     */
    final class Builder<C> {
        private final AccessorBinder.Collector<C> collector = new AccessorBinder.Collector<>();

        private Builder() {}

        /** A number, NaN when missing. */
        public Builder<C> number(String name, ToDoubleFunction<? super C> reader) {
            collector.number(new Field(name, FieldType.NUMBER), reader);
            return this;
        }

        /** A flag that is never missing. */
        public Builder<C> flag(String name, Predicate<? super C> reader) {
            collector.number(new Field(name, FieldType.BOOLEAN), c -> reader.test(c) ? 1 : 0);
            return this;
        }

        /** A date, null when missing. */
        public Builder<C> date(String name, Function<? super C, ? extends @Nullable LocalDate> reader) {
            collector.number(new Field(name, FieldType.DATE), c -> {
                LocalDate date = reader.apply(c);
                return date == null ? Double.NaN : date.toEpochDay();
            });
            return this;
        }

        /** A text, null when missing. */
        public Builder<C> category(String name, Function<? super C, ? extends @Nullable String> reader) {
            collector.text(new Field(name, FieldType.CATEGORY), reader);
            return this;
        }

        /**
         * The binder.
         *
         * @throws IllegalArgumentException if there is no field or two share a name
         */
        public RowBinder<C> build() {
            return collector.build();
        }
    }
}
