// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

/**
 * Orders candidates by expected value, highest first; equal values go to the earlier in the catalogue, and doing nothing
 * (value 0) goes before every candidate that is not worth more than nothing.
 */
public final class Ranking {
    private Ranking() {}

    /**
     * Sorts candidates in place; insertion sort, since a customer has few: no allocation, stable.
     *
     * @param candidates positions of candidates in catalogue order, sorted on return
     * @param count how many there are
     * @param values the expected value by position
     */
    public static void sort(int[] candidates, int count, double[] values) {
        for (int i = 1; i < count; i++) {
            int candidate = candidates[i];
            int j = i - 1;
            while (j >= 0 && values[candidates[j]] < values[candidate]) {
                candidates[j + 1] = candidates[j];
                j--;
            }
            candidates[j + 1] = candidate;
        }
    }

    /**
     * Sorts candidates in place like {@link #sort(int[], int, double[])}, but equal values by their ties, smaller first.
     *
     * @param ties by position
     */
    public static void sort(int[] candidates, int count, double[] values, long[] ties) {
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

    private static boolean after(int one, int other, double[] values, long[] ties) {
        return values[one] < values[other] || (values[one] == values[other] && ties[one] > ties[other]);
    }
}
