// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.internal;

import java.util.Arrays;

/** Location and spread of a sample of finite numbers, the same bits on every machine. */
public final class Statistics {
    private Statistics() {}

    /** The values that are not NaN, in order, copied. */
    public static double[] present(double[] values) {
        double[] present = new double[values.length];
        int n = 0;
        for (double x : values) {
            if (!Double.isNaN(x)) {
                present[n++] = x;
            }
        }
        return Arrays.copyOf(present, n);
    }

    /** The mean in two passes, the second taking the rounding error of the first; 0 of no values. */
    public static double mean(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double sum = 0;
        for (double x : values) {
            sum += x;
        }
        double mean = sum / values.length;
        double rest = 0;
        for (double x : values) {
            rest += x - mean;
        }
        return mean + rest / values.length;
    }

    /** The population standard deviation; exactly 0 of no values and of equal ones, whatever rounding did to the mean. */
    public static double deviation(double[] values, double mean) {
        double sum = 0;
        boolean constant = true;
        for (double x : values) {
            sum += (x - mean) * (x - mean);
            constant &= x == values[0];
        }
        return constant ? 0 : Math.sqrt(sum / values.length);
    }

    /** The middle value, or the mean of the two in the middle; of at least one value. */
    public static double median(double[] values) {
        double[] sorted = sorted(values);
        int middle = sorted.length / 2;
        // Halved before adding, so that large values do not overflow.
        return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] * 0.5 + sorted[middle] * 0.5;
    }

    /** The most frequent value, the smallest of those; of at least one value. */
    public static double mode(double[] values) {
        double[] sorted = sorted(values);
        double mode = sorted[0];
        int most = 0;
        int start = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] != sorted[start]) {
                start = i;
            }
            if (i - start + 1 > most) {
                most = i - start + 1;
                mode = sorted[i];
            }
        }
        return mode;
    }

    /**
     * The p-quantile of sorted values by linear interpolation between order statistics (Hyndman and Fan's type 7, the
     * default of R and NumPy); of at least one value.
     */
    public static double quantile(double[] sorted, double p) {
        double place = p * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        double share = place - below;
        // Weighted rather than by difference, so that large values do not overflow.
        return sorted[below] == sorted[above] ? sorted[below] : sorted[below] * (1 - share) + sorted[above] * share;
    }

    /** A sorted copy. */
    public static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
