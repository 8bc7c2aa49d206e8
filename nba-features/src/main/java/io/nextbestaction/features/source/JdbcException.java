// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A query cannot be read: where, which rule it broke, and what may mend it. Its message holds no value of the database;
 * the driver's own words are kept as the cause only where the query failed before its first row.
 */
public final class JdbcException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final long row;
    private final String column;

    JdbcException(long row, String column, String message, @Nullable SQLException cause) {
        super(message, cause);
        this.row = row;
        this.column = column;
    }

    JdbcException(String column, String message) {
        this(0, column, message, null);
    }

    /** The row at fault, from 1; 0 if it is no single row. */
    public long row() {
        return row;
    }

    /** The column at fault, empty if it is no single column. */
    public String column() {
        return column;
    }
}
