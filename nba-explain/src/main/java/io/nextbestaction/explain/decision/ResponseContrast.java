// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import java.util.List;

/**
 * Why two learnt responses differ, on the scale of their margins: the difference of the bases and those of all fields add up
 * to the difference of the margins.
 *
 * @param margins the first margin less the second
 * @param bases the first base less the second: what the models tell apart without knowing the customer
 * @param fields every source field, in the pipeline's order
 */
public record ResponseContrast(double margins, double bases, List<FieldContrast> fields) {
    /** Keeps the list from changing. */
    public ResponseContrast {
        fields = List.copyOf(fields);
    }
}
