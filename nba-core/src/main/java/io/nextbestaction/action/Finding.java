// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

/**
 * Something a check of a catalogue found.
 *
 * @param kind what is wrong
 * @param where the action, or the rule with its level
 * @param message what, and why it matters
 */
public record Finding(Kind kind, String where, String message) {

    /** What can be wrong with a catalogue. */
    public enum Kind {
        /** No customer can ever pass all the rules of an action. */
        UNREACHABLE(true),
        /** A rule asks about a field customers do not have. */
        UNKNOWN_FIELD(true),
        /** A rule compares a field in a way its type does not have. */
        WRONG_TYPE(true),
        /** Only customers with a missing value can pass. */
        ONLY_MISSING(false),
        /** Two rules of one action ask the same. */
        DUPLICATE(false),
        /** Another rule of the action asks for more, so that this one never decides. */
        SUBSUMED(false),
        /** A rule names a level, or asks for a range, that none of the rows has. */
        OUTSIDE_DOMAIN(false),
        /** The last day of an action is past. */
        EXPIRED(false),
        /** An issue or group has rules but no action. */
        UNUSED(false);

        private final boolean error;

        Kind(boolean error) {
            this.error = error;
        }

        /** Whether an engine refuses a catalogue for it; the others are warnings. */
        public boolean isError() {
            return error;
        }
    }

    /** One line: {@code error: action "card": no customer can …}. */
    @Override
    public String toString() {
        return (kind.isError() ? "error: " : "warning: ") + where + ": " + message;
    }
}
