// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.internal;

import io.nextbestaction.model.Link;

/**
 * Unpenalised logistic regression on a few columns by Newton's method with backtracking; the caller makes sure that a
 * maximum exists. Strict arithmetic, deterministic; O(rows · columns²) a step. Not API.
 */
public final class LogisticFit {
    private static final int STEPS = 100;

    private LogisticFit() {}

    /**
     * The weights of least cross-entropy of σ(offset + Σ weight · column) against the targets.
     *
     * @param columns [columns × rows]; a column of ones is an intercept
     * @param offsets a fixed part of the log-odds, one per row
     * @param targets in [0, 1], one per row
     * @param start one weight per column
     */
    public static double[] fit(double[][] columns, double[] offsets, double[] targets, double[] start) {
        int k = columns.length;
        double[] weights = start.clone();
        double loss = loss(columns, offsets, targets, weights);
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[k];
            double[][] curvature = new double[k][k];
            for (int i = 0; i < targets.length; i++) {
                double p = Link.sigmoid(margin(columns, offsets, weights, i));
                for (int a = 0; a < k; a++) {
                    gradient[a] += (p - targets[i]) * columns[a][i];
                    for (int b = 0; b <= a; b++) {
                        curvature[a][b] += p * (1 - p) * columns[a][i] * columns[b][i];
                    }
                }
            }
            double[] move = solve(curvature, gradient);
            double descent = 0;
            for (int a = 0; a < k; a++) {
                descent += gradient[a] * move[a];
            }
            if (descent <= 1e-12 * (1 + loss)) {
                // Too near for the loss to tell better from worse, where a whole step squares the error.
                return moved(weights, move, 1);
            }
            double size = 1;
            double[] next = moved(weights, move, size);
            double nextLoss = loss(columns, offsets, targets, next);
            while (!(nextLoss <= loss - 1e-4 * size * descent) && size > 1e-10) {
                size /= 2;
                next = moved(weights, move, size);
                nextLoss = loss(columns, offsets, targets, next);
            }
            if (!(nextLoss < loss)) {
                break;
            }
            weights = next;
            loss = nextLoss;
        }
        return weights;
    }

    /** The cross-entropy summed over all rows. */
    public static double loss(double[][] columns, double[] offsets, double[] targets, double[] weights) {
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            double z = margin(columns, offsets, weights, i);
            sum += Math.max(z, 0) - targets[i] * z + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
        }
        return sum;
    }

    private static double margin(double[][] columns, double[] offsets, double[] weights, int row) {
        double z = offsets[row];
        for (int a = 0; a < weights.length; a++) {
            z += weights[a] * columns[a][row];
        }
        return z;
    }

    private static double[] moved(double[] weights, double[] move, double size) {
        double[] moved = weights.clone();
        for (int a = 0; a < moved.length; a++) {
            moved[a] -= size * move[a];
        }
        return moved;
    }

    /** Solves a symmetric system, given by its lower half, by Cholesky's decomposition in place. */
    private static double[] solve(double[][] matrix, double[] right) {
        int k = right.length;
        for (int a = 0; a < k; a++) {
            // A little on the diagonal keeps the step finite where columns are alike or every p is at its edge.
            matrix[a][a] += 1e-12 * (1 + matrix[a][a]);
            for (int b = 0; b <= a; b++) {
                double sum = matrix[a][b];
                for (int c = 0; c < b; c++) {
                    sum -= matrix[a][c] * matrix[b][c];
                }
                matrix[a][b] = a == b ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[b][b];
            }
        }
        double[] x = right.clone();
        for (int a = 0; a < k; a++) {
            for (int c = 0; c < a; c++) {
                x[a] -= matrix[a][c] * x[c];
            }
            x[a] /= matrix[a][a];
        }
        for (int a = k - 1; a >= 0; a--) {
            for (int c = a + 1; c < k; c++) {
                x[a] -= matrix[c][a] * x[c];
            }
            x[a] /= matrix[a][a];
        }
        return x;
    }
}
