// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import java.util.List;

/**
 * A score taken apart by field, exactly: base and parts add up to the score, on either scale. Parts of the probability are
 * those of the margin rescaled.
 *
 * @param baseMargin the margin from which the parts are counted: the explainer's base, by kind of model a mean margin, the
 *     margin at the mean of the training data, or that with no field known
 * @param margin of the customer
 * @param baseProbability the calibrated probability at the base margin
 * @param probability of the customer
 * @param fields every source field of the model, in the pipeline's order
 */
public record ScoreParts(
        double baseMargin, double margin, double baseProbability, double probability, List<FieldPart> fields) {
    /** Keeps the list from changing. */
    public ScoreParts {
        fields = List.copyOf(fields);
    }
}
