// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;

/**
 * The sums of several actions from leaf sets: the lowest leaf that both the customer and an action can reach is the
 * answer of a tree. Ten actions have their sums in registers, for a block of trees whose leaf values stay in the
 * first-level cache.
 */
final class ActionLanes {
    static final int LANES = 10;
    private static final int TREES = 75;

    private final double base;
    private final double[][] leaves;

    ActionLanes(double base, double[][] leaves) {
        this.base = base;
        this.leaves = leaves;
    }

    /**
     * Writes the margins of some actions.
     *
     * @param reachable for each tree the leaves that the customer can reach
     * @param own for each action the same
     * @param to where the margin of the first of them goes
     */
    void margins(long[] reachable, long[][] own, int count, double[] out, int to, Scratch scratch) {
        // the last action stands in for those that fill its lanes
        double[] sums = scratch.sums(count + LANES);
        Arrays.fill(sums, 0, count, base);
        int last = count - 1;
        for (int from = 0; from < leaves.length; from += TREES) {
            int end = Math.min(from + TREES, leaves.length);
            for (int first = 0; first < count; first += LANES) {
                if (count - first <= LANES / 2) {
                    five(leaves, reachable, own, first, last, from, end, sums);
                } else {
                    ten(leaves, reachable, own, first, last, from, end, sums);
                }
            }
        }
        System.arraycopy(sums, 0, out, to, count);
    }

    /** Ten actions from one tree to another. */
    private static void ten(
            double[][] leaves, long[] reachable, long[][] own, int first, int last, int from, int to, double[] sums) {
        long[] ofA = own[first];
        long[] ofB = own[Math.min(first + 1, last)];
        long[] ofC = own[Math.min(first + 2, last)];
        long[] ofD = own[Math.min(first + 3, last)];
        long[] ofE = own[Math.min(first + 4, last)];
        long[] ofF = own[Math.min(first + 5, last)];
        long[] ofG = own[Math.min(first + 6, last)];
        long[] ofH = own[Math.min(first + 7, last)];
        long[] ofI = own[Math.min(first + 8, last)];
        long[] ofJ = own[Math.min(first + 9, last)];
        double a = sums[first];
        double b = sums[first + 1];
        double c = sums[first + 2];
        double d = sums[first + 3];
        double e = sums[first + 4];
        double f = sums[first + 5];
        double g = sums[first + 6];
        double h = sums[first + 7];
        double i = sums[first + 8];
        double j = sums[first + 9];
        for (int t = from; t < to; t++) {
            long set = reachable[t];
            double[] values = leaves[t];
            a += values[Long.numberOfTrailingZeros(set & ofA[t])];
            b += values[Long.numberOfTrailingZeros(set & ofB[t])];
            c += values[Long.numberOfTrailingZeros(set & ofC[t])];
            d += values[Long.numberOfTrailingZeros(set & ofD[t])];
            e += values[Long.numberOfTrailingZeros(set & ofE[t])];
            f += values[Long.numberOfTrailingZeros(set & ofF[t])];
            g += values[Long.numberOfTrailingZeros(set & ofG[t])];
            h += values[Long.numberOfTrailingZeros(set & ofH[t])];
            i += values[Long.numberOfTrailingZeros(set & ofI[t])];
            j += values[Long.numberOfTrailingZeros(set & ofJ[t])];
        }
        sums[first] = a;
        sums[first + 1] = b;
        sums[first + 2] = c;
        sums[first + 3] = d;
        sums[first + 4] = e;
        sums[first + 5] = f;
        sums[first + 6] = g;
        sums[first + 7] = h;
        sums[first + 8] = i;
        sums[first + 9] = j;
    }

    /** As {@link #ten}, for the last few. */
    private static void five(
            double[][] leaves, long[] reachable, long[][] own, int first, int last, int from, int to, double[] sums) {
        long[] ofA = own[first];
        long[] ofB = own[Math.min(first + 1, last)];
        long[] ofC = own[Math.min(first + 2, last)];
        long[] ofD = own[Math.min(first + 3, last)];
        long[] ofE = own[Math.min(first + 4, last)];
        double a = sums[first];
        double b = sums[first + 1];
        double c = sums[first + 2];
        double d = sums[first + 3];
        double e = sums[first + 4];
        for (int t = from; t < to; t++) {
            long set = reachable[t];
            double[] values = leaves[t];
            a += values[Long.numberOfTrailingZeros(set & ofA[t])];
            b += values[Long.numberOfTrailingZeros(set & ofB[t])];
            c += values[Long.numberOfTrailingZeros(set & ofC[t])];
            d += values[Long.numberOfTrailingZeros(set & ofD[t])];
            e += values[Long.numberOfTrailingZeros(set & ofE[t])];
        }
        sums[first] = a;
        sums[first + 1] = b;
        sums[first + 2] = c;
        sums[first + 3] = d;
        sums[first + 4] = e;
    }
}
