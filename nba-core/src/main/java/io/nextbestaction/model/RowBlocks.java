// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;

/**
 * The batch kernel of complete trees: 64 rows are one {@code long}. One pass a column turns values into masks, for every
 * cut the rows below it, once without and once with the missing rows. A tree then needs only bit operations: the rows
 * that reach a node, parted by the node's mask; the rows that went right at level d are bit d of every row's leaf number.
 * An 8 × 8 bit transpose makes 64 bytes of eight such planes, and each row adds its leaf values in tree order.
 *
 * <p>Row i of a block is bit 8 (i mod 8) + i / 8, so that the transpose leaves the rows in order.
 */
final class RowBlocks {
    private static final int ROWS = 64;
    /** Leaf numbers of so many trees, 64 bytes each, stay in the first-level cache. */
    private static final int TREES = 128;

    private final Cuts cuts;
    private final double base;
    private final int trees;
    private final int depth;
    private final RowPlanes planes;
    private final double[] leaves;

    /** Levels as in {@link CompleteKernel}, each node the number of its mask. */
    RowBlocks(Cuts cuts, double base, int trees, char[][] levels, double[] leaves) {
        this.cuts = cuts;
        this.base = base;
        this.trees = trees;
        this.depth = levels.length;
        this.planes = new RowPlanes(trees, levels);
        this.leaves = leaves;
    }

    /** The number of a cut's mask, from 1: the cuts of all columns for the even slots, a gap, then again for the odd. */
    static int mask(Cuts cuts, int slot, int position) {
        return 1 + cuts.start(slot >> 1) + position + ((slot & 1) == 0 ? 0 : cuts.size() + 1);
    }

    void margins(double[] rows, int columns, int from, int to, double[] out, Scratch scratch) {
        long[] masks = scratch.masks(2 * cuts.size() + 2);
        long[] numbers = scratch.numbers(8 * TREES);
        long[] reach = scratch.reach(RowPlanes.REACH);
        double[] sums = scratch.sums(ROWS);
        for (int block = from; block < to; block += ROWS) {
            int size = Math.min(ROWS, to - block);
            for (int column = 0; column < cuts.columns(); column++) {
                masks(rows, columns, block, size, column, masks);
            }
            Arrays.fill(sums, 0, ROWS, base);
            for (int first = 0; first < trees; first += TREES) {
                int last = Math.min(first + TREES, trees);
                for (int t = first; t < last; t++) {
                    planes.of(t, masks, reach, scratch.planes);
                    transpose(scratch.planes, numbers, 8 * (t - first));
                }
                add(first, last, numbers, sums);
            }
            System.arraycopy(sums, 0, out, block, size);
        }
    }

    /** The masks of a column's cuts: first each row at its rank, then from cut to cut those below. */
    private void masks(double[] rows, int columns, int block, int size, int column, long[] masks) {
        int start = cuts.start(column);
        int end = cuts.start(column + 1);
        int odd = cuts.size() + 1;
        int at = block * columns + cuts.input(column);
        long missing = 0;
        if (end - start == 1) {
            double cut = cuts.cut(start);
            long below = 0;
            for (int i = 0; i < size; i++) {
                double value = rows[at];
                long bit = bit(i);
                below |= value < cut ? bit : 0;
                missing |= Double.isNaN(value) ? bit : 0;
                at += columns;
            }
            masks[start + 1] = below;
            masks[odd + start + 1] = below | missing;
            return;
        }
        // mask 0 is no cut's; the one beyond the column's own takes the rows above all cuts and is overwritten or
        // dropped
        Arrays.fill(masks, start + 1, end + 2, 0);
        for (int i = 0; i < size; i++) {
            double value = rows[at];
            if (Double.isNaN(value)) {
                missing |= bit(i);
            } else {
                masks[start + 1 + cuts.rank(column, value)] |= bit(i);
            }
            at += columns;
        }
        long below = 0;
        for (int cut = start; cut < end; cut++) {
            below |= masks[cut + 1];
            masks[cut + 1] = below;
            masks[odd + cut + 1] = below | missing;
        }
    }

    private static long bit(int row) {
        return 1L << (8 * (row & 7) + (row >> 3));
    }

    /** Bit r of byte k of plane b becomes bit b of byte k of word r, for all eight bytes k at once. */
    private static void transpose(long[] planes, long[] out, int at) {
        long a = planes[0];
        long b = planes[1];
        long c = planes[2];
        long d = planes[3];
        long e = planes[4];
        long f = planes[5];
        long g = planes[6];
        long h = planes[7];
        long s = ((a >>> 4) ^ e) & 0x0f0f0f0f0f0f0f0fL;
        e ^= s;
        a ^= s << 4;
        s = ((b >>> 4) ^ f) & 0x0f0f0f0f0f0f0f0fL;
        f ^= s;
        b ^= s << 4;
        s = ((c >>> 4) ^ g) & 0x0f0f0f0f0f0f0f0fL;
        g ^= s;
        c ^= s << 4;
        s = ((d >>> 4) ^ h) & 0x0f0f0f0f0f0f0f0fL;
        h ^= s;
        d ^= s << 4;
        s = ((a >>> 2) ^ c) & 0x3333333333333333L;
        c ^= s;
        a ^= s << 2;
        s = ((b >>> 2) ^ d) & 0x3333333333333333L;
        d ^= s;
        b ^= s << 2;
        s = ((e >>> 2) ^ g) & 0x3333333333333333L;
        g ^= s;
        e ^= s << 2;
        s = ((f >>> 2) ^ h) & 0x3333333333333333L;
        h ^= s;
        f ^= s << 2;
        s = ((a >>> 1) ^ b) & 0x5555555555555555L;
        b ^= s;
        a ^= s << 1;
        s = ((c >>> 1) ^ d) & 0x5555555555555555L;
        d ^= s;
        c ^= s << 1;
        s = ((e >>> 1) ^ f) & 0x5555555555555555L;
        f ^= s;
        e ^= s << 1;
        s = ((g >>> 1) ^ h) & 0x5555555555555555L;
        h ^= s;
        g ^= s << 1;
        out[at] = a;
        out[at + 1] = b;
        out[at + 2] = c;
        out[at + 3] = d;
        out[at + 4] = e;
        out[at + 5] = f;
        out[at + 6] = g;
        out[at + 7] = h;
    }

    /** Adds the leaves of trees first to last to the sums, four trees at a time so that a sum is stored once for them. */
    private void add(int first, int last, long[] numbers, double[] sums) {
        double[] values = leaves;
        for (int t = first; t < last; t += 4) {
            int i = t << depth;
            int j = (t + 1) << depth;
            int k = (t + 2) << depth;
            int l = (t + 3) << depth;
            int at = 8 * (t - first);
            for (int word = 0; word < 8; word++) {
                long a = numbers[at + word];
                long b = numbers[at + 8 + word];
                long c = numbers[at + 16 + word];
                long d = numbers[at + 24 + word];
                for (int row = 8 * word; row < 8 * word + 8; row++) {
                    double sum = sums[row] + values[i + (int) (a & 255)];
                    sum += values[j + (int) (b & 255)];
                    sum += values[k + (int) (c & 255)];
                    sums[row] = sum + values[l + (int) (d & 255)];
                    a >>>= 8;
                    b >>>= 8;
                    c >>>= 8;
                    d >>>= 8;
                }
            }
        }
    }
}
