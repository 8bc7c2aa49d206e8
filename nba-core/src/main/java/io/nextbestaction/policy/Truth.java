// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

/** The outcome of a condition in three-valued logic: a missing value makes it unknown, which is not false. */
public enum Truth {
    /** The condition holds. */
    TRUE,
    /** The condition does not hold. */
    FALSE,
    /** The value it asks about is missing. */
    UNKNOWN;

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }
}
