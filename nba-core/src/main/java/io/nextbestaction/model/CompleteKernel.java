// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Trees completed to one depth of at most 8, kept level by level: the node of tree t at place p of level d is number
 * {@code (t << d) + p}, its children are {@code 2 i} and {@code 2 i + 1} of the next level, so a step is arithmetic on one
 * number and has no branch that depends on data. A node is 16 bits, slot and cut. All trees take each step together,
 * which hides the latency of their loads; the first steps are looked up in {@link TopLevels}. Many rows go through
 * {@link RowBlocks}.
 */
final class CompleteKernel implements ForestKernel {
    static final int MOST_DEPTH = 8;
    static final int MOST_CUTS = 256;
    static final int MOST_COLUMNS = 128;
    /** Mask numbers of both slots of a cut are 16 bits. */
    static final int MOST_MASKS = 1 << 15;

    private static final int SHIFT = 8;

    private final Cuts cuts;
    private final double base;
    private final int trees;
    private final char[][] levels;
    private final double[] leaves;
    private final @Nullable TopLevels top;
    private final RowBlocks blocks;

    CompleteKernel(Forest forest, Cuts cuts, int depth) {
        this.cuts = cuts;
        this.base = forest.base();
        this.trees = (forest.trees() + 7) / 8 * 8;
        this.levels = new char[depth][];
        char[][] masks = new char[depth][];
        for (int d = 0; d < depth; d++) {
            levels[d] = new char[trees << d];
            masks[d] = new char[trees << d];
        }
        this.leaves = new double[trees << depth];
        // trees that only fill the last eight add -0.0, the one number that changes no sum
        Arrays.fill(leaves, -0.0);
        for (int t = 0; t < forest.trees(); t++) {
            fill(forest, forest.root(t), 0, t, masks);
        }
        this.top = TopLevels.of(cuts, SHIFT, trees, levels);
        this.blocks = new RowBlocks(cuts, base, trees, masks, leaves);
    }

    /** A leaf above the last level is repeated below it, so that any way leads to it. */
    private void fill(Forest forest, int node, int level, int at, char[][] masks) {
        if (level == levels.length) {
            leaves[at] = forest.leafValue(node);
            return;
        }
        boolean leaf = forest.isLeaf(node);
        if (!leaf) {
            int slot = cuts.slot(forest, node);
            int position = cuts.position(forest, node);
            levels[level][at] = (char) ((slot << SHIFT) + position);
            masks[level][at] = (char) RowBlocks.mask(cuts, slot, position);
        }
        fill(forest, leaf ? node : forest.left(node), level + 1, 2 * at, masks);
        fill(forest, leaf ? node : forest.right(node), level + 1, 2 * at + 1, masks);
    }

    @Override
    public double margin(double[] rows, int offset, Scratch scratch) {
        int[] ranks = scratch.ranks(2 * cuts.columns());
        cuts.ranks(rows, offset, ranks, SHIFT);
        if (top == null) {
            return walk(0, ranks, start(scratch.nodes(trees)));
        }
        long[] places = scratch.numbers(top.places());
        top.places(ranks, scratch, places);
        if (top.depth() == levels.length) {
            return sum(places);
        }
        int[] at = scratch.nodes(trees);
        down(places, top.depth(), ranks, at);
        return walk(top.depth() + 1, ranks, at);
    }

    private int[] start(int[] at) {
        for (int t = 0; t < trees; t++) {
            at[t] = t;
        }
        return at;
    }

    /** Takes all trees from a level to their leaves, and adds these in tree order. */
    private double walk(int from, int[] ranks, int[] at) {
        for (int level = from; level < levels.length - 1; level++) {
            down(levels[level], ranks, at);
        }
        double[] values = leaves;
        double sum = base;
        if (from == levels.length) {
            for (int t = 0; t < trees; t++) {
                sum += values[at[t]];
            }
            return sum;
        }
        // the last step waits for nothing, so the additions, each of which waits for the one before, cost no time
        char[] nodes = levels[levels.length - 1];
        for (int t = 0; t < trees; t++) {
            sum += values[step(nodes, ranks, at[t])];
        }
        return sum;
    }

    /** One step of every tree: no step waits for another, so the processor works on many at once. */
    private void down(char[] nodes, int[] ranks, int[] at) {
        for (int t = 0; t < trees; t++) {
            at[t] = step(nodes, ranks, at[t]);
        }
    }

    /** The first step below the levels looked up: places are bytes, eight trees a word. */
    private void down(long[] places, int level, int[] ranks, int[] at) {
        char[] nodes = levels[level];
        for (int t = 0; t < trees; t += 8) {
            long place = places[t >> 3];
            int tree = t << level;
            int next = 1 << level;
            at[t] = step(nodes, ranks, tree + (int) (place & 15));
            at[t + 1] = step(nodes, ranks, tree + next + (int) (place >>> 8 & 15));
            at[t + 2] = step(nodes, ranks, tree + 2 * next + (int) (place >>> 16 & 15));
            at[t + 3] = step(nodes, ranks, tree + 3 * next + (int) (place >>> 24 & 15));
            at[t + 4] = step(nodes, ranks, tree + 4 * next + (int) (place >>> 32 & 15));
            at[t + 5] = step(nodes, ranks, tree + 5 * next + (int) (place >>> 40 & 15));
            at[t + 6] = step(nodes, ranks, tree + 6 * next + (int) (place >>> 48 & 15));
            at[t + 7] = step(nodes, ranks, tree + 7 * next + (int) (place >>> 56));
        }
    }

    /** From the number of a node to that of its child on the next level. */
    private static int step(char[] nodes, int[] ranks, int at) {
        int node = nodes[at];
        return 2 * at + ((node - ranks[(node >> SHIFT) & (ranks.length - 1)]) >>> 31);
    }

    /** Trees that end where the levels looked up end. */
    private double sum(long[] places) {
        double[] values = leaves;
        double sum = base;
        int next = 1 << levels.length;
        for (int t = 0; t < trees; t += 8) {
            long place = places[t >> 3];
            int tree = t << levels.length;
            sum += values[tree + (int) (place & 15)];
            sum += values[tree + next + (int) (place >>> 8 & 15)];
            sum += values[tree + 2 * next + (int) (place >>> 16 & 15)];
            sum += values[tree + 3 * next + (int) (place >>> 24 & 15)];
            sum += values[tree + 4 * next + (int) (place >>> 32 & 15)];
            sum += values[tree + 5 * next + (int) (place >>> 40 & 15)];
            sum += values[tree + 6 * next + (int) (place >>> 48 & 15)];
            sum += values[tree + 7 * next + (int) (place >>> 56)];
        }
        return sum;
    }

    /** The words of the table of first levels, 0 without one. */
    int tableSize() {
        return top == null ? 0 : top.size();
    }

    /** The levels looked up, 0 without a table. */
    int tableLevels() {
        return top == null ? 0 : top.depth();
    }

    @Override
    public void margins(double[] rows, int columns, int from, int to, double[] out, Scratch scratch) {
        blocks.margins(rows, columns, from, to, out, scratch);
    }
}
