// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import java.util.List;

/**
 * What a join met. A row whose key is missing matches nothing.
 *
 * @param matched left rows with at least one partner
 * @param leftOnly left rows without a partner
 * @param rightOnly right rows without a partner
 * @param conflicts fields of both tables whose values differ somewhere, in the left table's order
 */
public record JoinReport(int matched, int leftOnly, int rightOnly, List<Conflict> conflicts) {

    /** Copies the list. */
    public JoinReport {
        conflicts = List.copyOf(conflicts);
    }

    /** Whether every row of both tables found a partner and no values differ. */
    public boolean isClean() {
        return leftOnly == 0 && rightOnly == 0 && conflicts.isEmpty();
    }

    /**
     * A field in which two tables disagree; the left table's value was taken.
     *
     * @param field the field's name
     * @param rows how many matched rows have two present values that differ
     * @param firstRow the number of the first such row of the left table, from 1
     */
    public record Conflict(String field, int rows, int firstRow) {}
}
