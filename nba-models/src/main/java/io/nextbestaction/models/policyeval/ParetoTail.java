// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

import java.util.Arrays;

/**
 * How heavy the tail of weights is: the shape k of a generalized Pareto distribution, fitted to the largest min(n / 5, 3·√n)
 * less the next one. Moments of order 1 / k and above are infinite: from 1/2 on the variance, from 1 on the mean. Fitted by
 * Zhang and Stephens (2009), drawn towards 1/2 as if by ten weights (Vehtari et al. 2024).
 */
final class ParetoTail {
    private static final int LEAST_TAIL = 5;
    private static final double PRIOR_WEIGHT = 10;
    private static final double PRIOR_SHAPE = 0.5;

    private ParetoTail() {}

    /** Infinite where fewer than five weights make the tail; NaN where none does, the largest all being the same. */
    static double shape(double[] weights) {
        double[] sorted = weights.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        int tail = (int) Math.ceil(Math.min(n / 5.0, 3 * Math.sqrt(n)));
        if (n <= tail) {
            return Double.NaN;
        }
        double cut = sorted[n - 1 - tail];
        double largest = sorted[n - 1];
        int first = n - tail;
        while (first < n && sorted[first] <= cut) {
            first++;
        }
        if (first == n) {
            return Double.NaN;
        }
        if (n - first < LEAST_TAIL) {
            return Double.POSITIVE_INFINITY;
        }
        // The shape is that of the weights in any unit.
        return fit(Arrays.stream(sorted, first, n).map(w -> (w - cut) / largest).toArray());
    }

    /** The likelihood of k and the scale σ has one parameter b = -k / σ with k = mean ln(1 - b·x): its mean over a grid. */
    private static double fit(double[] x) {
        int n = x.length;
        double mean = Arrays.stream(x).average().orElseThrow();
        double quartile = x[(int) (n / 4.0 + 0.5) - 1];
        int points = 30 + (int) Math.sqrt(n);
        double[] grid = new double[points];
        double[] likelihood = new double[points];
        double most = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < points; j++) {
            grid[j] = 1 / x[n - 1] + (1 - Math.sqrt(points / (j + 0.5))) / (3 * quartile);
            double k = shape(x, grid[j]);
            // As b goes to 0 the distribution becomes the exponential one of this mean.
            double rate = grid[j] == 0 ? 1 / mean : -grid[j] / k;
            likelihood[j] = n * (StrictMath.log(rate) - k - 1);
            most = Math.max(most, likelihood[j]);
        }
        double b = 0;
        double total = 0;
        for (int j = 0; j < points; j++) {
            double weight = StrictMath.exp(likelihood[j] - most);
            b += weight * grid[j];
            total += weight;
        }
        double k = shape(x, b / total);
        return (n * k + PRIOR_WEIGHT * PRIOR_SHAPE) / (n + PRIOR_WEIGHT);
    }

    private static double shape(double[] x, double b) {
        double sum = 0;
        for (double each : x) {
            sum += StrictMath.log1p(-b * each);
        }
        return sum / x.length;
    }
}
