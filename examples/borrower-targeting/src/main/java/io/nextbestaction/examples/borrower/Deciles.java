// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.borrower;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Customers in tenths by their probability: what is expected of each, and what happened. */
final class Deciles {
    private static final int TENTHS = 10;
    private static final double Z95 = 1.959963984540054;

    private Deciles() {}

    /** The positions from the most probable on; of equals the earlier first. */
    static int[] order(double[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -probabilities[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    static List<Result.Tenth> of(double[] probabilities, boolean[] labels, double oldRate) {
        int[] order = order(probabilities);
        List<Result.Tenth> tenths = new ArrayList<>();
        for (int t = 0; t < TENTHS; t++) {
            int from = order.length * t / TENTHS;
            int to = order.length * (t + 1) / TENTHS;
            double expected = 0;
            int accepted = 0;
            for (int i = from; i < to; i++) {
                expected += probabilities[order[i]];
                accepted += labels[order[i]] ? 1 : 0;
            }
            int n = to - from;
            Result.Share observed = share(accepted, n);
            tenths.add(new Result.Tenth(t + 1, n, expected / n, observed, observed.rate() / oldRate));
        }
        return tenths;
    }

    /** A share with its interval, which stays within 0 and 1 and does not vanish at either (Wilson 1927). */
    static Result.Share share(int events, int rows) {
        if (rows == 0) {
            return new Result.Share(0, 0, Double.NaN, 0, 1);
        }
        double p = (double) events / rows;
        double z2 = Z95 * Z95 / rows;
        double middle = (p + z2 / 2) / (1 + z2);
        double half = Z95 / (1 + z2) * Math.sqrt(p * (1 - p) / rows + z2 / (4 * rows));
        return new Result.Share(events, rows, p, Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
