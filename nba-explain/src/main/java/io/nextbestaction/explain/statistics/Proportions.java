// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.statistics;

import io.nextbestaction.explain.Interval;

/** Intervals and tests of shares, k of n; NaN where n is 0. */
public final class Proportions {
    private Proportions() {}

    /** A share with Wilson's score interval (1927). */
    public static Interval share(long k, long n, double level) {
        double p = (double) k / n;
        if (n == 0) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN, level);
        }
        double z2 = Levels.reach(level) * Levels.reach(level);
        double middle = p + z2 / (2 * n);
        double reach = Math.sqrt(z2 * (p * (1 - p) / n + z2 / (4.0 * n * n)));
        double scale = 1 + z2 / n;
        // The ends of 0 and of 1 are exact; rounding would leave a speck.
        return new Interval(p, k == 0 ? 0 : (middle - reach) / scale, k == n ? 1 : (middle + reach) / scale, level);
    }

    /**
     * The difference of two independent figures from their own intervals (Newcombe 1998; Zou and Donner 2008): of shares,
     * Newcombe's score interval.
     */
    public static Interval difference(Interval one, Interval other) {
        double estimate = one.estimate() - other.estimate();
        return new Interval(
                estimate,
                estimate - Math.hypot(one.estimate() - one.low(), other.high() - other.estimate()),
                estimate + Math.hypot(one.high() - one.estimate(), other.estimate() - other.low()),
                one.level());
    }

    /** The mean of two independent figures from their own intervals, in the same manner. */
    public static Interval mean(Interval one, Interval other) {
        double estimate = (one.estimate() + other.estimate()) / 2;
        return new Interval(
                estimate,
                estimate - Math.hypot(one.estimate() - one.low(), other.estimate() - other.low()) / 2,
                estimate + Math.hypot(one.high() - one.estimate(), other.high() - other.estimate()) / 2,
                one.level());
    }

    /**
     * The ratio of two shares with the interval of its logarithm (Katz et al. 1978). Where a count is 0 half a case is added
     * to each cell for the ends, as they would be undefined; the estimate stays as it is.
     */
    public static Interval ratio(long k, long n, long otherK, long otherN, double level) {
        double estimate = ((double) k / n) / ((double) otherK / otherN);
        if (n == 0 || otherN == 0) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN, level);
        }
        double add = k == 0 || otherK == 0 ? 0.5 : 0;
        double a = k + add;
        double b = otherK + add;
        double log = StrictMath.log(a / (n + 2 * add)) - StrictMath.log(b / (otherN + 2 * add));
        double variance = 1 / a - 1 / (n + 2 * add) + 1 / b - 1 / (otherN + 2 * add);
        double reach = Levels.reach(level) * Math.sqrt(Math.max(0, variance));
        return new Interval(estimate, StrictMath.exp(log - reach), StrictMath.exp(log + reach), level);
    }

    /**
     * The chance of a table at least as unlikely as this one if both shares were the same: Fisher's exact test, two-sided by
     * the probabilities of the tables; O(smaller margin).
     */
    public static double fisher(long k, long n, long otherK, long otherN) {
        long hits = k + otherK;
        long all = n + otherN;
        long from = Math.max(0, hits - otherN);
        long to = Math.min(n, hits);
        // Weights relative to the observed table: no factorials, and their sum is the norm.
        double less = 0;
        double sum = 1;
        double extreme = 1;
        double weight = 1;
        for (long i = k; i < to; i++) {
            weight *= (double) (n - i) * (hits - i) / ((double) (i + 1) * (all - n - hits + i + 1));
            sum += weight;
            extreme += weight <= 1 + 1e-7 ? weight : 0;
        }
        weight = 1;
        for (long i = k; i > from; i--) {
            weight *= (double) i * (all - n - hits + i) / ((double) (n - i + 1) * (hits - i + 1));
            less += weight;
            extreme += weight <= 1 + 1e-7 ? weight : 0;
        }
        return Math.min(1, extreme / (sum + less));
    }
}
