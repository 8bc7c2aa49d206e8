// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain;

import io.nextbestaction.explain.shapley.ShapleyKernel;
import io.nextbestaction.model.ExplainScratch;

/**
 * Exact Shapley interactions of one scorer: a symmetric matrix in which every pair of features has half of its
 * interaction on either side of the diagonal, and the diagonal what a feature does alone, so that each row adds up to the
 * feature's Shapley value (Lundberg et al. 2020). Immutable, thread-safe, deterministic to the bit.
 */
public final class ShapleyInteractions {
    private final ShapleyKernel kernel;
    private final KernelReport report;

    ShapleyInteractions(ShapleyKernel kernel, KernelReport report) {
        this.kernel = kernel;
        this.report = report;
    }

    /** The kernels chosen and the memory they take. */
    public KernelReport report() {
        return report;
    }

    /** The margin with no feature known. */
    public double base() {
        return kernel.base();
    }

    /** Buffers for {@link #explain}: one for each thread, used again and again. */
    public ExplainScratch newScratch() {
        return kernel.newScratch();
    }

    /**
     * Writes the interactions of every pair of inputs: base + Σ of all = margin, checked as by {@link ShapleyExplainer}.
     * Allocates nothing.
     *
     * @param features a feature vector; NaN is missing
     * @param matrix at least [inputs × inputs], row-major, overwritten
     * @param scratch from {@link #newScratch()} of this object
     * @throws IllegalArgumentException if the scratch was made by another
     */
    public void explain(double[] features, double[] matrix, ExplainScratch scratch) {
        kernel.explain(features, matrix, scratch);
    }
}
