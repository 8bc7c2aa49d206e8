// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

/**
 * Orders candidates by expected value, highest first; equal values go to the earlier in the catalogue, and doing nothing
 * (value 0) goes before every candidate that is not worth more than nothing.
 */
public final class Ranking {
    /** Up to here insertion costs less than a heap, measured. */
    private static final int MOST_INSERTED = 200;

    private static final long[] NO_TIES = {};

    private Ranking() {}

    /**
     * Sorts candidates in place; O(n log n), allocates nothing.
     *
     * @param candidates positions of candidates in any order, sorted on return
     * @param count how many there are
     * @param values the expected value by position, never NaN
     */
    public static void sort(int[] candidates, int count, double[] values) {
        sorted(candidates, count, values, NO_TIES);
    }

    /**
     * Sorts candidates in place like {@link #sort(int[], int, double[])}, but equal values by their ties, smaller first.
     *
     * @param ties by position
     */
    public static void sort(int[] candidates, int count, double[] values, long[] ties) {
        sorted(candidates, count, values, ties);
    }

    private static void sorted(int[] candidates, int count, double[] values, long[] ties) {
        if (count <= MOST_INSERTED) {
            insert(candidates, count, values, ties);
            return;
        }
        for (int root = count / 2 - 1; root >= 0; root--) {
            sift(candidates, root, count, values, ties);
        }
        for (int size = count - 1; size > 0; size--) {
            int last = candidates[0];
            candidates[0] = candidates[size];
            candidates[size] = last;
            sift(candidates, 0, size, values, ties);
        }
    }

    private static void insert(int[] candidates, int count, double[] values, long[] ties) {
        for (int i = 1; i < count; i++) {
            int candidate = candidates[i];
            int j = i - 1;
            while (j >= 0 && after(candidates[j], candidate, values, ties)) {
                candidates[j + 1] = candidates[j];
                j--;
            }
            candidates[j + 1] = candidate;
        }
    }

    /** Sinks a candidate into the heap below it, whose root comes after all others (Williams 1964). */
    private static void sift(int[] candidates, int root, int count, double[] values, long[] ties) {
        int candidate = candidates[root];
        int hole = root;
        for (int child = 2 * hole + 1; child < count; child = 2 * hole + 1) {
            if (child + 1 < count && after(candidates[child + 1], candidates[child], values, ties)) {
                child++;
            }
            if (!after(candidates[child], candidate, values, ties)) {
                break;
            }
            candidates[hole] = candidates[child];
            hole = child;
        }
        candidates[hole] = candidate;
    }

    /** A total order, so that every sort gives the same. */
    private static boolean after(int one, int other, double[] values, long[] ties) {
        if (values[one] != values[other]) {
            return values[one] < values[other];
        }
        boolean tied = ties.length == 0 || ties[one] == ties[other];
        return tied ? one > other : ties[one] > ties[other];
    }
}
