// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Fills a row through one function per field. */
final class AccessorBinder<C> implements RowBinder<C> {
    private final Schema schema;
    private final List<@Nullable ToDoubleFunction<? super C>> numbers;
    private final List<@Nullable Function<? super C, ? extends @Nullable String>> texts;

    private AccessorBinder(Collector<C> collector) {
        this.schema = Schema.of(collector.fields);
        this.numbers = new ArrayList<>(collector.numbers);
        this.texts = new ArrayList<>(collector.texts);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void bind(C customer, Row row) {
        if (!schema.equals(row.schema())) {
            throw RowException.foreign(row.schema(), "binder", schema);
        }
        for (int i = 0; i < numbers.size(); i++) {
            ToDoubleFunction<? super C> number = numbers.get(i);
            if (number != null) {
                double value = number.applyAsDouble(customer);
                if (Double.isInfinite(value)) {
                    throw RowException.infinite(schema.field(i).name());
                }
                row.setNumber(i, value);
            } else {
                Function<? super C, ? extends @Nullable String> text = texts.get(i);
                row.setText(i, text == null ? null : text.apply(customer));
            }
        }
    }

    /** Fields and their readers, in order. */
    static final class Collector<C> {
        private final List<Field> fields = new ArrayList<>();
        private final List<@Nullable ToDoubleFunction<? super C>> numbers = new ArrayList<>();
        private final List<@Nullable Function<? super C, ? extends @Nullable String>> texts = new ArrayList<>();

        void number(Field field, ToDoubleFunction<? super C> reader) {
            fields.add(field);
            numbers.add(reader);
            texts.add(null);
        }

        void text(Field field, Function<? super C, ? extends @Nullable String> reader) {
            fields.add(field);
            numbers.add(null);
            texts.add(reader);
        }

        RowBinder<C> build() {
            return new AccessorBinder<>(this);
        }
    }
}
