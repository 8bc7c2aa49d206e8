// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.internal;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import org.jspecify.annotations.Nullable;

/** Rows kept by columns: a list of rows that implements this is read value by value, without making a row for each. */
public interface ColumnAccess {

    /** The fields of every row. */
    Schema schema();

    /** The number of a field, NaN where missing. */
    double number(int row, int position);

    /** The text of a category, null where missing. */
    @Nullable
    String text(int row, int position);

    /** Overwrites every value of a row of this schema. */
    void read(int row, Row into);
}
