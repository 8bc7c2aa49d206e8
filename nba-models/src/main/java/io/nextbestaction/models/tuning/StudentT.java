// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.models.internal.Gamma;

/** Student's t distribution, by the continued fraction of the incomplete beta function (DLMF 8.17.22). */
final class StudentT {
    private static final double TINY = 1e-300;
    private static final double ENOUGH = 1e-15;
    private static final int TERMS = 10_000;

    private StudentT() {}

    /** The probability of a value at least as far from 0 as {@code t}; NaN for NaN. */
    static double twoSided(double t, double freedom) {
        if (Double.isNaN(t)) {
            return Double.NaN;
        }
        if (Double.isInfinite(t)) {
            return 0;
        }
        // Of a share and its complement the smaller keeps its digits.
        return t * t < freedom
                ? 1 - incompleteBeta(t * t / (freedom + t * t), 0.5, freedom / 2)
                : incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
    }

    /** The value that a share of {@code level} lies within on both sides of 0, by halving the interval. */
    static double within(double level, double freedom) {
        double low = 0;
        double high = 1;
        while (1 - twoSided(high, freedom) < level && high < 1e15) {
            high *= 2;
        }
        for (int i = 0; i < 200 && low < high; i++) {
            double middle = (low + high) / 2;
            if (middle == low || middle == high) {
                break;
            }
            if (1 - twoSided(middle, freedom) < level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** I_x(a, b), in [0, 1]. */
    static double incompleteBeta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = StrictMath.exp(
                a * StrictMath.log(x) + b * StrictMath.log1p(-x) + Gamma.log(a + b) - Gamma.log(a) - Gamma.log(b));
        // The fraction converges fast on this side only.
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b;
    }

    /** Lentz's method. */
    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m < TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonZero(1 + even * d);
            c = nonZero(1 + even / c);
            value *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonZero(1 + odd * d);
            c = nonZero(1 + odd / c);
            value *= c * d;
            if (Math.abs(c * d - 1) < ENOUGH) {
                break;
            }
        }
        return value;
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
