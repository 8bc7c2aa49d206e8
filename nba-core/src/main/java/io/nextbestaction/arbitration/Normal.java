// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

/** The standard normal distribution, as exact as doubles allow and slow: asked once for each engine. */
public final class Normal {
    private static final int STEPS = 2000;

    private Normal() {}

    /** The z below which a share p in (0, 1) lies; bisection on the distribution function. */
    public static double quantile(double p) {
        double low = -9;
        double high = 9;
        for (int i = 0; i < 100; i++) {
            double middle = 0.5 * (low + high);
            if (below(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    /** The share below z, by Simpson's rule from 0. */
    static double below(double z) {
        double step = z / STEPS;
        double sum = density(0) + density(z);
        for (int i = 1; i < STEPS; i++) {
            sum += (i % 2 == 1 ? 4 : 2) * density(i * step);
        }
        return 0.5 + sum * step / 3;
    }

    private static double density(double z) {
        return StrictMath.exp(-0.5 * z * z) / StrictMath.sqrt(2 * Math.PI);
    }
}
