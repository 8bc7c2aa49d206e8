// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;

/**
 * Features, a yes-or-no outcome and a weight for each row.
 *
 * @param features [rows × columns]; NaN is missing
 * @param labels one for each row; true is the event (churned, accepted)
 * @param weights how much each row counts, at least 0; empty where every row counts 1
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of large arrays, never compared
public record TrainingSet(FeatureMatrix features, boolean[] labels, double[] weights) {

    /**
     * Checks that rows, labels and weights match.
     *
     * @throws IllegalArgumentException if their numbers differ, or a weight is negative or not finite
     */
    public TrainingSet {
        if (features.rows() != labels.length) {
            throw new IllegalArgumentException(
                    "The labels (" + labels.length + ") must be as many as the rows (" + features.rows() + ").");
        }
        RegressionSet.checkWeights(weights, features.rows());
    }

    /** Rows that all count 1. */
    public TrainingSet(FeatureMatrix features, boolean[] labels) {
        this(features, labels, new double[0]);
    }

    /** Whether rows count differently. */
    public boolean weighted() {
        return weights.length > 0;
    }

    /** The number of rows. */
    public int rows() {
        return labels.length;
    }

    /** The number of rows with the event. */
    public int positives() {
        int positives = 0;
        for (boolean label : labels) {
            positives += label ? 1 : 0;
        }
        return positives;
    }

    /** The rows at the given positions, copied. */
    public TrainingSet select(int[] positions) {
        boolean[] selected = new boolean[positions.length];
        for (int i = 0; i < positions.length; i++) {
            selected[i] = labels[positions[i]];
        }
        return new TrainingSet(features.select(positions), selected, RegressionSet.select(weights, positions));
    }
}
