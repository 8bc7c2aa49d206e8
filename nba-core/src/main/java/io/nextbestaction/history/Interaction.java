// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.history;

import java.time.Instant;

/**
 * One thing that happened between the bank and a customer.
 *
 * @param customer the key contacts are counted under
 * @param household the key of the household, empty if unknown
 * @param action the id of the action in the catalogue
 * @param channel how it reached the customer, such as "e-mail"
 * @param time when
 * @param type what
 */
public record Interaction(
        String customer, String household, String action, String channel, Instant time, InteractionType type) {

    /**
     * Checks the keys.
     *
     * @throws IllegalArgumentException if customer or action is blank
     */
    public Interaction {
        if (customer.isBlank() || action.isBlank()) {
            throw new IllegalArgumentException("The customer and action of an interaction (" + type.label()
                    + ") must not be blank.\nMaybe a join found nobody.");
        }
    }

    /** An interaction of a customer whose household does not matter. */
    public static Interaction of(String customer, String action, String channel, Instant time, InteractionType type) {
        return new Interaction(customer, "", action, channel, time, type);
    }
}
