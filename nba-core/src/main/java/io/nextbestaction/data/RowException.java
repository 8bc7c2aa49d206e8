// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

/** One customer's row cannot be read: the field and the rule it broke. In a batch it becomes a {@link RowError}. */
public final class RowException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String field;

    /** A row that breaks a rule in one field. */
    public RowException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** A row that cannot be read because its reader failed. */
    public RowException(String field, String message, Throwable cause) {
        super(message, cause);
        this.field = field;
    }

    /** A row in which a number is infinite. */
    static RowException infinite(String field) {
        return new RowException(
                field, "The value (infinite) of field \"" + field + "\" must be finite.\nMaybe make it missing: NaN.");
    }

    /** A row whose fields are not those its reader or receiver has. */
    static RowException foreign(Schema found, String owner, Schema required) {
        return new RowException(
                "",
                "The row (" + found.size() + " fields) must have the schema of the " + owner + " (" + required.size()
                        + " fields).\nMaybe it was read with another schema.");
    }

    /** The field that broke the rule. */
    public String field() {
        return field;
    }
}
