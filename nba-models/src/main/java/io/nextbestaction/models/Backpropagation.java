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
    /** Rows whose gradients are added together, which spares loads and stores of the sums. */
    private static final int TOGETHER = 4;

    private final int[] sizes;
    private final int[] starts;
    private final double[] values;
    private final boolean[] labels;
    private final double[] weights;
    private final double penalty;
    private final double[][][] activations;
    private final double[][][] errors;

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
        this.activations = new double[sizes.length][TOGETHER][];
        this.errors = new double[sizes.length][TOGETHER][];
        for (int l = 0; l < sizes.length; l++) {
            for (int r = 0; r < TOGETHER; r++) {
                activations[l][r] = new double[sizes[l]];
                errors[l][r] = new double[sizes[l]];
            }
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
            double margin = forward(parameters, row, 0);
            sum += weights[row] * crossEntropy(margin, labels[row]);
            total += weights[row];
        }
        return sum / total;
    }

    /** Writes the gradient over the rows from one position to another; the loss is a mean over their number. */
    void gradient(double[] parameters, int[] rows, int from, int to, double[] gradient) {
        Arrays.fill(gradient, 0);
        int last = sizes.length - 1;
        for (int first = from; first < to; first += TOGETHER) {
            for (int r = 0; r < TOGETHER; r++) {
                // Beyond the end nothing is wrong, so nothing is added.
                errors[last][r][0] = 0;
                if (first + r < to) {
                    int row = rows[first + r];
                    double p = Link.sigmoid(forward(parameters, row, r));
                    errors[last][r][0] = weights[row] * (p - (labels[row] ? 1 : 0)) / (to - from);
                }
            }
            for (int l = last; l > 0; l--) {
                add(l, gradient);
                for (int r = 0; r < TOGETHER && l > 1; r++) {
                    backward(l, parameters, errors[l][r], activations[l - 1][r], errors[l - 1][r]);
                }
            }
        }
        for (int l = 1; l < sizes.length; l++) {
            int end = starts[l] - sizes[l];
            for (int w = starts[l - 1]; w < end; w++) {
                gradient[w] += penalty * parameters[w];
            }
        }
    }

    /** The margin of a row, its activations left in one of the places. */
    private double forward(double[] parameters, int row, int place) {
        System.arraycopy(values, row * sizes[0], activations[0][place], 0, sizes[0]);
        for (int l = 1; l < sizes.length; l++) {
            double[] in = activations[l - 1][place];
            double[] out = activations[l][place];
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
        return activations[sizes.length - 1][place][0];
    }

    /** Adds the gradient of a layer's parameters over the rows at all places. */
    private void add(int layer, double[] gradient) {
        int units = sizes[layer];
        int biases = starts[layer] - units;
        double[][] in = activations[layer - 1];
        double[] a = errors[layer][0];
        double[] b = errors[layer][1];
        double[] c = errors[layer][2];
        double[] d = errors[layer][3];
        for (int u = 0; u < units; u++) {
            gradient[biases + u] += a[u] + b[u] + c[u] + d[u];
        }
        for (int j = 0; j < sizes[layer - 1]; j++) {
            double first = in[0][j];
            double second = in[1][j];
            double third = in[2][j];
            double fourth = in[3][j];
            int at = starts[layer - 1] + j * units;
            for (int u = 0; u < units; u++) {
                gradient[at + u] += first * a[u] + second * b[u] + third * c[u] + fourth * d[u];
            }
        }
    }

    /** Takes the errors of a layer to the one below; a unit cut at 0 passes none on. */
    private void backward(int layer, double[] parameters, double[] error, double[] in, double[] below) {
        for (int j = 0; j < in.length; j++) {
            below[j] = in[j] > 0 ? dot(error, parameters, starts[layer - 1] + j * sizes[layer]) : 0;
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
