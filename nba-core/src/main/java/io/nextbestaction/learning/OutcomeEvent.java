// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import java.time.Instant;

/**
 * One message about a decision, keyed by decision and type; the same message may come again, and in any order.
 *
 * @param decision the decision's id
 * @param type what is said
 * @param time when it happened, not when it was heard of
 */
public record OutcomeEvent(String decision, Type type, Instant time) {

    /** What a message says. */
    public enum Type {
        /** The contact was made; the window begins. */
        SHOWN,
        /** The customer took it. */
        CONVERTED,
        /** The conversion is taken back: a withdrawal or a mistake. */
        REVERSED
    }

    /**
     * Checks the key.
     *
     * @throws IllegalArgumentException if the decision is blank
     */
    public OutcomeEvent {
        if (decision.isBlank()) {
            throw new IllegalArgumentException(
                    "The decision of an outcome must not be blank.\nMaybe a join found none.");
        }
    }
}
