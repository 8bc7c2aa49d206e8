// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

import io.nextbestaction.explain.shapley.TreePaths;
import io.nextbestaction.model.Forest;

/** What reaches a node on the way down, given that the profiled features let it pass: a stack by level, level 0 the root. */
interface Mass {

    /** What goes one way at a node leaves the level before it for this one; false if nothing does. */
    boolean enter(int level, int node, boolean left);

    /** All of the level before reaches this one. */
    void pass(int level);

    /** The share that reached a level, in [0, 1]. */
    double share(int level);

    /** The rows of a background. */
    static Mass ofRows(Forest forest, RowSets sets, int levels) {
        long[][] at = new long[levels + 1][sets.words()];
        at[0] = sets.every();
        return new Mass() {
            @Override
            public boolean enter(int level, int node, boolean left) {
                return sets.and(forest, node, left, at[level - 1], at[level]);
            }

            @Override
            public void pass(int level) {
                System.arraycopy(at[level - 1], 0, at[level], 0, at[level].length);
            }

            @Override
            public double share(int level) {
                long count = 0;
                for (long word : at[level]) {
                    count += Long.bitCount(word);
                }
                return (double) count / sets.rows();
            }
        };
    }

    /** One row. */
    static Mass ofRow(Forest forest, double[] row) {
        return new Mass() {
            @Override
            public boolean enter(int level, int node, boolean left) {
                return forest.goesLeft(node, row) == left;
            }

            @Override
            public void pass(int level) {
                // it is still there
            }

            @Override
            public double share(int level) {
                return 1;
            }
        };
    }

    /** The training rows by the covers of the nodes. */
    static Mass ofCovers(Forest forest, int levels) {
        double[] share = new double[forest.nodes()];
        for (int t = 0; t < forest.trees(); t++) {
            TreePaths paths = TreePaths.of(forest, t).requireCovers();
            int end = t + 1 < forest.trees() ? forest.root(t + 1) : forest.nodes();
            for (int n = forest.root(t); n < end; n++) {
                share[n] = paths.share(n - forest.root(t));
            }
        }
        double[] at = new double[levels + 1];
        at[0] = 1;
        return new Mass() {
            @Override
            public boolean enter(int level, int node, boolean left) {
                at[level] = at[level - 1] * share[left ? forest.left(node) : forest.right(node)];
                return at[level] > 0;
            }

            @Override
            public void pass(int level) {
                at[level] = at[level - 1];
            }

            @Override
            public double share(int level) {
                return at[level];
            }
        };
    }
}
