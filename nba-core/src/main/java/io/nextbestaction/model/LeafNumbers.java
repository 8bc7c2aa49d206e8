// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/** The leaves of each tree numbered from left to right, so that those below a node are a range. */
final class LeafNumbers {
    private final Forest forest;
    private final int[] tree;
    private final int[] first;
    private final int[] middle;
    private final int[] end;
    private final double[][] values;

    LeafNumbers(Forest forest) {
        this.forest = forest;
        this.tree = new int[forest.nodes()];
        this.first = new int[forest.nodes()];
        this.middle = new int[forest.nodes()];
        this.end = new int[forest.nodes()];
        this.values = new double[forest.trees()][];
        for (int t = 0; t < values.length; t++) {
            int end = t + 1 < values.length ? forest.root(t + 1) : forest.nodes();
            values[t] = new double[(end - forest.root(t) + 1) / 2];
            number(forest.root(t), t, 0);
        }
    }

    private int number(int node, int t, int next) {
        tree[node] = t;
        first[node] = next;
        if (forest.isLeaf(node)) {
            values[t][next] = forest.leafValue(node);
            return next + 1;
        }
        middle[node] = number(forest.left(node), t, next);
        end[node] = number(forest.right(node), t, middle[node]);
        return end[node];
    }

    /** The tree of a node. */
    int tree(int node) {
        return tree[node];
    }

    /** The number of the first leaf below a node. */
    int first(int node) {
        return first[node];
    }

    /** The bits of the leaves on an inner node's left; at most 63 of a tree's 64. */
    long left(int node) {
        return ((1L << (middle[node] - first[node])) - 1) << first[node];
    }

    /** The bits of the leaves on an inner node's right. */
    long right(int node) {
        return ((1L << (end[node] - middle[node])) - 1) << middle[node];
    }

    /** The leaf values of each tree by number. */
    double[][] values() {
        return values;
    }

    /** The most leaves of a tree. */
    int most() {
        int most = 0;
        for (double[] leaves : values) {
            most = Math.max(most, leaves.length);
        }
        return most;
    }
}
