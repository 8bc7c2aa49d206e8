// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;

/**
 * Nearest of k centres by weighted squared distance Σ weight · (value − centre)², the scaling of training folded into
 * the weights. A missing value counts as the training mean of its column; equal distances go to the lower index.
 * Immutable, thread-safe; O(k · inputs), allocates nothing.
 */
public final class Centroids {
    private final double[][] centres;
    private final double[] weights;
    private final double[] means;

    private Centroids(double[][] centres, double[] weights, double[] means) {
        this.centres = centres;
        this.weights = weights;
        this.means = means;
    }

    /**
     * Centres in the units of the features; arrays are copied.
     *
     * @param centres [k × inputs], finite
     * @param weights one for each input, finite, not negative; 0 leaves a column out
     * @param means the training mean of each input, finite
     * @throws IllegalArgumentException if there is no centre, lengths differ or a number breaks its rule
     */
    public static Centroids of(double[][] centres, double[] weights, double[] means) {
        if (centres.length == 0 || weights.length == 0 || weights.length != means.length) {
            throw new IllegalArgumentException("The centres (" + centres.length + "), weights (" + weights.length
                    + ") and means (" + means.length + ") must be at least one, with a weight and a mean per input.");
        }
        double[][] copy = new double[centres.length][];
        for (int k = 0; k < centres.length; k++) {
            if (centres[k].length != weights.length
                    || !Arrays.stream(centres[k]).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("The centre " + k + " (" + centres[k].length + " values) must have "
                        + weights.length + " finite values.");
            }
            copy[k] = centres[k].clone();
        }
        if (!Arrays.stream(weights).allMatch(w -> Double.isFinite(w) && w >= 0)
                || !Arrays.stream(means).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "The weights and means of centroids must be finite, weights not negative.");
        }
        return new Centroids(copy, weights.clone(), means.clone());
    }

    /** The number of centres. */
    public int size() {
        return centres.length;
    }

    /** The length of the feature vector. */
    public int inputs() {
        return weights.length;
    }

    /** The index of the nearest centre. */
    public int nearest(double[] features) {
        int best = 0;
        double bestDistance = Double.POSITIVE_INFINITY;
        for (int k = 0; k < centres.length; k++) {
            double distance = distance(features, k);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = k;
            }
        }
        return best;
    }

    /** The weighted squared distance to one centre. */
    public double distance(double[] features, int centre) {
        double[] c = centres[centre];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double value = features[i];
            double difference = (Double.isNaN(value) ? means[i] : value) - c[i];
            sum += weights[i] * difference * difference;
        }
        return sum;
    }

    /** One coordinate of a centre, in the units of the feature. */
    public double centre(int centre, int input) {
        return centres[centre][input];
    }

    /** The weight of an input. */
    public double weight(int input) {
        return weights[input];
    }

    /** The training mean of an input. */
    public double mean(int input) {
        return means[input];
    }
}
