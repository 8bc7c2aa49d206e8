// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;

/**
 * The place of a value among a column's cuts, by a look-up and a few comparisons: the range of the cuts is parted into
 * equal buckets, and only the cuts in the value's own bucket are searched. Exact whatever the rounding: as a number rises
 * its bucket never falls, and cuts were put in buckets by the same arithmetic, so that a cut in an earlier bucket is below
 * the value and one in a later bucket above it.
 */
final class Buckets {
    /** Buckets a cut, at least: fewer leave more to search, more leave the cache. */
    private static final int SPREAD = 4;

    /** For each column where its buckets begin and how many a unit is, its last bucket, and where its buckets are kept. */
    private final double[] origins;

    private final double[] scales;
    private final int[] lasts;
    private final int[] tables;
    /** The first comparison of the search in its fullest bucket, a power of two or 0. */
    private final int[] steps;
    /** For each bucket the position of its first cut. */
    private final int[] firsts;
    /** The cuts of one column after the other, each followed by NaN, which is at most nothing: a search may look past. */
    private final double[] cuts;

    private final int[] starts;

    /**
     * Lays out the cuts.
     *
     * @param sorted the cuts of all columns, ascending within each
     * @param begins where the cuts of each column begin; one entry more than columns
     */
    Buckets(double[] sorted, int[] begins) {
        int columns = begins.length - 1;
        origins = new double[columns];
        scales = new double[columns];
        lasts = new int[columns];
        tables = new int[columns];
        steps = new int[columns];
        starts = new int[columns];
        int buckets = 0;
        for (int c = 0; c < columns; c++) {
            tables[c] = buckets;
            lasts[c] = Integer.highestOneBit(SPREAD * (begins[c + 1] - begins[c])) - 1;
            buckets += lasts[c] + 1;
            scale(c, sorted[begins[c]], sorted[begins[c + 1] - 1]);
        }
        firsts = new int[buckets];
        int room = 0;
        for (int c = 0; c < columns; c++) {
            starts[c] = room;
            steps[c] = fill(sorted, begins[c], begins[c + 1], c);
            room += begins[c + 1] - begins[c] + 2 * steps[c] + 1;
        }
        cuts = new double[room];
        Arrays.fill(cuts, Double.NaN);
        for (int c = 0; c < columns; c++) {
            System.arraycopy(sorted, begins[c], cuts, starts[c], begins[c + 1] - begins[c]);
        }
    }

    /** Any origin that is finite and any scale above 0 are right; these are fast. */
    private void scale(int column, double lowest, double highest) {
        double low = Math.max(lowest, -Double.MAX_VALUE);
        double high = Math.min(highest, Double.MAX_VALUE);
        double scale = (lasts[column] + 1) / (high - low);
        origins[column] = Math.min(low, Double.MAX_VALUE);
        scales[column] = scale > 0 && scale < Double.POSITIVE_INFINITY ? scale : 1;
    }

    /** Fills a column's table and returns the first comparison its search needs. */
    private int fill(double[] sorted, int from, int to, int column) {
        int most = 0;
        int cut = from;
        for (int b = 0; b <= lasts[column]; b++) {
            firsts[tables[column] + b] = starts[column] + cut - from;
            int begin = cut;
            while (cut < to && bucket(column, sorted[cut]) == b) {
                cut++;
            }
            most = Math.max(most, cut - begin);
        }
        return Integer.highestOneBit(most);
    }

    /** Never falls as the value rises; 0 for NaN. */
    private int bucket(int column, double value) {
        int bucket = (int) ((value - origins[column]) * scales[column]);
        return Math.max(0, Math.min(lasts[column], bucket));
    }

    /** How many cuts of a column are at most the value; none for NaN. */
    int rank(int column, double value) {
        int at = firsts[tables[column] + bucket(column, value)];
        for (int step = steps[column]; step > 1; step >>= 1) {
            at = cuts[at + step - 1] <= value ? at + step : at;
        }
        return at - starts[column] + (cuts[at] <= value ? 1 : 0);
    }
}
