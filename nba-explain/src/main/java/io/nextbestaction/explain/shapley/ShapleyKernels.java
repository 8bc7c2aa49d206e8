// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.NaiveBayes;
import io.nextbestaction.model.Scorer;

/** The door from {@code Shapley} to the kernel that fits a scorer. */
public final class ShapleyKernels {
    private ShapleyKernels() {}

    /**
     * The explainer of a scorer.
     *
     * @param pairs whether to explain by interactions, [inputs × inputs], instead of values
     * @throws IllegalArgumentException if there is no background and the scorer is a forest without covers or a blend
     *     without training means, the background does not fit the scorer, a reference's margin is not finite, or
     *     interactions would have to be sampled
     */
    public static ShapleyKernel bind(Scorer scorer, Settings settings, boolean pairs) {
        if (scorer instanceof Forest forest) {
            return new ForestShapley(forest, settings, pairs);
        }
        if (scorer instanceof LinearModel linear) {
            return new LinearShapley(linear, settings, pairs);
        }
        if (scorer instanceof NaiveBayes bayes) {
            return new NaiveBayesShapley(bayes, settings, pairs);
        }
        return new CoalitionShapley(scorer, settings, pairs);
    }

    /** Of a scratch that another explainer made. */
    public static IllegalArgumentException foreignScratch() {
        return new IllegalArgumentException("The scratch of an explanation must be made by the same explainer.\n"
                + "Maybe the engine was swapped meanwhile: call newScratch() again.");
    }
}
