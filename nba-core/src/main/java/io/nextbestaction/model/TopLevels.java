// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import org.jspecify.annotations.Nullable;

/**
 * The first levels of all trees, looked up instead of walked: 64 trees are one {@code long}. For every column and every
 * rank of its value a row of words says which nodes go right, for 64 trees each; the rows of all columns together
 * answer every node of the first levels at once, and a few bit operations turn the answers into a place for each tree.
 */
final class TopLevels {
    static final int LEVELS = 3;
    /** Two megabytes; twenty rows of it are read for one score. */
    static final int MOST_WORDS = 1 << 18;

    /** Byte i of entry b is bit i of b. */
    private static final long[] SPREAD = spread();

    private static final int NODES = 7;

    private final Cuts cuts;
    private final int shift;
    private final int trees;
    private final int words;
    private final long[] table;
    private final int[] offsets;

    private TopLevels(Cuts cuts, int shift, int trees, char[][] levels) {
        this.cuts = cuts;
        this.shift = shift;
        this.trees = trees;
        this.words = NODES * ((trees + 63) / 64);
        this.offsets = new int[cuts.size() + 2 * (cuts.columns() + 3)];
        this.table = new long[words * (1 + rows(cuts, shift, levels))];
        build(levels);
    }

    private static long[] spread() {
        long[] spread = new long[256];
        for (int b = 0; b < 256; b++) {
            for (int i = 0; i < 8; i++) {
                spread[b] |= (long) ((b >> i) & 1) << (8 * i);
            }
        }
        return spread;
    }

    /** The table of a forest, or null if it is too large or the trees have no three levels. */
    static @Nullable TopLevels of(Cuts cuts, int shift, int trees, char[][] levels) {
        if (levels.length < LEVELS) {
            return null;
        }
        long words = (long) NODES * ((trees + 63) / 64) * (1 + rows(cuts, shift, levels));
        return words <= MOST_WORDS ? new TopLevels(cuts, shift, trees, levels) : null;
    }

    /** The rows of the table: one for each cut of these levels, one for the missing value of each column. */
    private static int rows(Cuts cuts, int shift, char[][] levels) {
        boolean[] seen = cutsOf(cuts, shift, levels);
        int rows = cuts.columns();
        for (boolean cut : seen) {
            rows += cut ? 1 : 0;
        }
        return rows;
    }

    private static boolean[] cutsOf(Cuts cuts, int shift, char[][] levels) {
        boolean[] seen = new boolean[cuts.size()];
        for (int d = 0; d < LEVELS; d++) {
            for (char node : levels[d]) {
                seen[cuts.start(node >> shift >> 1) + (node & ((1 << shift) - 1))] = true;
            }
        }
        return seen;
    }

    private void build(char[][] from) {
        boolean[] seen = cutsOf(cuts, shift, from);
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
        for (int d = 0; d < LEVELS; d++) {
            for (int i = 0; i < trees << d; i++) {
                int node = from[d][i];
                int slot = node >> shift;
                int cut = cuts.start(slot >> 1) + (node & ((1 << shift) - 1));
                int tree = i >> d;
                int word = tree / 64 * NODES + (1 << d) - 1 + (i & ((1 << d) - 1));
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

    /** The size of the table. */
    int size() {
        return table.length;
    }

    /** Writes the number of the node that each tree comes to on the level below these. */
    void places(int[] ranks, Scratch scratch, int[] at) {
        int columns = cuts.columns();
        int[] rows = scratch.offsets(columns);
        for (int column = 0; column < columns; column++) {
            int slot = 2 * column + 1;
            // the odd slot tells a missing value by -1
            rows[column] = offsets[cuts.start(column) + slot + ranks[slot] - (slot << shift)];
        }
        for (int block = 0; block * NODES < words; block++) {
            places(rows, columns, block, at);
        }
    }

    private void places(int[] rows, int columns, int block, int[] out) {
        long[] from = table;
        long root = 0;
        long l = 0;
        long r = 0;
        long ll = 0;
        long lr = 0;
        long rl = 0;
        long rr = 0;
        for (int column = 0; column < columns; column++) {
            int at = rows[column] + block * NODES;
            root |= from[at];
            l |= from[at + 1];
            r |= from[at + 2];
            ll |= from[at + 3];
            lr |= from[at + 4];
            rl |= from[at + 5];
            rr |= from[at + 6];
        }
        long high = root;
        long middle = choose(root, l, r);
        long low = choose(root, choose(l, ll, lr), choose(r, rl, rr));
        int end = Math.min(64 * block + 64, trees);
        for (int t = 64 * block; t < end; t += 8) {
            long place =
                    (SPREAD[(int) (high & 255)] << 2) | (SPREAD[(int) (middle & 255)] << 1) | SPREAD[(int) (low & 255)];
            out[t] = 8 * t + (int) (place & 7);
            out[t + 1] = 8 * t + 8 + (int) ((place >>> 8) & 7);
            out[t + 2] = 8 * t + 16 + (int) ((place >>> 16) & 7);
            out[t + 3] = 8 * t + 24 + (int) ((place >>> 24) & 7);
            out[t + 4] = 8 * t + 32 + (int) ((place >>> 32) & 7);
            out[t + 5] = 8 * t + 40 + (int) ((place >>> 40) & 7);
            out[t + 6] = 8 * t + 48 + (int) ((place >>> 48) & 7);
            out[t + 7] = 8 * t + 56 + (int) (place >>> 56);
            high >>>= 8;
            middle >>>= 8;
            low >>>= 8;
        }
    }

    /** For each tree what its right node says where it went right, what its left node says elsewhere. */
    private static long choose(long right, long ifLeft, long ifRight) {
        return ifLeft ^ ((ifLeft ^ ifRight) & right);
    }
}
