// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * Splits the margin of one scorer into a base and one contribution for each input, which add up to it. Immutable,
 * thread-safe, deterministic.
 */
public interface ScoreExplainer {

    /** The margin with no feature known. */
    double base();

    /**
     * Writes the contribution of every input: {@code base() + Σ contributions = margin}.
     *
     * @param features a feature vector; NaN is missing
     * @param contributions as many as the scorer's inputs, overwritten
     */
    void explain(double[] features, double[] contributions);
}
