// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

/**
 * How a decision's outcome changed since it was last asked for. Adding up what {@link #resolved()} and {@link
 * #conversions()} say gives the same counts whatever came late, twice or was taken back; outcomes whose window is open count
 * nowhere.
 *
 * @param decision the decision's id
 * @param was what was told before, open at first
 * @param is what is told now, never the same
 */
public record Settlement(String decision, OutcomeState was, OutcomeState is) {

    /** By how many the outcomes known for sure change: 1 for a new one, -1 for one that is open again, else 0. */
    public int resolved() {
        return (is == OutcomeState.OPEN ? 0 : 1) - (was == OutcomeState.OPEN ? 0 : 1);
    }

    /** By how many the conversions among them change: 1, 0 or -1. */
    public int conversions() {
        return (is == OutcomeState.CONVERTED ? 1 : 0) - (was == OutcomeState.CONVERTED ? 1 : 0);
    }
}
