// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;

/**
 * Features and a yes-or-no outcome for each row.
 *
 * @param features [rows × columns]; NaN is missing
 * @param labels one for each row; true is the event (churned, accepted)
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of large arrays, never compared
public record TrainingSet(FeatureMatrix features, boolean[] labels) {

    /**
     * Checks that rows and labels match.
     *
     * @throws IllegalArgumentException if their numbers differ
     */
    public TrainingSet {
        if (features.rows() != labels.length) {
            throw new IllegalArgumentException(
                    "The labels (" + labels.length + ") must be as many as the rows (" + features.rows() + ").");
        }
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
        return new TrainingSet(features.select(positions), selected);
    }
}
