// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/** Chooses how a forest is laid out, by its shape alone: the same forest has the same layout everywhere. */
enum ForestLayout {
    /** The plain walk. */
    WALK,
    /** {@link CompleteKernel}. */
    COMPLETE,
    /** {@link LinkedKernel}. */
    LINKED;

    /** Completed trees may have so many places for each node of the forest; that bounds their memory to 48 bytes a node. */
    static final int MOST_PLACES_PER_NODE = 4;

    /** Ranking a column costs as much as so many steps of the plain walk. */
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
