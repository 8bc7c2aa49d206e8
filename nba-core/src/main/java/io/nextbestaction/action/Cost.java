// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

/**
 * What an action costs, in the catalogue's currency.
 *
 * @param contact for every contact made, at least 0
 * @param accepted for every customer who accepts, at least 0
 */
public record Cost(double contact, double accepted) {
    /** No cost at all. */
    public static final Cost NONE = new Cost(0, 0);

    /**
     * Checks that neither is negative.
     *
     * @throws IllegalArgumentException if one is negative or not finite
     */
    public Cost {
        check("contact", contact);
        check("accepted", accepted);
    }

    private static void check(String part, double amount) {
        if (!(amount >= 0) || !Double.isFinite(amount)) {
            throw new IllegalArgumentException("The cost \"" + part + "\" (" + amount
                    + ") must be a finite amount of at least 0.\n"
                    + "Maybe write what the action earns under \"value\".");
        }
    }
}
