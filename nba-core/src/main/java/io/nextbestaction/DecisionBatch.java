// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.data.Progress;
import io.nextbestaction.data.RowError;
import io.nextbestaction.data.RowException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * The decisions of a batch, and the rows that could not be read.
 *
 * @param rows how many customers there were
 * @param decided the decisions in the order of the customers, without the rows in error
 * @param errors one for each customer that could not be read
 */
public record DecisionBatch(long rows, List<RowDecision> decided, List<RowError> errors) {
    private static final long PROGRESS_STEP = 1000;

    /** Keeps the lists from changing. */
    public DecisionBatch {
        decided = List.copyOf(decided);
        errors = List.copyOf(errors);
    }

    /** Decides for one customer after the other; one that cannot be read becomes an error. */
    static <C> DecisionBatch of(
            Iterable<? extends C> customers, Function<? super C, Decision> decide, Progress progress) {
        long total = customers instanceof Collection<?> known ? known.size() : -1;
        List<RowDecision> decided = new ArrayList<>();
        List<RowError> errors = new ArrayList<>();
        long row = 0;
        for (C customer : customers) {
            row++;
            try {
                decided.add(new RowDecision(row, decide.apply(customer)));
            } catch (RowException e) {
                errors.add(new RowError(row, e.field(), String.valueOf(e.getMessage())));
            }
            if (row % PROGRESS_STEP == 0) {
                progress.update("decisions", row, total);
            }
        }
        progress.update("decisions", row, row);
        return new DecisionBatch(row, decided, errors);
    }

    /**
     * A decision and the row it belongs to.
     *
     * @param row the row's number in the batch, from 1
     * @param decision the decision
     */
    public record RowDecision(long row, Decision decision) {}
}
