// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

/**
 * The outcome of a condition in the three-valued logic of Kleene: a missing value makes it unknown, which is not false.
 * All is the least of its parts, any the greatest, in the order false, unknown, true; not turns the order round.
 */
public enum Truth {
    /** The condition does not hold. */
    FALSE,
    /** The value it asks about is missing. */
    UNKNOWN,
    /** The condition holds. */
    TRUE;

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Truth not() {
        return this == UNKNOWN ? UNKNOWN : of(this == FALSE);
    }
}
