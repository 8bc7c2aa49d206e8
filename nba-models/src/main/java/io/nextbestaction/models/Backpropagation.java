// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.model.Link;
import io.nextbestaction.model.Network;
import io.nextbestaction.models.internal.Standard;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The loss of a dense network and its gradient over rows of a training set, all parameters in one array: of each layer
 * the weights [values that come in × units], then the biases. The loss is the weighted cross-entropy a row and half the
 * penalty times ‖weights‖², biases free. Not thread-safe.
 */
final class Backpropagation {
    private final int[] sizes;
    private final int[] starts;
    private final double[] values;
    private final boolean[] labels;
    private final double[] weights;
    private final double penalty;
    private final double[][] activations;
    private final double[][] errors;

    /**
     * A network over scaled rows.
     *
     * @param sizes columns, units of each hidden layer, 1
     * @param values row-major [rows × columns]
     * @param weights one for each row
     */
    Backpropagation(int[] sizes, double[] values, boolean[] labels, double[] weights, double penalty) {
        this.sizes = sizes;
        this.values = values;
        this.labels = labels;
        this.weights = weights;
        this.penalty = penalty;
        this.starts = new int[sizes.length];
        this.activations = new double[sizes.length][];
        this.errors = new double[sizes.length][];
        for (int l = 0; l < sizes.length; l++) {
            activations[l] = new double[sizes[l]];
            errors[l] = new double[sizes[l]];
            if (l > 0) {
                starts[l] = Math.addExact(
                        starts[l - 1], Math.addExact(Math.multiplyExact(sizes[l - 1], sizes[l]), sizes[l]));
            }
        }
    }

    /** The number of parameters. */
    int parameters() {
        return starts[starts.length - 1];
    }

    /** Weights even within ±√(6 / values that come in), which keeps the spread of rectified units (He et al. 2015). */
    double[] start(SplittableRandom random) {
        double[] parameters = new double[parameters()];
        for (int l = 1; l < sizes.length; l++) {
            double most = Math.sqrt(6.0 / sizes[l - 1]);
            for (int w = 0; w < sizes[l - 1] * sizes[l]; w++) {
                parameters[starts[l - 1] + w] = most * (2 * random.nextDouble() - 1);
            }
        }
        return parameters;
    }

    /** The mean weighted loss of some rows, without the penalty. */
    double loss(double[] parameters, int[] rows) {
        double sum = 0;
        double total = 0;
        for (int row : rows) {
            double margin = forward(parameters, row);
            sum += weights[row] * crossEntropy(margin, labels[row]);
            total += weights[row];
        }
        return sum / total;
    }

    /** Writes the gradient over the rows from one position to another; the loss is a mean over their number. */
    void gradient(double[] parameters, int[] rows, int from, int to, double[] gradient) {
        Arrays.fill(gradient, 0);
        for (int r = from; r < to; r++) {
            int row = rows[r];
            double margin = forward(parameters, row);
            double target = labels[row] ? 1 : 0;
            errors[sizes.length - 1][0] = weights[row] * (Link.sigmoid(margin) - target) / (to - from);
            backward(parameters, gradient);
        }
        for (int l = 1; l < sizes.length; l++) {
            int end = starts[l] - sizes[l];
            for (int w = starts[l - 1]; w < end; w++) {
                gradient[w] += penalty * parameters[w];
            }
        }
    }

    private double forward(double[] parameters, int row) {
        System.arraycopy(values, row * sizes[0], activations[0], 0, sizes[0]);
        for (int l = 1; l < sizes.length; l++) {
            double[] in = activations[l - 1];
            double[] out = activations[l];
            int units = sizes[l];
            System.arraycopy(parameters, starts[l] - units, out, 0, units);
            for (int j = 0; j < in.length; j++) {
                double value = in[j];
                int first = starts[l - 1] + j * units;
                for (int u = 0; u < units; u++) {
                    out[u] += value * parameters[first + u];
                }
            }
            for (int u = 0; u < units && l < sizes.length - 1; u++) {
                out[u] = Math.max(0, out[u]);
            }
        }
        return activations[sizes.length - 1][0];
    }

    /** Takes the error of the output back through the layers, adding to the gradient on the way. */
    private void backward(double[] parameters, double[] gradient) {
        for (int l = sizes.length - 1; l > 0; l--) {
            double[] in = activations[l - 1];
            double[] error = errors[l];
            double[] below = errors[l - 1];
            int units = sizes[l];
            int biases = starts[l] - units;
            for (int u = 0; u < units; u++) {
                gradient[biases + u] += error[u];
            }
            for (int j = 0; j < in.length; j++) {
                double value = in[j];
                below[j] = 0;
                // A unit cut at 0 neither moves its weights nor passes an error on; inputs need none passed.
                if (value != 0) {
                    int first = starts[l - 1] + j * units;
                    for (int u = 0; u < units; u++) {
                        gradient[first + u] += value * error[u];
                    }
                    below[j] = l > 1 ? dot(error, parameters, first) : 0;
                }
            }
        }
    }

    /** Four sums side by side, which hide the latency of adding. */
    private static double dot(double[] a, double[] b, int from) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i + 4 <= a.length; i += 4) {
            first += a[i] * b[from + i];
            second += a[i + 1] * b[from + i + 1];
            third += a[i + 2] * b[from + i + 2];
            fourth += a[i + 3] * b[from + i + 3];
        }
        for (; i < a.length; i++) {
            first += a[i] * b[from + i];
        }
        return first + second + (third + fourth);
    }

    private static double crossEntropy(double margin, boolean label) {
        double z = label ? -margin : margin;
        return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }

    /** The network, the scaling of its inputs folded into the first layer. */
    Network network(double[] parameters, Standard standard) {
        int layers = sizes.length - 1;
        double[][] folded = new double[layers][];
        double[][] biases = new double[layers][];
        for (int l = 0; l < layers; l++) {
            int end = starts[l + 1] - sizes[l + 1];
            folded[l] = Arrays.copyOfRange(parameters, starts[l], end);
            biases[l] = Arrays.copyOfRange(parameters, end, starts[l + 1]);
        }
        int units = sizes[1];
        for (int j = 0; j < sizes[0]; j++) {
            for (int u = 0; u < units; u++) {
                int w = j * units + u;
                folded[0][w] = standard.active(j) ? folded[0][w] / standard.deviation(j) : 0;
                biases[0][u] -= folded[0][w] * standard.mean(j);
            }
        }
        return Network.of(folded, biases, standard.means());
    }
}
