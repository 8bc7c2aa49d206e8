// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import org.jspecify.annotations.Nullable;

/**
 * The first levels of all trees, looked up instead of walked: 64 trees are one {@code long}. For every column and every
 * rank of its value a row of words says which nodes go right, for 64 trees each; the union of the rows of all columns
 * answers every node of the first levels at once, and a few bit operations turn the answers into a place for each tree.
 *
 * <p>Tree i of a word is bit 8 (i mod 8) + i / 8, so that a transpose leaves the trees in order.
 */
final class TopLevels {
    static final int MOST_LEVELS = 4;
    private static final int LEAST_LEVELS = 3;
    /** Two megabytes; twenty rows of them are read for one score. With the fourth level they must stay nearer. */
    static final int MOST_WORDS = 1 << 18;

    private static final int MOST_WORDS_OF_FOUR = 1 << 17;

    private static final long NIBBLES = 0x0f0f0f0f0f0f0f0fL;
    private static final long PAIRS = 0x3333333333333333L;
    private static final long BITS = 0x5555555555555555L;

    private final Cuts cuts;
    private final int shift;
    private final int depth;
    private final int blocks;
    /** The words of a row: the nodes of one block of 64 trees in the order of a heap, then those of the next. */
    private final int words;
    /** For each column the row of a missing value, then that of each rank; equal rows are one. */
    private final long[][] rows;

    private final long[] none;

    private TopLevels(Cuts cuts, int shift, int trees, char[][] levels, int depth) {
        this.cuts = cuts;
        this.shift = shift;
        this.depth = depth;
        this.blocks = (trees + 63) / 64;
        this.words = words(trees, depth);
        this.none = new long[words];
        this.rows = new long[cuts.size() + 2 * cuts.columns()][];
        boolean[] seen = cutsOf(cuts, shift, levels, depth);
        for (int column = 0; column < cuts.columns(); column++) {
            int at = first(column);
            rows[at] = new long[words];
            rows[at + 1] = none;
            for (int cut = cuts.start(column); cut < cuts.start(column + 1); cut++) {
                // a rank whose cut is not in these levels has the row of the one below
                int rank = at + 2 + cut - cuts.start(column);
                rows[rank] = seen[cut] ? new long[words] : rows[rank - 1];
            }
        }
        for (int d = 0; d < depth; d++) {
            for (int i = 0; i < trees << d; i++) {
                mark(levels[d][i], i >> d, (1 << d) - 1 + (i & ((1 << d) - 1)));
            }
        }
        // whoever is right of a cut is right of those below
        for (int column = 0; column < cuts.columns(); column++) {
            for (int rank = first(column) + 2; rank < first(column + 1); rank++) {
                if (rows[rank] != rows[rank - 1]) {
                    for (int w = 0; w < words; w++) {
                        rows[rank][w] |= rows[rank - 1][w];
                    }
                }
            }
        }
    }

    /** The table of a forest, of as many levels as fit, or null if it is too large or the trees have too few. */
    static @Nullable TopLevels of(Cuts cuts, int shift, int trees, char[][] levels) {
        for (int depth = Math.min(levels.length, MOST_LEVELS); depth >= LEAST_LEVELS; depth--) {
            long size = (long) words(trees, depth) * rows(cuts, shift, levels, depth);
            if (size <= (depth == MOST_LEVELS ? MOST_WORDS_OF_FOUR : MOST_WORDS)) {
                return new TopLevels(cuts, shift, trees, levels, depth);
            }
        }
        return null;
    }

    private static int words(int trees, int depth) {
        return ((1 << depth) - 1) * ((trees + 63) / 64);
    }

    /** The rows of the table: one for each cut of these levels, one for the missing value of each column. */
    private static int rows(Cuts cuts, int shift, char[][] levels, int depth) {
        int rows = 1 + cuts.columns();
        for (boolean cut : cutsOf(cuts, shift, levels, depth)) {
            rows += cut ? 1 : 0;
        }
        return rows;
    }

    private static boolean[] cutsOf(Cuts cuts, int shift, char[][] levels, int depth) {
        boolean[] seen = new boolean[cuts.size()];
        for (int d = 0; d < depth; d++) {
            for (char node : levels[d]) {
                seen[cuts.start(node >> shift >> 1) + (node & ((1 << shift) - 1))] = true;
            }
        }
        return seen;
    }

    private int first(int column) {
        return cuts.start(column) + 2 * column;
    }

    /** Sets a node's bit where a row goes right: from its cut on and, by its slot, for a missing value. */
    private void mark(int node, int tree, int place) {
        int slot = node >> shift;
        int word = tree / 64 * ((1 << depth) - 1) + place;
        long bit = 1L << (8 * (tree & 7) + (tree >> 3 & 7));
        int at = first(slot >> 1);
        if ((slot & 1) == 0) {
            rows[at][word] |= bit;
        }
        rows[at + 2 + (node & ((1 << shift) - 1))][word] |= bit;
    }

    /** The levels looked up. */
    int depth() {
        return depth;
    }

    /** The words of all rows. */
    int size() {
        return words * rows(cuts);
    }

    private int rows(Cuts cuts) {
        int distinct = 1 + cuts.columns();
        for (int column = 0; column < cuts.columns(); column++) {
            for (int rank = first(column) + 2; rank < first(column + 1); rank++) {
                distinct += rows[rank] == rows[rank - 1] ? 0 : 1;
            }
        }
        return distinct;
    }

    /** The words that {@link #places} fills: eight trees each, from the lowest byte up. */
    int places() {
        return 8 * blocks;
    }

    /** Writes for each tree, a byte each, the place it comes to on the level below these. */
    void places(int[] ranks, Scratch scratch, long[] out) {
        long[] union = scratch.masks(words);
        unite(ranks, union);
        int nodes = (1 << depth) - 1;
        for (int block = 0; block < blocks; block++) {
            if (depth == MOST_LEVELS) {
                placesOfFour(union, block * nodes, out, 8 * block);
            } else {
                placesOfThree(union, block * nodes, out, 8 * block);
            }
        }
    }

    /** The union of the rows of all columns, four at a time. */
    private void unite(int[] ranks, long[] union) {
        int columns = cuts.columns();
        for (int column = 0; column < columns; column += 4) {
            long[] a = row(column, ranks);
            long[] b = column + 1 < columns ? row(column + 1, ranks) : none;
            long[] c = column + 2 < columns ? row(column + 2, ranks) : none;
            long[] d = column + 3 < columns ? row(column + 3, ranks) : none;
            if (column == 0) {
                first(words, a, b, c, d, union);
            } else {
                next(words, a, b, c, d, union);
            }
        }
    }

    private long[] row(int column, int[] ranks) {
        // the odd slot tells a missing value by -1
        int slot = 2 * column + 1;
        return rows[first(column) + 1 + ranks[slot] - (slot << shift)];
    }

    private static void first(int words, long[] a, long[] b, long[] c, long[] d, long[] union) {
        for (int w = 0; w < words; w++) {
            union[w] = a[w] | b[w] | (c[w] | d[w]);
        }
    }

    private static void next(int words, long[] a, long[] b, long[] c, long[] d, long[] union) {
        for (int w = 0; w < words; w++) {
            union[w] |= a[w] | b[w] | (c[w] | d[w]);
        }
    }

    private static void placesOfThree(long[] right, int at, long[] out, int to) {
        long c = right[at];
        long b = choose(c, right[at + 1], right[at + 2]);
        long a = choose(c, choose(b, right[at + 3], right[at + 4]), choose(b, right[at + 5], right[at + 6]));
        transpose(a, b, c, 0, out, to);
    }

    private static void placesOfFour(long[] right, int at, long[] out, int to) {
        long d = right[at];
        long c = choose(d, right[at + 1], right[at + 2]);
        long b = choose(d, choose(c, right[at + 3], right[at + 4]), choose(c, right[at + 5], right[at + 6]));
        long left = choose(c, choose(b, right[at + 7], right[at + 8]), choose(b, right[at + 9], right[at + 10]));
        long other = choose(c, choose(b, right[at + 11], right[at + 12]), choose(b, right[at + 13], right[at + 14]));
        transpose(choose(d, left, other), b, c, d, out, to);
    }

    /** For each tree what its right node says where it went right, what its left node says elsewhere. */
    private static long choose(long right, long ifLeft, long ifRight) {
        return ifLeft ^ ((ifLeft ^ ifRight) & right);
    }

    /** Bit r of byte k of planes a to d becomes bit 0 to 3 of byte k of word r. */
    private static void transpose(long a, long b, long c, long d, long[] out, int at) {
        long e = (a >>> 4) & NIBBLES;
        long f = (b >>> 4) & NIBBLES;
        long g = (c >>> 4) & NIBBLES;
        long h = (d >>> 4) & NIBBLES;
        quarter(a & NIBBLES, b & NIBBLES, c & NIBBLES, d & NIBBLES, out, at);
        quarter(e, f, g, h, out, at + 4);
    }

    private static void quarter(long a, long b, long c, long d, long[] out, int at) {
        long ac = ((a >>> 2) ^ c) & PAIRS;
        long bd = ((b >>> 2) ^ d) & PAIRS;
        long a2 = a ^ (ac << 2);
        long b2 = b ^ (bd << 2);
        long c2 = c ^ ac;
        long d2 = d ^ bd;
        long ab = ((a2 >>> 1) ^ b2) & BITS;
        long cd = ((c2 >>> 1) ^ d2) & BITS;
        out[at] = a2 ^ (ab << 1);
        out[at + 1] = b2 ^ ab;
        out[at + 2] = c2 ^ (cd << 1);
        out[at + 3] = d2 ^ cd;
    }
}
