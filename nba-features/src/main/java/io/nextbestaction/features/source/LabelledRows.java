// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.util.List;

/**
 * Customers without their outcome, and the outcome beside them.
 *
 * @param schema the fields of the rows; the label is not among them
 * @param rows the customers
 * @param labels one for each row; true is the event (churned, accepted)
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of a large array, never compared
public record LabelledRows(Schema schema, List<Row> rows, boolean[] labels) {

    /**
     * Checks that rows and labels match.
     *
     * @throws IllegalArgumentException if their numbers differ
     */
    public LabelledRows {
        if (rows.size() != labels.length) {
            throw new IllegalArgumentException("The labels (" + labels.length + ") must be as many as the rows ("
                    + rows.size() + ").\nMaybe they come from another file.");
        }
    }
}
