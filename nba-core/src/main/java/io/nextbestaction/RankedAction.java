// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.arbitration.ExpectedValue;

/**
 * A candidate and its place in the ranking.
 *
 * @param rank from 1
 * @param action the action, {@link Action#DO_NOTHING} included
 * @param value what it is expected to earn over doing nothing, part by part
 * @param basis where its probabilities come from
 * @param score what it was ordered by; its expected value unless the arbitration says otherwise
 * @param factor what levers and context made of it, 1 for nothing
 * @param probability with which it was taken, in [0, 1]; 1 for the best of an engine that does not explore
 */
public record RankedAction(
        int rank, Action action, ExpectedValue value, Basis basis, double score, double factor, double probability) {

    /** The expected value over doing nothing, in the catalogue's currency. */
    public double expectedValue() {
        return value.total();
    }
}
