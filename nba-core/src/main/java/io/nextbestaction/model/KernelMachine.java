// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;
import java.util.Arrays;

/**
 * A sum of Gaussian bumps, the score of a support vector machine with a radial kernel (Boser, Guyon and Vapnik 1992):
 * bias + Σ coefficient · exp(−γ ‖x − support‖²), in scaled units. A missing value counts as the mean of its column.
 *
 * <p>The support vectors are customers' rows of the training set in scaled units, so this kernel, and a file that holds
 * it, is customer data.
 *
 * <p>Immutable, thread-safe; scoring is O(support vectors · inputs) and allocates nothing once the scratch has grown; the
 * memory is 8 bytes a value.
 */
public final class KernelMachine implements Scorer {
    private static final String OWNER = "a kernel machine";
    private static final double LOG2_E = 1 / 0.6931471805599453;
    /** The upper bits of ln 2, so few that a whole number of them is exact, and the rest. */
    private static final double LN2_HIGH = 0.6931471803691238;

    private static final double LN2_LOW = 1.9082149292705877e-10;
    /** Adding and subtracting it rounds to a whole number. */
    private static final double ROUNDER = 0x1.8p52;

    private final Points supports;
    private final double[] coefficients;
    private final double bias;
    private final double gamma;

    private KernelMachine(Points supports, double[] coefficients, double bias, double gamma) {
        this.supports = supports;
        this.coefficients = coefficients;
        this.bias = bias;
        this.gamma = gamma;
    }

    /**
     * A kernel machine; arrays are copied.
     *
     * @param supports the support vectors, row-major [support vectors × inputs], scaled, finite
     * @param coefficients one for each, finite; above 0 speaks for the event
     * @param bias the constant term, finite
     * @param gamma how fast a bump falls, above 0 and finite
     * @param scales what (value − mean) is multiplied by, finite, at least 0; 0 leaves an input out
     * @param means the training mean of each input, finite
     * @throws IllegalArgumentException if lengths differ or a number breaks its rule
     */
    public static KernelMachine of(
            double[] supports, double[] coefficients, double bias, double gamma, double[] scales, double[] means) {
        Points points = Points.of(OWNER, supports, scales, means);
        if (coefficients.length != points.size()) {
            throw new IllegalArgumentException("The coefficients (" + coefficients.length
                    + ") of a kernel machine must be as many as its support vectors (" + points.size() + ").");
        }
        boolean finite = Double.isFinite(bias) && Arrays.stream(coefficients).allMatch(Double::isFinite);
        if (!finite || !(gamma > 0) || Double.isInfinite(gamma)) {
            throw new IllegalArgumentException("The coefficients, bias and gamma (" + gamma
                    + ") of a kernel machine must be finite, gamma above 0.");
        }
        return new KernelMachine(points, coefficients.clone(), bias, gamma);
    }

    /**
     * e^−t, within 2 units in the last place, 0 beyond the normal numbers: arithmetic only, so the same bits everywhere,
     * and a fifth of the cost of StrictMath.
     *
     * @param t at least 0
     */
    public static double decay(double t) {
        if (!(t < 708)) {
            return Double.isNaN(t) ? t : 0;
        }
        double shifted = ROUNDER - t * LOG2_E;
        double power = shifted - ROUNDER;
        double r = -t - power * LN2_HIGH - power * LN2_LOW;
        // The Taylor series on |r| <= ln 2 / 2: the 13th term is below half a unit in the last place.
        double p = 1.0 / 479001600;
        p = p * r + 1.0 / 39916800;
        p = p * r + 1.0 / 3628800;
        p = p * r + 1.0 / 362880;
        p = p * r + 1.0 / 40320;
        p = p * r + 1.0 / 5040;
        p = p * r + 1.0 / 720;
        p = p * r + 1.0 / 120;
        p = p * r + 1.0 / 24;
        p = p * r + 1.0 / 6;
        p = p * r + 0.5;
        p = 1 + (r + r * r * p);
        // The low bits of the shifted number are the whole number itself.
        return Double.longBitsToDouble(Double.doubleToRawLongBits(p) + (Double.doubleToRawLongBits(shifted) << 52));
    }

    @Override
    public int inputs() {
        return supports.inputs();
    }

    @Override
    public Link link() {
        return Link.LOGISTIC;
    }

    /** True: its support vectors are such rows. */
    @Override
    public boolean holdsTrainingRows() {
        return true;
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
        double[] scaled = scratch.scaled(supports.inputs());
        supports.scale(rows, offset, scaled);
        double[] distances = scratch.distances(Points.BLOCK);
        double sum = bias;
        for (int from = 0; from < coefficients.length; from += Points.BLOCK) {
            int size = supports.distances(scaled, from, distances);
            for (int s = 0; s < size; s++) {
                sum += coefficients[from + s] * decay(gamma * distances[s]);
            }
        }
        return sum;
    }

    @Override
    public void margins(FeatureMatrix rows, int from, int to, double[] out, Scratch scratch) {
        RowTasks.check(this, rows, from, to, out);
        double[] values = rows.values();
        for (int row = from; row < to; row++) {
            out[row] = margin(values, row * rows.columns(), scratch);
        }
    }

    /** The number of support vectors. */
    public int size() {
        return coefficients.length;
    }

    /** A coordinate of a support vector, in scaled units. */
    public double support(int vector, int input) {
        return supports.value(vector, input);
    }

    /** The coefficient of a support vector. */
    public double coefficient(int vector) {
        return coefficients[vector];
    }

    /** The constant term. */
    public double bias() {
        return bias;
    }

    /** How fast a bump falls with the squared distance. */
    public double gamma() {
        return gamma;
    }

    /** What (value − mean) of an input is multiplied by. */
    public double scale(int input) {
        return supports.scale(input);
    }

    /** The training mean of an input. */
    public double mean(int input) {
        return supports.mean(input);
    }
}
