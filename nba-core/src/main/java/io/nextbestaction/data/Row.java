// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The raw values of one customer in schema order: a buffer the caller owns, fills and may reuse. Missing is NaN in a
 * number, boolean or date field and null in a category field. Not thread-safe while it is being filled.
 */
public final class Row {
    private final Schema schema;
    private final double[] numbers;
    private final @Nullable String[] texts;

    /** A row with every value missing. */
    public Row(Schema schema) {
        this.schema = schema;
        this.numbers = new double[schema.size()];
        this.texts = new @Nullable String[schema.size()];
        clear();
    }

    /** The fields this row has. */
    public Schema schema() {
        return schema;
    }

    /** Makes every value missing. */
    public void clear() {
        Arrays.fill(numbers, Double.NaN);
        Arrays.fill(texts, null);
    }

    /** The number at a position, NaN when missing; always NaN for a category field. */
    public double number(int position) {
        return numbers[position];
    }

    /** The text at a position, null when missing; always null for a numeric field. */
    public @Nullable String text(int position) {
        return texts[position];
    }

    /** Whether the value at a position is missing. */
    public boolean isMissing(int position) {
        return texts[position] == null && Double.isNaN(numbers[position]);
    }

    /**
     * Sets a numeric value: a number, a boolean as 1 or 0, a date as days since 1970-01-01; NaN is missing. The field's
     * type is the caller's to know.
     */
    public void setNumber(int position, double value) {
        numbers[position] = value;
    }

    /** Sets a text; null is missing. The field's type is the caller's to know. */
    public void setText(int position, @Nullable String value) {
        texts[position] = value;
    }

    /**
     * Copies every value of a row of the same schema into this one.
     *
     * @throws RowException if the other row has another schema
     */
    public void copyFrom(Row other) {
        if (!schema.equals(other.schema)) {
            throw RowException.foreign(other.schema, "row it is copied into", schema);
        }
        System.arraycopy(other.numbers, 0, numbers, 0, numbers.length);
        System.arraycopy(other.texts, 0, texts, 0, texts.length);
    }

    /** A value in words, as a report shows it: "missing", "yes", "2024-05-01", "41.5". Allocates. */
    public String display(int position) {
        if (isMissing(position)) {
            return "missing";
        }
        double number = numbers[position];
        return switch (schema.field(position).type()) {
            case CATEGORY -> String.valueOf(texts[position]);
            case BOOLEAN -> number != 0 ? "yes" : "no";
            case DATE -> LocalDate.ofEpochDay((long) number).toString();
            case NUMBER -> Numbers.display(number);
        };
    }
}
