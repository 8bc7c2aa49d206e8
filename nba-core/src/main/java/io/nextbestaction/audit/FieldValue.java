// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One raw value as it went into a decision.
 *
 * @param field the field's name
 * @param number the number, date in days since 1970-01-01 or flag as 0 or 1; NaN if missing or a text
 * @param text the text; null if missing or a number
 */
public record FieldValue(
        String field, double number, @Nullable String text) {

    static List<FieldValue> of(@Nullable Row row) {
        List<FieldValue> values = new ArrayList<>();
        for (int i = 0; row != null && i < row.schema().size(); i++) {
            values.add(new FieldValue(row.schema().field(i).name(), row.number(i), row.text(i)));
        }
        return values;
    }

    /** The values as a row of a schema; fields the schema does not know are left out, those not recorded are missing. */
    static Row row(List<FieldValue> values, Schema schema) {
        Row row = new Row(schema);
        for (FieldValue value : values) {
            if (schema.has(value.field())) {
                row.setNumber(schema.indexOf(value.field()), value.number());
                row.setText(schema.indexOf(value.field()), value.text());
            }
        }
        return row;
    }
}
