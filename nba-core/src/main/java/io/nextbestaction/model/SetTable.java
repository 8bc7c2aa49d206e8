// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;

/** For some columns and every rank of their values, and for a missing one, the leaf sets that such a value leaves over. */
final class SetTable {
    private final Cuts cuts;
    private final int[] columns;
    private final long[] all;
    private final long[][] rows;

    /** A table without rows yet; of no column at all it leaves all over. */
    SetTable(Cuts cuts, int[] columns, long[] all) {
        this.cuts = cuts;
        this.columns = columns;
        this.all = all;
        this.rows = new long[places(cuts)][];
    }

    /** The number of places of all columns. */
    static int places(Cuts cuts) {
        return first(cuts, cuts.columns());
    }

    /** The place of a column's missing value; those of its ranks from 0 follow. */
    static int first(Cuts cuts, int column) {
        return cuts.start(column) + 2 * column;
    }

    int[] columns() {
        return columns;
    }

    void put(int place, long[] sets) {
        rows[place] = sets;
    }

    long[] get(int place) {
        return rows[place];
    }

    /** Writes the sets that all columns of a row leave over and returns the place of each column. */
    int[] reduce(double[] row, long[] sets, Scratch scratch) {
        int[] places = scratch.offsets(columns.length);
        for (int i = 0; i < columns.length; i++) {
            double value = row[cuts.input(columns[i])];
            places[i] = first(cuts, columns[i]) + (Double.isNaN(value) ? 0 : 1 + cuts.rank(columns[i], value));
        }
        System.arraycopy(all, 0, sets, 0, all.length);
        // four columns at a time, so that a set is stored once for them
        for (int i = 0; i < columns.length; i += 4) {
            long[] b = i + 1 < columns.length ? rows[places[i + 1]] : all;
            long[] c = i + 2 < columns.length ? rows[places[i + 2]] : all;
            long[] d = i + 3 < columns.length ? rows[places[i + 3]] : all;
            intersect(all.length, rows[places[i]], b, c, d, sets);
        }
        return places;
    }

    private static void intersect(int words, long[] a, long[] b, long[] c, long[] d, long[] sets) {
        for (int w = 0; w < words; w++) {
            sets[w] &= a[w] & b[w] & (c[w] & d[w]);
        }
    }

    /** A row of sets with every leaf. */
    static long[] full(int words) {
        long[] full = new long[words];
        Arrays.fill(full, -1);
        return full;
    }
}
