// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Progress;

/**
 * Sequential minimal optimisation of the dual of a support vector machine: two multipliers at a time, the pair chosen by
 * the gain a second-order look promises (Fan, Chen and Lin 2005), until no pair breaks its condition by more than the
 * tolerance. Deterministic; the first of equals is taken.
 */
final class Smo {
    /** Stands for a curvature that rounding made 0. */
    private static final double LEAST_CURVATURE = 1e-12;

    private static final int REPORT = 512;

    private final RbfRows kernel;
    private final double[] bounds;
    private final boolean[] labels;
    private final double[] alphas;
    /** What is still wanted of each row: ±1 − Σ α y K, without the bias. */
    private final double[] gaps;

    private final boolean[] up;
    private final boolean[] down;
    private double bias;

    private Smo(RbfRows kernel, boolean[] labels, double[] bounds) {
        int rows = kernel.size();
        this.kernel = kernel;
        this.labels = labels;
        this.bounds = bounds;
        this.alphas = new double[rows];
        this.gaps = new double[rows];
        this.up = new boolean[rows];
        this.down = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            gaps[i] = labels[i] ? 1 : -1;
            mark(i);
        }
    }

    /**
     * Solves for both classes.
     *
     * @param bounds the cost of each row, above 0
     * @param tolerance how far the conditions of the optimum may be broken, above 0
     * @throws IllegalStateException if it does not converge
     */
    static Smo solve(RbfRows kernel, boolean[] labels, double[] bounds, double tolerance, Progress progress) {
        Smo smo = new Smo(kernel, labels, bounds);
        long most = Math.max(10_000_000L, 100L * labels.length);
        long step = 0;
        while (smo.step(tolerance)) {
            if (step % REPORT == 0) {
                progress.update("training", step, -1);
            }
            if (++step > most) {
                throw new IllegalStateException("The support vector machine must converge within " + most
                        + " steps.\nMaybe lower its cost, or raise its tolerance.");
            }
        }
        smo.bias = smo.findBias();
        progress.update("training", step, step);
        return smo;
    }

    /** The multiplier of a row, negative for one without the event: its coefficient in the score. */
    double coefficient(int row) {
        return labels[row] ? alphas[row] : -alphas[row];
    }

    double bias() {
        return bias;
    }

    /** Moves one pair; false where none is left. */
    private boolean step(double tolerance) {
        int i = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < gaps.length; t++) {
            if (up[t] && gaps[t] > most) {
                most = gaps[t];
                i = t;
            }
        }
        if (i < 0) {
            return false;
        }
        float[] rowI = kernel.row(i);
        int j = -1;
        double least = Double.POSITIVE_INFINITY;
        double best = 0;
        for (int t = 0; t < gaps.length; t++) {
            if (down[t]) {
                least = Math.min(least, gaps[t]);
                double violation = most - gaps[t];
                if (violation > 0) {
                    double gain = violation * violation / curvature(rowI[t]);
                    if (gain > best) {
                        best = gain;
                        j = t;
                    }
                }
            }
        }
        if (j < 0 || most - least < tolerance) {
            return false;
        }
        move(i, j, rowI, kernel.row(j));
        return true;
    }

    private static double curvature(float kernel) {
        return Math.max(2 - 2 * (double) kernel, LEAST_CURVATURE);
    }

    private void move(int i, int j, float[] rowI, float[] rowJ) {
        double most = labels[i] ? bounds[i] - alphas[i] : alphas[i];
        double mostJ = labels[j] ? alphas[j] : bounds[j] - alphas[j];
        double size = (gaps[i] - gaps[j]) / curvature(rowI[j]);
        boolean endI = size >= most && most <= mostJ;
        boolean endJ = size >= mostJ && mostJ <= most;
        size = Math.min(size, Math.min(most, mostJ));
        // An end is set, not reached by adding: rounding must not leave a speck that keeps the row in play.
        alphas[i] = endI ? (labels[i] ? bounds[i] : 0) : alphas[i] + (labels[i] ? size : -size);
        alphas[j] = endJ ? (labels[j] ? 0 : bounds[j]) : alphas[j] + (labels[j] ? -size : size);
        mark(i);
        mark(j);
        for (int t = 0; t < gaps.length; t++) {
            gaps[t] -= size * (rowI[t] - rowJ[t]);
        }
    }

    /** Which way the score of a row may still be moved. */
    private void mark(int row) {
        boolean more = alphas[row] < bounds[row];
        boolean less = alphas[row] > 0;
        up[row] = labels[row] ? more : less;
        down[row] = labels[row] ? less : more;
    }

    /** The mean gap of rows between their bounds, where it is the bias; else the middle of what the others allow. */
    private double findBias() {
        double sum = 0;
        int free = 0;
        double upper = Double.NEGATIVE_INFINITY;
        double lower = Double.POSITIVE_INFINITY;
        for (int t = 0; t < gaps.length; t++) {
            if (up[t] && down[t]) {
                sum += gaps[t];
                free++;
            }
            upper = up[t] ? Math.max(upper, gaps[t]) : upper;
            lower = down[t] ? Math.min(lower, gaps[t]) : lower;
        }
        return free > 0 ? sum / free : (upper + lower) / 2;
    }
}
