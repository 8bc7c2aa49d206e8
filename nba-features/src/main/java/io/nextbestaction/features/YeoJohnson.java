// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.features.internal.Statistics;

/**
 * The power transformation of Yeo and Johnson, "A new family of power transformations to improve normality or symmetry",
 * Biometrika 87 (2000). Increasing for every exponent; the same bits on every machine.
 */
final class YeoJohnson {
    /** The size of the largest exponent tried. */
    static final double LARGEST = 5;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double TOLERANCE = 1e-8;
    private static final double STEP = 0.25;

    private YeoJohnson() {}

    /** One value; NaN stays NaN. */
    static double transform(double x, double lambda) {
        return x >= 0 ? boxCox(x, lambda) : -boxCox(-x, 2 - lambda);
    }

    /** ((1 + x)^p - 1) / p, without losing digits where p or x is small. */
    private static double boxCox(double x, double power) {
        double log = StrictMath.log1p(x);
        return power == 0 ? log : StrictMath.expm1(power * log) / power;
    }

    /** The exponent under which finite values are most likely normal; 1 if they are constant or there are none. */
    static double fit(double[] values) {
        boolean constant = true;
        for (double x : values) {
            constant &= x == values[0];
        }
        if (constant) {
            return 1;
        }
        // A coarse grid first: the likelihood may be flat or undefined far from its maximum.
        double best = 1;
        double most = likelihood(values, best);
        for (double lambda = -LARGEST; lambda <= LARGEST; lambda += STEP) {
            double likelihood = likelihood(values, lambda);
            if (likelihood > most) {
                most = likelihood;
                best = lambda;
            }
        }
        return goldenSection(values, Math.max(-LARGEST, best - STEP), Math.min(LARGEST, best + STEP));
    }

    private static double goldenSection(double[] values, double from, double to) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = likelihood(values, left);
        double atRight = likelihood(values, right);
        while (high - low > TOLERANCE) {
            if (atLeft >= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = likelihood(values, left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = likelihood(values, right);
            }
        }
        return (low + high) / 2;
    }

    /** The normal log-likelihood up to a constant, minus infinity where rounding leaves no spread. */
    static double likelihood(double[] values, double lambda) {
        double[] transformed = new double[values.length];
        double jacobian = 0;
        for (int i = 0; i < values.length; i++) {
            transformed[i] = transform(values[i], lambda);
            jacobian += Math.copySign(StrictMath.log1p(Math.abs(values[i])), values[i]);
        }
        double mean = Statistics.mean(transformed);
        double deviation = Statistics.deviation(transformed, mean);
        // Spread of the size of the rounding error would look infinitely likely.
        if (!Double.isFinite(deviation) || deviation <= 1e-12 * Math.abs(mean)) {
            return Double.NEGATIVE_INFINITY;
        }
        return -values.length * StrictMath.log(deviation) + (lambda - 1) * jacobian;
    }
}
