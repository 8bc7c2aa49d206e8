// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first levels of all trees, looked up instead of walked: 64 trees are one {@code long}. For every column and every
 * rank of its value a row of words says which nodes go right, for 64 trees each; the rows of all columns together
 * answer every node of the first levels at once, and a few bit operations turn the answers into a place for each tree.
 */
final class TopLevels {
    static final int MOST_LEVELS = 4;
    /** A table larger than this (half a megabyte) would leave the second-level cache, where it is no faster than walking. */
    static final int MOST_WORDS = 1 << 16;

    /** Byte i of entry b is bit i of b. */
    private static final long[] SPREAD = spread();

    private final Cuts cuts;
    private final int shift;
    private final int levels;
    private final int nodes;
    private final int words;
    private final long[] table;
    private final int[] offsets;

    private TopLevels(Cuts cuts, int shift, int levels, int trees, char[][] nodes2) {
        this.cuts = cuts;
        this.shift = shift;
        this.levels = levels;
        this.nodes = (1 << levels) - 1;
        this.words = nodes * ((trees + 63) / 64);
        this.offsets = new int[cuts.size() + 2 * (cuts.columns() + 3)];
        this.table = new long[words * (1 + rows(cuts, shift, levels, nodes2))];
        build(trees, nodes2);
    }

    private static long[] spread() {
        long[] spread = new long[256];
        for (int b = 0; b < 256; b++) {
            for (int i = 0; i < 8; i++) {
                spread[b] |= (long) (b >> i & 1) << (8 * i);
            }
        }
        return spread;
    }

    /** As many levels as the table may hold, or null if not even two. */
    static @Nullable TopLevels of(Cuts cuts, int shift, int trees, char[][] levels) {
        for (int count = Math.min(MOST_LEVELS, levels.length); count >= 2; count--) {
            long words = ((1L << count) - 1) * ((trees + 63) / 64);
            if (words * (1 + rows(cuts, shift, count, levels)) <= MOST_WORDS) {
                return new TopLevels(cuts, shift, count, trees, levels);
            }
        }
        return null;
    }

    /** The rows of the table: one for each cut of these levels, one for the missing value of each column. */
    private static int rows(Cuts cuts, int shift, int count, char[][] levels) {
        boolean[] seen = cutsOf(cuts, shift, count, levels);
        int rows = cuts.columns();
        for (boolean cut : seen) {
            rows += cut ? 1 : 0;
        }
        return rows;
    }

    private static boolean[] cutsOf(Cuts cuts, int shift, int count, char[][] levels) {
        boolean[] seen = new boolean[cuts.size()];
        for (int d = 0; d < count; d++) {
            for (char node : levels[d]) {
                seen[cuts.start(node >> shift >> 1) + (node & ((1 << shift) - 1))] = true;
            }
        }
        return seen;
    }

    private void build(int trees, char[][] from) {
        boolean[] seen = cutsOf(cuts, shift, levels, from);
        int[] rowOfCut = new int[seen.length];
        int[] rowOfMissing = new int[cuts.columns()];
        int next = words;
        for (int column = 0; column < cuts.columns(); column++) {
            int at = cuts.start(column) + 2 * column;
            offsets[at] = rowOfMissing[column] = next;
            next += words;
            // rank 0 is the row of zeros; a rank whose cut is not in these levels has the row of the one below
            for (int cut = cuts.start(column); cut < cuts.start(column + 1); cut++) {
                int below = offsets[at + 1 + cut - cuts.start(column)];
                rowOfCut[cut] = seen[cut] ? next : below;
                offsets[at + 2 + cut - cuts.start(column)] = rowOfCut[cut];
                next += seen[cut] ? words : 0;
            }
        }
        for (int d = 0; d < levels; d++) {
            for (int i = 0; i < trees << d; i++) {
                int node = from[d][i];
                int slot = node >> shift;
                int cut = cuts.start(slot >> 1) + (node & ((1 << shift) - 1));
                int tree = i >> d;
                int word = tree / 64 * nodes + (1 << d) - 1 + (i & ((1 << d) - 1));
                if ((slot & 1) == 0) {
                    table[rowOfMissing[slot >> 1] + word] |= 1L << tree;
                }
                table[rowOfCut[cut] + word] |= 1L << tree;
            }
        }
        // whoever is right of a cut is right of those below
        for (int column = 0; column < cuts.columns(); column++) {
            for (int cut = cuts.start(column) + 1; cut < cuts.start(column + 1); cut++) {
                for (int w = 0; seen[cut] && w < words; w++) {
                    table[rowOfCut[cut] + w] |= table[rowOfCut[cut - 1] + w];
                }
            }
        }
    }

    /** The number of levels looked up. */
    int levels() {
        return levels;
    }

    /** The size of the table. */
    int size() {
        return table.length;
    }

    /** Writes for every eight trees the places they come to, a byte each, below the looked-up levels. */
    void places(int[] ranks, Scratch scratch, long[] places) {
        long[] right = scratch.masks(words);
        Arrays.fill(right, 0, words, 0);
        int columns = cuts.columns();
        for (int column = 0; column < columns; column += 4) {
            int a = row(ranks, column);
            int b = column + 1 < columns ? row(ranks, column + 1) : 0;
            int c = column + 2 < columns ? row(ranks, column + 2) : 0;
            int d = column + 3 < columns ? row(ranks, column + 3) : 0;
            join(right, a, b, c, d);
        }
        long[] reach = scratch.reach(2 << MOST_LEVELS);
        long[] planes = scratch.planes;
        Arrays.fill(planes, 0, MOST_LEVELS, 0);
        int next = 0;
        for (int at = 0; at < words; at += nodes) {
            planes(right, at, reach, planes);
            long a = planes[0];
            long b = planes[1];
            long c = planes[2];
            long d = planes[3];
            for (int byteOf = 0; byteOf < 8; byteOf++) {
                places[next++] = SPREAD[(int) (a & 255)]
                        | SPREAD[(int) (b & 255)] << 1
                        | SPREAD[(int) (c & 255)] << 2
                        | SPREAD[(int) (d & 255)] << 3;
                a >>>= 8;
                b >>>= 8;
                c >>>= 8;
                d >>>= 8;
            }
        }
    }

    /** Where the words of a column's rank begin; the odd slot tells a missing value by -1. */
    private int row(int[] ranks, int column) {
        int slot = 2 * column + 1;
        return offsets[cuts.start(column) + 2 * column + 1 + ranks[slot] - (slot << shift)];
    }

    private void join(long[] right, int a, int b, int c, int d) {
        long[] from = table;
        for (int w = 0; w < words; w++) {
            right[w] |= from[a + w] | from[b + w] | from[c + w] | from[d + w];
        }
    }

    private void planes(long[] right, int at, long[] reach, long[] planes) {
        reach[0] = -1;
        int node = 0;
        for (int d = 0; d < levels; d++) {
            long plane = 0;
            for (int end = 2 * node + 1; node < end; node++) {
                long trees = reach[node];
                long went = trees & right[at + node];
                plane |= went;
                reach[2 * node + 1] = trees ^ went;
                reach[2 * node + 2] = went;
            }
            planes[levels - 1 - d] = plane;
        }
    }
}
