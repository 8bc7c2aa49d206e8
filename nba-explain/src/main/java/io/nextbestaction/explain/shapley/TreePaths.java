// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;

/**
 * What the Shapley kernel needs to know of one tree beside its splits: for every node the share of its parent's rows
 * that reach it, and the nearest earlier edge of its path on the same feature. Nodes are numbered from the root, 0,
 * parents before children.
 *
 * <p>The share of a child is its cover by the sum of both children's, so that shares always add up to 1, whatever the
 * rounding of the covers; where no row reached either child, both count one half.
 */
public final class TreePaths {
    static final int NONE = -1;

    private final int root;
    private final double[] share;
    private final int[] earlier;
    private final int[] parent;
    private final int[] distinct;
    private final int longest;
    private final int deepest;
    private final int tree;
    private final boolean covered;

    private TreePaths(Forest forest, int tree) {
        this.tree = tree;
        root = forest.root(tree);
        int end = tree + 1 < forest.trees() ? forest.root(tree + 1) : forest.nodes();
        int size = end - root;
        share = new double[size];
        earlier = new int[size];
        parent = new int[size];
        distinct = new int[size];
        int[] level = new int[size];
        int lowest = 0;
        share[0] = 1;
        earlier[0] = NONE;
        parent[0] = NONE;
        int most = 0;
        boolean someCover = size == 1;
        for (int n = 0; n < size; n++) {
            most = Math.max(most, distinct[n]);
            if (forest.isLeaf(root + n)) {
                continue;
            }
            int left = forest.left(root + n) - root;
            int right = forest.right(root + n) - root;
            double leftCover = forest.cover(root + left);
            double rightCover = forest.cover(root + right);
            double both = leftCover + rightCover;
            someCover |= both > 0;
            share[left] = both > 0 ? leftCover / both : 0.5;
            share[right] = both > 0 ? rightCover / both : 0.5;
            int same = n;
            while (same > 0 && forest.feature(root + parent[same]) != forest.feature(root + n)) {
                same = parent[same];
            }
            for (int child = left; child <= right; child++) {
                parent[child] = n;
                level[child] = level[n] + 1;
                lowest = Math.max(lowest, level[child]);
                earlier[child] = same > 0 ? same : NONE;
                distinct[child] = distinct[n] + (same > 0 ? 0 : 1);
            }
        }
        covered = someCover;
        longest = most;
        deepest = lowest;
    }

    /** The paths of one tree. */
    public static TreePaths of(Forest forest, int tree) {
        return new TreePaths(forest, tree);
    }

    /**
     * Asks for what path-dependent values need.
     *
     * @throws IllegalArgumentException if the tree has a split and all its covers are 0
     */
    public TreePaths requireCovers() {
        if (!covered) {
            throw new IllegalArgumentException("The covers (all 0) of tree " + tree + " (" + share.length
                    + " nodes) must be known for path-dependent values.\n"
                    + "Maybe count the training rows that reach each node and pass them to Forest.Builder.tree.");
        }
        return this;
    }

    /** The forest's number of the root. */
    int root() {
        return root;
    }

    int size() {
        return share.length;
    }

    /** The share of the parent's training rows that reached this node; 1 for the root. */
    public double share(int node) {
        return share[node];
    }

    /** The node above, or {@link #NONE} for the root. */
    int parent(int node) {
        return parent[node];
    }

    /** The nearest node above whose incoming edge tests the same feature, or {@link #NONE}. */
    int earlier(int node) {
        return earlier[node];
    }

    /** The distinct features tested above a node. */
    int distinct(int node) {
        return distinct[node];
    }

    /** The most distinct features of a path. */
    int longest() {
        return longest;
    }

    /** The most splits of a path. */
    int deepest() {
        return deepest;
    }

    /** The quadrature nodes that make this tree exact: half the most distinct features of a path, at least 1. */
    int quadratureNodes() {
        return Math.max(1, (longest + 1) / 2);
    }
}
