// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.Explainer;

/**
 * Makes an explainer anew from what it may depend on by chance; such as {@code (b, s) -> Shapley.interventional(b)}, with
 * {@code .withPermutations(128, s)} where values are sampled.
 */
@FunctionalInterface
public interface ExplanationMethod {

    /**
     * An explainer for models with as many inputs as the background has columns.
     *
     * @param background rows to explain against; a method without one leaves it alone
     * @param seed of everything the method draws; an exact method leaves it alone
     */
    Explainer of(FeatureMatrix background, long seed);
}
