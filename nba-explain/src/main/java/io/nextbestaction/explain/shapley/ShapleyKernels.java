// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Scorer;

/** The door from {@code Shapley} to the kernel that fits a scorer. */
public final class ShapleyKernels {
    private ShapleyKernels() {}

    /**
     * The exact explainer of a scorer.
     *
     * @param pairs whether to explain by interactions, [inputs × inputs], instead of values
     * @throws IllegalArgumentException if the scorer is neither a forest nor linear, or the values are path-dependent and
     *     it is a forest without covers, or the background does not fit the scorer
     */
    public static ShapleyKernel bind(Scorer scorer, Settings settings, boolean pairs) {
        if (scorer instanceof Forest forest) {
            return new ForestShapley(forest, settings, pairs);
        }
        if (scorer instanceof LinearModel linear) {
            return new LinearShapley(linear, settings, pairs);
        }
        throw new IllegalArgumentException("The scorer (" + scorer.getClass().getSimpleName()
                + ") of exact Shapley values must be a forest or a linear model.\n"
                + "Maybe explain boosting or logistic regression instead, or leave explanations out.");
    }
}
