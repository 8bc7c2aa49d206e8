// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * Trees of any shape over ranks: a node is 32 bits, slot and cut, and the number of its left child, its right child the
 * next. A leaf is its own left child and everything is left of it, so a walk may go on past the end without a question;
 * only every fourth step asks whether all eight trees of a group have arrived. Memory is linear in the nodes.
 */
final class LinkedKernel implements ForestKernel {
    static final int MOST_CUTS = 0xffff;
    static final int MOST_COLUMNS = 1 << 14;
    private static final int SHIFT = 16;
    private static final int LEAF = 0xffff;

    private final Cuts cuts;
    private final double base;
    private final int trees;
    private final int[] roots;
    private final int[] tests;
    private final int[] children;
    private final double[] values;

    LinkedKernel(Forest forest, Cuts cuts) {
        this.cuts = cuts;
        this.base = forest.base();
        this.trees = forest.trees();
        int nodes = forest.nodes();
        this.roots = new int[(trees + 7) / 8 * 8];
        // one leaf more, the tree that fills the last eight: -0.0 changes no sum
        this.tests = new int[nodes + 1];
        this.children = new int[nodes + 1];
        this.values = new double[nodes + 1];
        for (int t = 0; t < roots.length; t++) {
            roots[t] = t < trees ? forest.root(t) : nodes;
        }
        for (int node = 0; node <= nodes; node++) {
            if (node == nodes || forest.isLeaf(node)) {
                tests[node] = LEAF;
                children[node] = node;
                values[node] = node == nodes ? -0.0 : forest.leafValue(node);
            } else {
                tests[node] = (cuts.slot(forest, node) << SHIFT) + cuts.position(forest, node);
                children[node] = forest.left(node);
            }
        }
    }

    @Override
    public double margin(double[] rows, int offset, Scratch scratch) {
        int[] ranks = scratch.ranks(2 * cuts.columns());
        cuts.ranks(rows, offset, ranks, SHIFT);
        double sum = base;
        for (int t = 0; t < trees; t += 8) {
            sum = add(sum, t, ranks);
        }
        return sum;
    }

    @Override
    public void margins(double[] rows, int columns, int from, int to, double[] out, Scratch scratch) {
        for (int row = from; row < to; row++) {
            out[row] = margin(rows, row * columns, scratch);
        }
    }

    /** The sum and the leaf values of eight trees, in their order. */
    private double add(double sum, int t, int[] ranks) {
        int mask = ranks.length - 1;
        int[] nodes = tests;
        int[] next = children;
        int a = roots[t];
        int b = roots[t + 1];
        int c = roots[t + 2];
        int d = roots[t + 3];
        int e = roots[t + 4];
        int f = roots[t + 5];
        int g = roots[t + 6];
        int h = roots[t + 7];
        int left;
        do {
            for (int step = 0; step < 4; step++) {
                int n = nodes[a];
                a = next[a] + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
                n = nodes[b];
                b = next[b] + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
                n = nodes[c];
                c = next[c] + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
                n = nodes[d];
                d = next[d] + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
                n = nodes[e];
                e = next[e] + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
                n = nodes[f];
                f = next[f] + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
                n = nodes[g];
                g = next[g] + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
                n = nodes[h];
                h = next[h] + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
            }
            left = (next[a] - a)
                    | (next[b] - b)
                    | (next[c] - c)
                    | (next[d] - d)
                    | (next[e] - e)
                    | (next[f] - f)
                    | (next[g] - g)
                    | (next[h] - h);
        } while (left != 0);
        sum += values[a];
        sum += values[b];
        sum += values[c];
        sum += values[d];
        sum += values[e];
        sum += values[f];
        sum += values[g];
        sum += values[h];
        return sum;
    }
}
