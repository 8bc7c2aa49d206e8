// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.Field;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import java.util.List;

/** Columns that stand after those of the single fields, fitted: immutable, and saved as a {@link State}. */
sealed interface Derived permits ProductColumn, CrossColumns, DateParts {

    /** The fields it reads, in order. */
    List<String> fields();

    /** The columns it writes, in order. */
    List<Feature> columns();

    /** Its saved form. */
    State state();

    /** Writes its columns; positions are those of its fields in the row. */
    void write(Row row, int[] positions, double[] out, int column);

    /** Whether a saved form is one of these. */
    static boolean isKind(String kind) {
        return kind.equals(ProductColumn.KIND) || kind.equals(CrossColumns.KIND) || kind.equals(DateParts.KIND);
    }

    /** Restores derived columns, and refuses those that do not fit the types of their fields. */
    static Derived restore(Schema schema, State state) {
        String kind = state.text("kind");
        Derived derived =
                switch (kind) {
                    case ProductColumn.KIND -> ProductColumn.restore(state);
                    case CrossColumns.KIND -> CrossColumns.restore(state);
                    default -> new DateParts(state.text("field"));
                };
        for (String name : derived.fields()) {
            Field field = schema.field(schema.indexOf(name));
            boolean fits =
                    switch (field.type()) {
                        case CATEGORY -> derived instanceof CrossColumns;
                        case DATE -> derived instanceof DateParts;
                        case NUMBER, BOOLEAN -> derived instanceof ProductColumn;
                    };
            if (!fits) {
                throw Encoding.damaged(name, "columns (\"" + kind + "\")", "fit a " + field.type() + " field");
            }
        }
        return derived;
    }
}
