// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

/** The kind of value a customer field holds; missing is NaN for the numeric kinds and null for {@link #CATEGORY}. */
public enum FieldType {
    /** A real number. */
    NUMBER,
    /** True or false, held as 1 and 0. */
    BOOLEAN,
    /** A day, held as days since 1970-01-01. */
    DATE,
    /** A text out of a set of levels. */
    CATEGORY;

    /** Whether a {@link Row} holds values of this type as numbers. */
    public boolean isNumeric() {
        return this != CATEGORY;
    }
}
