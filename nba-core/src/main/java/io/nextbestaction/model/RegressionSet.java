// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;

/**
 * Features, a number to predict and a weight for each row.
 *
 * @param features [rows × columns]; NaN is missing
 * @param targets one for each row, finite
 * @param weights how much each row counts, at least 0; empty where every row counts 1
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of large arrays, never compared
public record RegressionSet(FeatureMatrix features, double[] targets, double[] weights) {

    /**
     * Checks that rows, targets and weights match.
     *
     * @throws IllegalArgumentException if their numbers differ, a target is not finite, or a weight is negative or not
     *     finite
     */
    public RegressionSet {
        if (features.rows() != targets.length) {
            throw new IllegalArgumentException(
                    "The targets (" + targets.length + ") must be as many as the rows (" + features.rows() + ").");
        }
        for (int i = 0; i < targets.length; i++) {
            if (!Double.isFinite(targets[i])) {
                throw new IllegalArgumentException("The target (" + targets[i] + ") of row " + (i + 1)
                        + " must be finite.\nMaybe leave out rows whose outcome is unknown.");
            }
        }
        checkWeights(weights, targets.length);
    }

    /** Rows that all count 1. */
    public RegressionSet(FeatureMatrix features, double[] targets) {
        this(features, targets, new double[0]);
    }

    /** The number of rows. */
    public int rows() {
        return targets.length;
    }

    /** The sum of the weights: the number of rows where all count 1. */
    public double totalWeight() {
        double total = weighted() ? 0 : rows();
        for (double weight : weights) {
            total += weight;
        }
        return total;
    }

    /** The weighted mean of the targets, around the first so that large ones lose nothing; NaN without rows or weight. */
    public double mean() {
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            sum += (weighted() ? weights[i] : 1) * (targets[i] - targets[0]);
        }
        double total = totalWeight();
        return total > 0 ? targets[0] + sum / total : Double.NaN;
    }

    /** Whether rows count differently. */
    public boolean weighted() {
        return weights.length > 0;
    }

    /** The rows at the given positions, copied. */
    public RegressionSet select(int[] positions) {
        return new RegressionSet(features.select(positions), select(targets, positions), select(weights, positions));
    }

    static double[] select(double[] values, int[] positions) {
        if (values.length == 0) {
            return values;
        }
        double[] selected = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            selected[i] = values[positions[i]];
        }
        return selected;
    }

    static void checkWeights(double[] weights, int rows) {
        if (weights.length != 0 && weights.length != rows) {
            throw new IllegalArgumentException("The weights (" + weights.length + ") must be as many as the rows ("
                    + rows + "), or none.\nMaybe leave them out: then every row counts 1.");
        }
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
                throw new IllegalArgumentException("The weight (" + weights[i] + ") of row " + (i + 1)
                        + " must be finite and at least 0.\nMaybe leave the row out.");
            }
        }
    }
}
