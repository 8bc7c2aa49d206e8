// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;

/**
 * Trees of any shape walked once for up to 64 actions of one customer, which are one {@code long}: a split on the customer
 * sends all of them one way, a split on the action parts them by a mask, and no node is met that no action reaches. The
 * leaves met get numbers; which action is at which number is a few bit planes, which a transpose turns into one byte an
 * action. Every action adds its leaf values in tree order.
 */
final class ActionWalk {
    static final int LANES = 64;
    private static final int SHIFT = 16;
    private static final int LEAF = Integer.MAX_VALUE;
    private static final int NARROW = 16;

    private final Cuts cuts;
    private final double base;
    private final int[] roots;
    /** Slot and cut of a split on the customer, the number of the mask, negated, of one on the action, or LEAF. */
    private final int[] tests;

    private final int[] children;
    private final double[] values;
    /** The columns of the cuts that describe the action, and where each is among the action's values. */
    private final int[] columns;

    private final int[] places;
    private final int deepest;

    private ActionWalk(Forest forest, Cuts cuts, int[] actionInputs) {
        this.cuts = cuts;
        this.base = forest.base();
        this.roots = new int[forest.trees()];
        this.tests = new int[forest.nodes()];
        this.children = new int[forest.nodes()];
        this.values = new double[forest.nodes()];
        this.deepest = ForestLayout.depth(forest);
        int[] place = new int[cuts.columns()];
        int[] found = new int[cuts.columns()];
        int count = 0;
        for (int column = 0; column < place.length; column++) {
            place[column] = -1;
            for (int i = 0; i < actionInputs.length; i++) {
                if (actionInputs[i] == cuts.input(column)) {
                    place[column] = i;
                    found[count++] = column;
                }
            }
        }
        this.columns = Arrays.copyOf(found, count);
        this.places = Arrays.stream(columns).map(column -> place[column]).toArray();
        for (int t = 0; t < roots.length; t++) {
            roots[t] = forest.root(t);
        }
        for (int node = 0; node < tests.length; node++) {
            if (forest.isLeaf(node)) {
                tests[node] = LEAF;
                values[node] = forest.leafValue(node);
            } else {
                int slot = cuts.slot(forest, node);
                int position = cuts.position(forest, node);
                children[node] = forest.left(node);
                tests[node] = place[slot >> 1] < 0 ? (slot << SHIFT) + position : -RowBlocks.mask(cuts, slot, position);
            }
        }
    }

    /** The walk of a forest, which must fit the limits of {@link LinkedKernel}. */
    static ActionWalk of(Forest forest, Cuts cuts, int[] actionInputs) {
        return new ActionWalk(forest, cuts, actionInputs);
    }

    static boolean fits(Cuts cuts) {
        return cuts.most() <= LinkedKernel.MOST_CUTS && cuts.columns() <= LinkedKernel.MOST_COLUMNS;
    }

    /**
     * The margins of a customer's actions.
     *
     * @param values [actions × columns], row-major
     * @param stride the number of columns
     */
    void margins(double[] customer, double[] values, int stride, int actions, double[] out, Scratch scratch) {
        int[] ranks = scratch.ranks(2 * cuts.columns());
        cuts.ranks(customer, 0, ranks, SHIFT);
        long[] masks = scratch.masks(2 * cuts.size() + 2);
        for (int first = 0; first < actions; first += LANES) {
            int size = Math.min(LANES, actions - first);
            for (int i = 0; i < columns.length; i++) {
                RowBlocks.fill(cuts, columns[i], values, first * stride + places[i], stride, size, masks);
            }
            lanes(ranks, masks, size, scratch);
            System.arraycopy(scratch.sums(LANES), 0, out, first, size);
        }
    }

    private void lanes(int[] ranks, long[] masks, int size, Scratch scratch) {
        long all = 0;
        for (int i = 0; i < size; i++) {
            all |= RowBlocks.bit(i);
        }
        double[] sums = scratch.sums(LANES);
        double[] leaves = scratch.row(LANES);
        long[] open = scratch.reach(deepest + 1);
        int[] nodes = scratch.nodes(deepest + 1);
        long[] planes = scratch.planes;
        long[] numbers = scratch.numbers(8);
        Arrays.fill(sums, 0, LANES, base);
        for (int root : roots) {
            int met = walk(root, all, ranks, masks, nodes, open, leaves, planes);
            if (met == 1) {
                double value = leaves[0];
                for (int i = 0; i < LANES; i++) {
                    sums[i] += value;
                }
            } else {
                if (met <= NARROW) {
                    TopLevels.transpose(planes[0], planes[1], planes[2], planes[3], numbers, 0);
                } else {
                    RowBlocks.transpose(planes, numbers, 0);
                }
                add(numbers, leaves, sums, size);
            }
        }
    }

    /** Leaves the values of the leaves met and the planes of their numbers, and returns how many were met. */
    private int walk(
            int root, long all, int[] ranks, long[] masks, int[] nodes, long[] open, double[] leaves, long[] planes) {
        Arrays.fill(planes, 0);
        int met = 0;
        int waiting = 0;
        int node = root;
        long lanes = all;
        while (true) {
            int test = tests[node];
            if (test == LEAF) {
                leaves[met] = values[node];
                for (int plane = 0, number = met; number > 0; plane++, number >>= 1) {
                    planes[plane] |= (number & 1) == 0 ? 0 : lanes;
                }
                met++;
                if (waiting == 0) {
                    return met;
                }
                waiting--;
                node = nodes[waiting];
                lanes = open[waiting];
            } else if (test >= 0) {
                node = children[node] + ((test - ranks[test >> SHIFT]) >>> 31);
            } else {
                long left = lanes & masks[-test];
                long right = lanes ^ left;
                if (left == 0) {
                    node = children[node] + 1;
                } else {
                    node = children[node];
                    if (right != 0) {
                        nodes[waiting] = node + 1;
                        open[waiting] = right;
                        waiting++;
                        lanes = left;
                    }
                }
            }
        }
    }

    /** Adds to every action the leaf whose number is its byte. */
    private static void add(long[] numbers, double[] leaves, double[] sums, int size) {
        for (int word = 0; 8 * word < size; word++) {
            long number = numbers[word];
            for (int i = 8 * word; i < 8 * word + 8; i++) {
                sums[i] += leaves[(int) number & 63];
                number >>>= 8;
            }
        }
    }
}
