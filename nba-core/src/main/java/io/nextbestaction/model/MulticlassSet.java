// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;
import java.util.HashSet;
import java.util.List;

/**
 * Features, the class and a weight for each row.
 *
 * @param features [rows × columns]; NaN is missing
 * @param classes the names of the classes, at least two, all different
 * @param labels the index of the class of each row
 * @param weights how much each row counts, at least 0; empty where every row counts 1
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of large arrays, never compared
public record MulticlassSet(FeatureMatrix features, List<String> classes, int[] labels, double[] weights) {

    /**
     * Checks that rows, labels, classes and weights match.
     *
     * @throws IllegalArgumentException if their numbers differ, a label names no class, class names are fewer than two or
     *     repeated, or a weight is negative or not finite
     */
    public MulticlassSet {
        classes = List.copyOf(classes);
        if (features.rows() != labels.length) {
            throw new IllegalArgumentException(
                    "The labels (" + labels.length + ") must be as many as the rows (" + features.rows() + ").");
        }
        checkClasses(classes);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes.size()) {
                throw new IllegalArgumentException("The label (" + labels[i] + ") of row " + (i + 1)
                        + " must be the index of one of " + classes.size() + " classes.");
            }
        }
        RegressionSet.checkWeights(weights, features.rows());
    }

    /** Rows that all count 1. */
    public MulticlassSet(FeatureMatrix features, List<String> classes, int[] labels) {
        this(features, classes, labels, new double[0]);
    }

    static void checkClasses(List<String> classes) {
        if (classes.size() < 2 || new HashSet<>(classes).size() != classes.size()) {
            throw new IllegalArgumentException("The classes (" + classes.size()
                    + ") must be at least 2, all different.\n" + "Maybe the label column is not the one meant.");
        }
    }

    /** The number of rows. */
    public int rows() {
        return labels.length;
    }

    /** Whether rows count differently. */
    public boolean weighted() {
        return weights.length > 0;
    }

    /** The number of rows of each class. */
    public int[] counts() {
        int[] counts = new int[classes.size()];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /** The rows at the given positions, copied; the classes stay. */
    public MulticlassSet select(int[] positions) {
        int[] selected = new int[positions.length];
        for (int i = 0; i < positions.length; i++) {
            selected[i] = labels[positions[i]];
        }
        return new MulticlassSet(
                features.select(positions), classes, selected, RegressionSet.select(weights, positions));
    }

    /** One class against the rest: the event is that class. */
    public TrainingSet oneVersusRest(int index) {
        boolean[] event = new boolean[labels.length];
        for (int i = 0; i < event.length; i++) {
            event[i] = labels[i] == index;
        }
        return new TrainingSet(features, event, weights);
    }
}
