// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;
import java.util.Arrays;

/**
 * A linear score: bias + Σ weight · value, with any scaling of the inputs folded into weights and bias. A missing value
 * counts as the mean of its column, so it neither raises nor lowers the score against the average customer. Immutable,
 * thread-safe; scoring is O(inputs) and allocates nothing.
 */
public final class LinearModel implements Scorer {
    private final double[] weights;
    private final double[] means;
    private final double bias;
    private final Link link;

    private LinearModel(double[] weights, double bias, double[] means, Link link) {
        this.weights = weights;
        this.bias = bias;
        this.means = means;
        this.link = link;
    }

    /**
     * A linear model; arrays are copied.
     *
     * @param weights one weight for each input, finite
     * @param bias the constant term, finite
     * @param means the training mean of each input, finite: the stand-in for a missing value and the reference of
     *     explanations
     * @param link how the margin becomes a probability
     * @throws IllegalArgumentException if lengths differ or a number is not finite
     */
    public static LinearModel of(double[] weights, double bias, double[] means, Link link) {
        if (weights.length != means.length || weights.length == 0) {
            throw new IllegalArgumentException("The weights (" + weights.length + ") and means (" + means.length
                    + ") of a linear model must be as many, at least one.");
        }
        boolean finite = Double.isFinite(bias)
                && Arrays.stream(weights).allMatch(Double::isFinite)
                && Arrays.stream(means).allMatch(Double::isFinite);
        if (!finite) {
            throw new IllegalArgumentException("The weights, means and bias of a linear model must be finite.\n"
                    + "Maybe training diverged: scale the inputs or raise the regularisation.");
        }
        return new LinearModel(weights.clone(), bias, means.clone(), link);
    }

    @Override
    public int inputs() {
        return weights.length;
    }

    @Override
    public Link link() {
        return link;
    }

    @Override
    public double margin(double[] features) {
        return margin(features, 0);
    }

    private double margin(double[] rows, int offset) {
        double sum = bias;
        for (int i = 0; i < weights.length; i++) {
            double value = rows[offset + i];
            sum += weights[i] * (Double.isNaN(value) ? means[i] : value);
        }
        return sum;
    }

    @Override
    public double margin(double[] features, Scratch scratch) {
        return margin(features);
    }

    @Override
    public void margins(FeatureMatrix rows, int from, int to, double[] out, Scratch scratch) {
        RowTasks.check(this, rows, from, to, out);
        double[] values = rows.values();
        for (int row = from; row < to; row++) {
            out[row] = margin(values, row * rows.columns());
        }
    }

    /** The weight of an input. */
    public double weight(int input) {
        return weights[input];
    }

    /** The constant term. */
    public double bias() {
        return bias;
    }

    /** The training mean of an input. */
    public double mean(int input) {
        return means[input];
    }
}
