// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.data.RowError;
import java.util.List;

/**
 * The decisions of a batch, and the rows that could not be read.
 *
 * @param rows how many customers there were
 * @param decided the decisions in the order of the customers, without the rows in error
 * @param errors one for each customer that could not be read
 */
public record DecisionBatch(long rows, List<RowDecision> decided, List<RowError> errors) {
    /** Keeps the lists from changing. */
    public DecisionBatch {
        decided = List.copyOf(decided);
        errors = List.copyOf(errors);
    }

    /**
     * A decision and the row it belongs to.
     *
     * @param row the row's number in the batch, from 1
     * @param decision the decision
     */
    public record RowDecision(long row, Decision decision) {}
}
