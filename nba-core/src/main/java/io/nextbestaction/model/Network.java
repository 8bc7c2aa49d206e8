// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;
import java.util.Arrays;

/**
 * A small dense network with one output, the log-odds: layers of weighted sums, each but the last cut at 0 (rectified
 * linear units), any scaling of the inputs folded into the first. A missing value counts as the mean of its column.
 * Immutable, thread-safe; scoring is O(weights) and allocates nothing once the scratch has grown.
 */
public final class Network implements Scorer {
    /** The most units of a layer. */
    public static final int MOST_UNITS = 4096;

    private final int[] sizes;
    private final double[][] weights;
    private final double[][] biases;
    private final double[] means;

    private Network(int[] sizes, double[][] weights, double[][] biases, double[] means) {
        this.sizes = sizes;
        this.weights = weights;
        this.biases = biases;
        this.means = means;
    }

    /**
     * A network; arrays are copied.
     *
     * @param weights for each layer, row-major [values that come in × units], finite: all weights of the first value,
     *     then of the second
     * @param biases for each layer, one for each unit, finite; the last layer has one unit
     * @param means the training mean of each input, finite
     * @throws IllegalArgumentException if there is no layer, lengths do not fit or a number is not finite
     */
    public static Network of(double[][] weights, double[][] biases, double[] means) {
        if (weights.length == 0 || weights.length != biases.length || means.length == 0) {
            throw new IllegalArgumentException("The weights (" + weights.length + " layers), biases (" + biases.length
                    + ") and means (" + means.length + ") of a network must be at least one, with a bias per unit.");
        }
        int[] sizes = new int[weights.length + 1];
        sizes[0] = means.length;
        double[][] weightsCopy = new double[weights.length][];
        double[][] biasesCopy = new double[weights.length][];
        for (int layer = 0; layer < weights.length; layer++) {
            int units = biases[layer].length;
            boolean last = layer == weights.length - 1;
            if (units < 1 || units > (last ? 1 : MOST_UNITS)) {
                throw new IllegalArgumentException("The units (" + units + ") of layer " + layer
                        + " of a network must lie between 1 and " + (last ? 1 : MOST_UNITS) + ".");
            }
            if (weights[layer].length != (long) sizes[layer] * units) {
                throw new IllegalArgumentException("The weights (" + weights[layer].length + ") of layer " + layer
                        + " of a network must be " + sizes[layer] + " for each of its " + units + " units.");
            }
            sizes[layer + 1] = units;
            weightsCopy[layer] = weights[layer].clone();
            biasesCopy[layer] = biases[layer].clone();
        }
        if (!finite(weightsCopy) || !finite(biasesCopy) || !finite(new double[][] {means})) {
            throw new IllegalArgumentException("The weights, biases and means of a network must be finite.\n"
                    + "Maybe training diverged: lower the learning rate.");
        }
        return new Network(sizes, weightsCopy, biasesCopy, means.clone());
    }

    private static boolean finite(double[][] arrays) {
        return Arrays.stream(arrays).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    }

    @Override
    public int inputs() {
        return means.length;
    }

    @Override
    public Link link() {
        return Link.LOGISTIC;
    }

    /** As {@link #margin(double[], Scratch)}, with buffers of its own. */
    @Override
    public double margin(double[] features) {
        return margin(features, 0, new Scratch());
    }

    @Override
    public double margin(double[] features, Scratch scratch) {
        return margin(features, 0, scratch);
    }

    private double margin(double[] rows, int offset, Scratch scratch) {
        double[] sums = scratch.layer(0, sizes[1]);
        sums(rows, offset, sums, scratch);
        return onward(sums, scratch);
    }

    private void sums(double[] rows, int offset, double[] sums, Scratch scratch) {
        double[] in = scratch.scaled(means.length);
        for (int j = 0; j < means.length; j++) {
            double value = rows[offset + j];
            in[j] = Double.isNaN(value) ? means[j] : value;
        }
        forward(weights[0], biases[0], in, sizes[0], sums);
    }

    /** The margin from the sums of the first layer, which are overwritten if they lie in the scratch. */
    private double onward(double[] sums, Scratch scratch) {
        double[] in = sums;
        for (int layer = 1; layer < weights.length; layer++) {
            rectify(in, sizes[layer]);
            double[] out = scratch.layer(layer, sizes[layer + 1]);
            forward(weights[layer], biases[layer], in, sizes[layer], out);
            in = out;
        }
        return in[0];
    }

    /**
     * Writes the weighted sums of the first layer, from which {@link #marginOfSums} goes on: whoever scores
     * many vectors that differ in one input {@link #move}s the sums instead of working them out anew.
     *
     * @param features at least {@link #inputs()} values; NaN is missing
     * @param sums at least as many as the first layer has units, overwritten
     * @param scratch buffers of the calling thread
     */
    public void sums(double[] features, double[] sums, Scratch scratch) {
        sums(features, 0, sums, scratch);
    }

    /** Moves the sums of the first layer as if the value of one input had grown by a difference; O(units). */
    public void move(int input, double difference, double[] sums) {
        int units = sizes[1];
        int first = input * units;
        double[] layer = weights[0];
        for (int u = 0; u < units; u++) {
            sums[u] += difference * layer[first + u];
        }
    }

    /** The margin of a vector whose first layer has these sums, which stay as they are. */
    public double marginOfSums(double[] sums, Scratch scratch) {
        double[] own = scratch.layer(0, sizes[1]);
        System.arraycopy(sums, 0, own, 0, sizes[1]);
        return onward(own, scratch);
    }

    /** Runs over the units of a layer inside, four values at a time: vectors, and every sum in the order of the values. */
    private static void forward(double[] weights, double[] biases, double[] in, int size, double[] out) {
        int units = biases.length;
        System.arraycopy(biases, 0, out, 0, units);
        int j = 0;
        for (; j + 4 <= size; j += 4) {
            double a = in[j];
            double b = in[j + 1];
            double c = in[j + 2];
            double d = in[j + 3];
            int first = j * units;
            int second = first + units;
            int third = second + units;
            int fourth = third + units;
            for (int u = 0; u < units; u++) {
                out[u] = out[u]
                        + a * weights[first + u]
                        + b * weights[second + u]
                        + c * weights[third + u]
                        + d * weights[fourth + u];
            }
        }
        for (; j < size; j++) {
            double a = in[j];
            int first = j * units;
            for (int u = 0; u < units; u++) {
                out[u] += a * weights[first + u];
            }
        }
    }

    private static void rectify(double[] values, int size) {
        for (int u = 0; u < size; u++) {
            values[u] = Math.max(0, values[u]);
        }
    }

    @Override
    public void margins(FeatureMatrix rows, int from, int to, double[] out, Scratch scratch) {
        RowTasks.check(this, rows, from, to, out);
        double[] values = rows.values();
        for (int row = from; row < to; row++) {
            out[row] = margin(values, row * rows.columns(), scratch);
        }
    }

    /** The number of layers of weights, the output's included. */
    public int layers() {
        return weights.length;
    }

    /** The number of units of a layer. */
    public int units(int layer) {
        return sizes[layer + 1];
    }

    /** The weight a unit of a layer gives to a value that comes in. */
    public double weight(int layer, int in, int unit) {
        return weights[layer][in * sizes[layer + 1] + unit];
    }

    /** The bias of a unit of a layer. */
    public double bias(int layer, int unit) {
        return biases[layer][unit];
    }

    /** The training mean of an input. */
    public double mean(int input) {
        return means[input];
    }
}
