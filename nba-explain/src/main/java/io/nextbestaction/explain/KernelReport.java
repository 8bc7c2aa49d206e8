// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain;

import java.util.List;

/**
 * How an explainer explains, for its metadata: the definition, the kernel of every tree and how many trees each took, and
 * whether values are sampled. All are zero for a score with a closed form, linear or naive Bayes. Trees of a single leaf
 * count with the tables.
 *
 * @param values {@code "path-dependent"}, {@code "baseline"} or {@code "interventional"}
 * @param trees the kernel of each tree, in the order of the forest
 * @param tableTrees trees explained by tables, of either kind
 * @param quadratureTrees trees explained by quadrature
 * @param bitsetTrees trees explained by sets of background rows
 * @param tableBytes bytes of tables and of the masks of their keys
 * @param otherBytes bytes of what the other kernels keep
 * @param backgroundRows rows of the background, 0 without one
 * @param permutations how many permutations a sampled explanation takes, over all rows of the background; 0 where every
 *     explanation is exact
 */
public record KernelReport(
        String values,
        List<TreeKernel> trees,
        int tableTrees,
        int quadratureTrees,
        int bitsetTrees,
        long tableBytes,
        long otherBytes,
        int backgroundRows,
        long permutations) {

    /** Copies the list. */
    public KernelReport {
        trees = List.copyOf(trees);
    }

    /** Whether values are estimates, with standard errors. */
    public boolean sampled() {
        return permutations > 0;
    }
}
