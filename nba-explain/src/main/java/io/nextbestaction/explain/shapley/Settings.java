// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.data.FeatureMatrix;
import org.jspecify.annotations.Nullable;

/**
 * What is to be explained against what, the memory it may take, and how values are sampled where they cannot be exact.
 *
 * @param background the rows of interventional values, null for path-dependent or baseline
 * @param treeBytes the most bytes of one tree's tables
 * @param forestBytes the most bytes of all tables and masks
 * @param permutations the least permutations of a sampled explanation, even
 * @param seed tells which they are
 */
public record Settings(
        @Nullable FeatureMatrix background, long treeBytes, long forestBytes, int permutations, long seed) {
    /** Measured on perceptrons of 20 inputs: standard errors of a hundredth of the largest contribution. */
    public static final int DEFAULT_PERMUTATIONS = 128;

    /** The most inputs of exact values of any scorer. */
    public static final int MOST_EXACT_INPUTS = 12;

    /** The most scores of such values, 2^inputs for each reference. */
    public static final long MOST_EXACT_SCORES = 1L << 19;

    /** Settings that sample by default. */
    public Settings(@Nullable FeatureMatrix background, long treeBytes, long forestBytes) {
        this(background, treeBytes, forestBytes, DEFAULT_PERMUTATIONS, 1);
    }

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
