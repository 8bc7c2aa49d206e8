// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Trees completed to one depth of at most 8, kept level by level: the node of tree t at place p of level d is number
 * {@code (t << d) + p}, its children are {@code 2 i} and {@code 2 i + 1} of the next level, so the walk is arithmetic on
 * one number and has no branch that depends on data. A node is 16 bits, slot and cut. Eight trees go down together to
 * hide the latency of each other's loads. Many rows go through {@link RowBlocks}.
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
        int groups = trees / 8;
        long[] places = scratch.numbers((groups + 7) / 8 * 8);
        int level = 0;
        if (top == null) {
            Arrays.fill(places, 0, groups, 0);
        } else {
            level = top.levels();
            top.places(ranks, scratch, places);
        }
        return walk(ranks, places, level);
    }

    /** The walk of every eight trees from the places, a byte each, they have on a level. */
    private double walk(int[] ranks, long[] places, int level) {
        int depth = levels.length;
        int mask = ranks.length - 1;
        double[] values = leaves;
        double sum = base;
        for (int t = 0; t < trees; t += 8) {
            long place = places[t >> 3];
            int a = (t << level) + (int) (place & 255);
            int b = ((t + 1) << level) + (int) (place >>> 8 & 255);
            int c = ((t + 2) << level) + (int) (place >>> 16 & 255);
            int d = ((t + 3) << level) + (int) (place >>> 24 & 255);
            int e = ((t + 4) << level) + (int) (place >>> 32 & 255);
            int f = ((t + 5) << level) + (int) (place >>> 40 & 255);
            int g = ((t + 6) << level) + (int) (place >>> 48 & 255);
            int h = ((t + 7) << level) + (int) (place >>> 56 & 255);
            for (int l = level; l < depth; l++) {
                char[] nodes = levels[l];
                int n = nodes[a];
                a += a + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
                n = nodes[b];
                b += b + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
                n = nodes[c];
                c += c + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
                n = nodes[d];
                d += d + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
                n = nodes[e];
                e += e + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
                n = nodes[f];
                f += f + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
                n = nodes[g];
                g += g + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
                n = nodes[h];
                h += h + ((n - ranks[(n >> SHIFT) & mask]) >>> 31);
            }
            sum += values[a];
            sum += values[b];
            sum += values[c];
            sum += values[d];
            sum += values[e];
            sum += values[f];
            sum += values[g];
            sum += values[h];
        }
        return sum;
    }

    @Override
    public void margins(double[] rows, int columns, int from, int to, double[] out, Scratch scratch) {
        blocks.margins(rows, columns, from, to, out, scratch);
    }
}
