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

    /** The field that broke the rule. */
    public String field() {
        return field;
    }
}
