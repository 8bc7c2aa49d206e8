// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

import io.nextbestaction.explain.shapley.Ranks;
import io.nextbestaction.model.Forest;

/**
 * One way down every tree: at a split on a profiled feature both sides are taken and its cells narrowed, at any other the
 * mass is parted. Every leaf that something reaches is handed on once.
 */
final class Walk {
    private final Forest forest;
    private final Ranks ranks;
    private final Mass mass;
    private final Leaf leaf;
    private final Cells[] cells;

    /** Hears of the leaves; the conditions on the profiled features stand in the cells meanwhile. */
    @FunctionalInterface
    interface Leaf {
        /** A leaf's value times the share of the mass that reaches it. */
        void reached(double value);
    }

    Walk(Forest forest, Ranks ranks, Mass mass, Leaf leaf, Cells... cells) {
        this.forest = forest;
        this.ranks = ranks;
        this.mass = mass;
        this.leaf = leaf;
        this.cells = cells;
    }

    void everyTree() {
        for (int t = 0; t < forest.trees(); t++) {
            visit(forest.root(t), 0);
        }
    }

    private void visit(int node, int level) {
        if (forest.isLeaf(node)) {
            leaf.reached(forest.leafValue(node) * mass.share(level));
            return;
        }
        for (Cells own : cells) {
            if (own.feature == forest.feature(node)) {
                mass.pass(level + 1);
                int limit = ranks.limit(forest, node);
                into(own, node, limit, true, level);
                into(own, node, limit, false, level);
                return;
            }
        }
        if (mass.enter(level + 1, node, true)) {
            visit(forest.left(node), level + 1);
        }
        if (mass.enter(level + 1, node, false)) {
            visit(forest.right(node), level + 1);
        }
    }

    private void into(Cells own, int node, int limit, boolean left, int level) {
        int from = own.from;
        int to = own.to;
        boolean missing = own.missing;
        own.narrow(limit, left, forest.missingLeft(node));
        if (!own.isEmpty()) {
            visit(left ? forest.left(node) : forest.right(node), level + 1);
        }
        own.set(from, to, missing);
    }
}
