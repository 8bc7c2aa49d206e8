// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

/** Exact path-dependent Shapley values of the margin; called from one thread. */
@FunctionalInterface
public interface ContributionScorer {

    /**
     * Writes the contributions of every row.
     *
     * @param out [rows × (columns + 1)], the base last in each row
     */
    void explain(Rows rows, double[] out);
}
