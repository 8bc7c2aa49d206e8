// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

/** What a decision turned on in the end. */
public enum DecidedBy {
    /** The rules left no action. */
    RULES,
    /** No action left was worth more than nothing. */
    NOTHING_WORTHWHILE,
    /** The engine tried something else than the best, to learn from it. */
    EXPLORATION,
    /** Another action was worth more before levers. */
    LEVERS,
    /** The runner-up had the very same score. */
    TIE,
    /** The winner was worth most. */
    VALUE
}
