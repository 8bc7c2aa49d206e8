// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.internal;

/** The standard normal distribution, to about 14 digits, strict arithmetic. Not API. */
public final class Normal {
    private static final double ROOT = 2.5066282746310002;

    private Normal() {}

    /** The chance of a value below z. */
    public static double cdf(double z) {
        if (Double.isNaN(z)) {
            return Double.NaN;
        }
        double x = Math.abs(z);
        double upper = x < 5 ? 0.5 - body(x) : tail(x);
        return z > 0 ? 1 - upper : upper;
    }

    /** φ(x) · (x + x³/3 + x⁵/15 + …): the chance between 0 and x. */
    private static double body(double x) {
        double term = x;
        double sum = x;
        for (int i = 3; term > sum * 1e-18; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return density(x) * sum;
    }

    /** φ(x) / (x + 1/(x + 2/(x + 3/…))): the chance above x, for large x. */
    private static double tail(double x) {
        double fraction = x;
        for (int i = 60; i >= 1; i--) {
            fraction = x + i / fraction;
        }
        return density(x) / fraction;
    }

    private static double density(double x) {
        return StrictMath.exp(-x * x / 2) / ROOT;
    }

    /**
     * The value that a share lies below.
     *
     * @param share in (0, 1)
     */
    public static double quantile(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("The share (" + share + ") of a quantile must lie between 0 and 1.");
        }
        if (share > 0.5) {
            return -quantile(1 - share);
        }
        double low = -39;
        double high = 0;
        while (true) {
            double middle = (low + high) / 2;
            if (middle == low || middle == high) {
                return middle;
            }
            if (cdf(middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /** How many standard errors an interval of a level reaches to either side. */
    public static double reach(double level) {
        return -quantile((1 - level) / 2);
    }
}
