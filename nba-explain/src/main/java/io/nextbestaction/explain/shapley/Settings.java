// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.data.FeatureMatrix;
import org.jspecify.annotations.Nullable;

/**
 * What is to be explained against what, and the memory it may take.
 *
 * @param background the rows of interventional values, null for path-dependent
 * @param treeBytes the most bytes of one tree's tables
 * @param forestBytes the most bytes of all tables and masks
 */
public record Settings(@Nullable FeatureMatrix background, long treeBytes, long forestBytes) {

    /** Checks that the background has a row of every input. */
    void check(int inputs) {
        if (background == null) {
            return;
        }
        if (background.rows() == 0 || background.columns() != inputs) {
            throw new IllegalArgumentException("The background (" + background.rows() + " rows of "
                    + background.columns() + " columns) of interventional values must have rows of the scorer's "
                    + inputs + " inputs.\nMaybe transform it with the pipeline the scorer was trained on.");
        }
    }
}
