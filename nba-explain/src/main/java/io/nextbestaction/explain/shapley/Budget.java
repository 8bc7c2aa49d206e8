// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.data.FeatureMatrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most that trees without tables may take, asked before anything is laid out: a forest of a forged artifact can have
 * a million splits under one another, and then memory grows with splits times depth.
 */
final class Budget {
    static final long MOST_BYTES = 1L << 31;

    private Budget() {}

    /**
     * Checks the trees that quadrature or bit sets explain.
     *
     * @throws IllegalArgumentException if what they keep, with the buffers of one thread, may be more
     */
    static void check(List<TreePaths> trees, @Nullable FeatureMatrix background, boolean pairs) {
        long kept = 0;
        long buffers = 0;
        for (TreePaths tree : trees) {
            long splits = tree.size() / 2;
            if (background == null) {
                long points = 4L + tree.quadratureNodes();
                // splits and numbers, ratios of both edges, and for pairs the edges above each split
                kept += splits * (100 + 16 * points + (pairs ? 8L * tree.deepest() + 16 * points : 0));
                buffers = Math.max(buffers, 2 * splits * 4 * points * Double.BYTES);
            } else {
                kept += splits * ((background.rows() + 63L) / 64 * Long.BYTES + 64);
            }
        }
        if (kept + buffers > MOST_BYTES) {
            throw new IllegalArgumentException("The kernels (" + (kept + buffers) + " bytes) of Shapley values for "
                    + trees.size() + " trees without tables must take at most " + MOST_BYTES + " bytes.\n"
                    + "Maybe draw a smaller background, or train fewer or shallower trees.");
        }
    }
}
