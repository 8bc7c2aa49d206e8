// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Orders of fields, and how alike they are. */
final class Orders {
    private Orders() {}

    /** Positions by value, the largest first, equal ones as they come. */
    static int[] descending(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[b], values[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Every order as likely as any other (Fisher and Yates). */
    static int[] random(int length, SplittableRandom random) {
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    static int[] reversed(int[] order) {
        return IntStream.range(0, order.length)
                .map(i -> order[order.length - 1 - i])
                .toArray();
    }

    /** Kendall's tau-b, pair by pair; NaN where either side has no two different values. */
    static double kendall(double[] a, double[] b) {
        long both = 0;
        long pairsOfA = 0;
        long pairsOfB = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                int one = Double.compare(a[i], a[j]);
                int other = Double.compare(b[i], b[j]);
                both += (long) one * other;
                pairsOfA += Math.abs(one);
                pairsOfB += Math.abs(other);
            }
        }
        return both / Math.sqrt((double) pairsOfA * pairsOfB);
    }

    /** Of the so many largest values of either side, zeros left out, the share that is among those of both; NaN of none. */
    static double jaccard(double[] a, double[] b, int first) {
        Set<Integer> both = largest(a, first);
        Set<Integer> either = largest(b, first);
        int all = both.size() + either.size();
        both.retainAll(either);
        return (double) both.size() / (all - both.size());
    }

    private static Set<Integer> largest(double[] values, int first) {
        return Arrays.stream(descending(values))
                .limit(first)
                .filter(i -> values[i] > 0)
                .boxed()
                .collect(Collectors.toSet());
    }
}
