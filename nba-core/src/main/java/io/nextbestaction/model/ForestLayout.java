// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * Chooses how a forest is laid out, by its shape alone: the same forest has the same layout everywhere.
 *
 * <p>Measured against the plain walk, one thread, boosted trees on the synthetic bank (20 columns, missing values), S of
 * 100 trees and depth 4, M of 300 and 6, L of 1,000 and 8; one row, then a row of 1,000:
 *
 * <ul>
 *   <li>linked: S 2.7, M 2.8, L 3.1 times as fast, in a batch the same;
 *   <li>completed, every level walked: S 3.5, M 5.2, L 6.4;
 *   <li>completed, the first levels looked up, three for L, four for S and M: S 6.9, M 9.5, L 8.2;
 *   <li>completed, 64 rows as one long: S 11, M 20, L 23.
 * </ul>
 *
 * <p>Tried and slower: float keys for thresholds in the nodes (L 5.1), nodes of 32 bits (L 5.7), trees one after
 * the other rather than level by level in memory (S 2.9, M 4.3, L 5.4), rows of several columns merged into one (even), the
 * search among cuts by halving alone (1.3 times as long for S, 1.6 for M), in batches comparing with the few cuts of a
 * column one by one (even). Reasoned, not measured: a fourth looked-up level for L, whose table would leave the second-level
 * cache.
 */
enum ForestLayout {
    /** The plain walk: small forests, and those with more cuts or columns than a node can name. */
    WALK,
    /** {@link CompleteKernel}: depth to 8, columns to 128 of 256 cuts each, and trees not too uneven. */
    COMPLETE,
    /** {@link LinkedKernel}: everything else. */
    LINKED;

    /**
     * Completed trees may have so many places for each node of the forest. A place takes at most 13 bytes (a leaf, or an
     * inner node with its mask), so they take at most 52 bytes a node and the table of their first levels two megabytes.
     */
    static final int MOST_PLACES_PER_NODE = 4;

    /** Ranking a column costs about as much as so many steps of the plain walk. */
    static final int STEPS_PER_COLUMN = 2;

    static ForestKernel compile(Forest forest) {
        Cuts cuts = Cuts.of(forest);
        return switch (of(forest, cuts)) {
            case WALK -> new WalkKernel(forest);
            case COMPLETE -> new CompleteKernel(forest, cuts, depth(forest));
            case LINKED -> new LinkedKernel(forest, cuts);
        };
    }

    static ForestLayout of(Forest forest, Cuts cuts) {
        if (cuts.most() > LinkedKernel.MOST_CUTS || cuts.columns() > LinkedKernel.MOST_COLUMNS) {
            return WALK;
        }
        int depth = depth(forest);
        if ((long) forest.trees() * depth < (long) STEPS_PER_COLUMN * cuts.columns()) {
            return WALK;
        }
        boolean fits = depth <= CompleteKernel.MOST_DEPTH
                && cuts.most() <= CompleteKernel.MOST_CUTS
                && cuts.columns() <= CompleteKernel.MOST_COLUMNS
                && cuts.size() < CompleteKernel.MOST_MASKS;
        boolean full = (long) forest.trees() << Math.min(depth, 8) <= (long) MOST_PLACES_PER_NODE * forest.nodes();
        return fits && full ? COMPLETE : LINKED;
    }

    /** The most splits from a root to a leaf. */
    static int depth(Forest forest) {
        int[] depths = new int[forest.nodes()];
        int most = 0;
        for (int node = 0; node < depths.length; node++) {
            if (!forest.isLeaf(node)) {
                // parents come before children
                int below = depths[node] + 1;
                depths[forest.left(node)] = below;
                depths[forest.right(node)] = below;
                most = Math.max(most, below);
            }
        }
        return most;
    }
}
