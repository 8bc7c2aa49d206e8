// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Puts a loosely typed value into a row under the rules of its field. */
final class Values {
    private Values() {}

    static void put(Row row, int position, @Nullable Object value) {
        Field field = row.schema().field(position);
        if (value == null) {
            row.setNumber(position, Double.NaN);
            row.setText(position, null);
            return;
        }
        switch (field.type()) {
            case NUMBER -> {
                if (!(value instanceof Number number)) {
                    throw wrong(field, value, "a number", "parse the text first");
                }
                if (Double.isInfinite(number.doubleValue())) {
                    throw RowException.infinite(field.name());
                }
                row.setNumber(position, number.doubleValue());
            }
            case BOOLEAN -> {
                if (!(value instanceof Boolean flag)) {
                    throw wrong(field, value, "true or false", "pass a Boolean");
                }
                row.setNumber(position, flag ? 1 : 0);
            }
            case DATE -> row.setNumber(position, (double) date(field, value).toEpochDay());
            case CATEGORY -> {
                if (value instanceof Enum<?> level) {
                    row.setText(position, level.name());
                } else if (value instanceof CharSequence text) {
                    row.setText(position, text.toString());
                } else {
                    throw wrong(field, value, "a text or an enum", "pass String.valueOf(value)");
                }
            }
        }
    }

    private static LocalDate date(Field field, Object value) {
        if (value instanceof LocalDate date) {
            return date;
        }
        if (value instanceof CharSequence text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw wrong(field, value, "a date like 2024-05-31", "pass a LocalDate");
            }
        }
        throw wrong(field, value, "a date", "pass a LocalDate");
    }

    /** The value's type is told, not the value: messages carry no customer data. */
    private static RowException wrong(Field field, Object value, String rule, String fix) {
        return new RowException(
                field.name(),
                "The value (of type " + value.getClass().getSimpleName() + ") of field \"" + field.name()
                        + "\" must be " + rule + ".\nMaybe " + fix + ".");
    }
}
