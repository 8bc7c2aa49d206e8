// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.ScoreExplainer;
import io.nextbestaction.model.Scorer;

/** The door from {@code Shapley} to the kernel that fits a scorer. */
public final class ShapleyKernels {
    private ShapleyKernels() {}

    /**
     * The exact explainer of a scorer.
     *
     * @throws IllegalArgumentException if the scorer is a forest without covers
     */
    public static ScoreExplainer bind(Scorer scorer) {
        if (scorer instanceof Forest forest) {
            return new ForestShapley(forest);
        }
        return new LinearShapley((LinearModel) scorer);
    }
}
