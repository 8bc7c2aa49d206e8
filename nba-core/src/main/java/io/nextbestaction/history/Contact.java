// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.history;

/**
 * One past campaign entry: a customer as known on that day, chosen for an action, and what came of it. A customer who
 * was chosen but held out ({@code contacted} false) tells what would have happened anyway.
 *
 * @param customer the customer as known when chosen
 * @param action the id of the action
 * @param contacted whether the contact was made; false for the hold-out
 * @param accepted whether the customer took the product within the outcome window, contacted or not
 * @param propensity the probability with which this customer was contacted, in (0, 1]; NaN when
 *     unknown. Kept for off-policy evaluation; learning does not use it yet
 * @param <C> the user's customer type
 */
public record Contact<C>(C customer, String action, boolean contacted, boolean accepted, double propensity) {

    /**
     * Checks the propensity.
     *
     * @throws IllegalArgumentException if it is neither in (0, 1] nor NaN
     */
    public Contact {
        if (!Double.isNaN(propensity) && !(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException("The propensity (" + propensity + ") of a contact for action \"" + action
                    + "\" must lie in (0, 1], or be NaN when unknown.\nMaybe it was written in per cent.");
        }
    }
}
