// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.internal;

/**
 * The temperature of least cross-entropy of a softmax (Guo et al. 2017). The loss is convex in 1 / temperature, so a search
 * by halves on its slope finds the least; between 1/100 and 100. Deterministic; O(rows · classes) a step. Not API.
 */
public final class Temperature {
    private static final double MOST = 100;
    private static final int STEPS = 60;

    private Temperature() {}

    /**
     * Fits a temperature.
     *
     * @param margins row-major [rows × classes], of rows the scorers had not seen
     * @param labels the class of each row
     */
    public static double fit(double[] margins, int[] labels, int classes) {
        double low = StrictMath.log(1 / MOST);
        double high = StrictMath.log(MOST);
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (slope(margins, labels, classes, StrictMath.exp(middle)) > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return 1 / StrictMath.exp((low + high) / 2);
    }

    /** The derivative of the cross-entropy by the factor on the margins: Σ over rows of mean margin − true margin. */
    private static double slope(double[] margins, int[] labels, int classes, double factor) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            int start = i * classes;
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                most = Math.max(most, margins[start + c]);
            }
            double weights = 0;
            double mean = 0;
            for (int c = 0; c < classes; c++) {
                double weight = StrictMath.exp(factor * (margins[start + c] - most));
                weights += weight;
                mean += weight * margins[start + c];
            }
            sum += mean / weights - margins[start + labels[i]];
        }
        return sum;
    }
}
