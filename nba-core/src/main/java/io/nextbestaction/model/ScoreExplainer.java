// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * Splits the margin of one scorer into a base and one contribution for each input, which add up to it. Immutable,
 * thread-safe, deterministic.
 */
public interface ScoreExplainer {

    /** The margin from which contributions are counted; by kind of model a mean, that at the mean features, or that with none known. */
    double base();

    /** Buffers for {@link #explain(double[], double[], ExplainScratch)}: one for each thread, used again and again. */
    ExplainScratch newScratch();

    /**
     * Writes the contribution of every input: {@code base() + Σ contributions = margin}. Allocates nothing.
     *
     * @param features a feature vector; NaN is missing
     * @param contributions at least as many as the scorer's inputs, overwritten
     * @param scratch from {@link #newScratch()} of this explainer, used by no other thread meanwhile
     * @throws IllegalArgumentException if the scratch was made by another explainer
     */
    void explain(double[] features, double[] contributions, ExplainScratch scratch);

    /** The same with buffers of its own, allocated at every call. */
    default void explain(double[] features, double[] contributions) {
        explain(features, contributions, newScratch());
    }
}
