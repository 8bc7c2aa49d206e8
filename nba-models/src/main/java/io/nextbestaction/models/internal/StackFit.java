// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.internal;

import io.nextbestaction.model.Link;

/**
 * Logistic regression with weights that are not negative and a penalty that draws them to the equal ones: projected Newton
 * steps on the weights not held at 0 (Bertsekas 1982). The loss is convex; strict arithmetic, deterministic; O(rows ·
 * columns²) a step. Not API.
 */
public final class StackFit {
    private static final int STEPS = 200;
    private static final double ENOUGH = 1e-10;

    private final double[][] columns;
    private final boolean[] labels;
    private final double[] rowWeights;
    private final double penalty;
    private final double centre;

    private StackFit(double[][] columns, boolean[] labels, double[] rowWeights, double penalty) {
        this.columns = columns;
        this.labels = labels;
        this.rowWeights = rowWeights;
        this.penalty = penalty;
        this.centre = 1.0 / columns.length;
    }

    /**
     * The bias, free, then a weight for each column, at least 0.
     *
     * @param columns [columns × rows]
     * @param rowWeights one for each row, or none
     * @param penalty λ of λ/2 · Σ (weight − 1/columns)², at least 0
     */
    public static double[] fit(double[][] columns, boolean[] labels, double[] rowWeights, double penalty) {
        return new StackFit(columns, labels, rowWeights, penalty).fit();
    }

    private double[] fit() {
        int k = columns.length + 1;
        double[] x = new double[k];
        for (int j = 1; j < k; j++) {
            x[j] = centre;
        }
        double loss = loss(x);
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[k];
            double[][] curvature = new double[k][k];
            derivatives(x, gradient, curvature);
            boolean[] held = new boolean[k];
            double worst = 0;
            for (int j = 0; j < k; j++) {
                held[j] = j > 0 && x[j] == 0 && gradient[j] >= 0;
                worst = held[j] ? worst : Math.max(worst, Math.abs(gradient[j]));
            }
            if (worst <= ENOUGH * labels.length) {
                break;
            }
            double[] move = solve(curvature, gradient, held);
            double size = 1;
            double[] next = moved(x, move, size);
            double nextLoss = loss(next);
            while (!(nextLoss < loss) && size > 1e-12) {
                size /= 2;
                next = moved(x, move, size);
                nextLoss = loss(next);
            }
            if (!(nextLoss < loss)) {
                break;
            }
            x = next;
            loss = nextLoss;
        }
        return x;
    }

    private double margin(double[] x, int row) {
        double sum = x[0];
        for (int j = 1; j < x.length; j++) {
            sum += x[j] * columns[j - 1][row];
        }
        return sum;
    }

    private double rowWeight(int row) {
        return rowWeights.length == 0 ? 1 : rowWeights[row];
    }

    private double loss(double[] x) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            double m = margin(x, i);
            sum += rowWeight(i)
                    * (Math.max(m, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(m))) - (labels[i] ? m : 0));
        }
        for (int j = 1; j < x.length; j++) {
            sum += penalty / 2 * (x[j] - centre) * (x[j] - centre);
        }
        return sum;
    }

    private void derivatives(double[] x, double[] gradient, double[][] curvature) {
        double[] row = new double[x.length];
        row[0] = 1;
        for (int i = 0; i < labels.length; i++) {
            for (int j = 1; j < row.length; j++) {
                row[j] = columns[j - 1][i];
            }
            double p = Link.sigmoid(margin(x, i));
            double error = rowWeight(i) * (p - (labels[i] ? 1 : 0));
            double bend = rowWeight(i) * p * (1 - p);
            for (int a = 0; a < row.length; a++) {
                gradient[a] += error * row[a];
                for (int b = 0; b <= a; b++) {
                    curvature[a][b] += bend * row[a] * row[b];
                }
            }
        }
        for (int j = 1; j < x.length; j++) {
            gradient[j] += penalty * (x[j] - centre);
            curvature[j][j] += penalty;
        }
        for (int a = 0; a < x.length; a++) {
            for (int b = a + 1; b < x.length; b++) {
                curvature[a][b] = curvature[b][a];
            }
        }
    }

    private static double[] moved(double[] x, double[] move, double size) {
        double[] moved = x.clone();
        for (int j = 0; j < moved.length; j++) {
            moved[j] -= size * move[j];
            moved[j] = j > 0 ? Math.max(0, moved[j]) : moved[j];
        }
        return moved;
    }

    /** Newton's step of those not held, by elimination; a held one does not move. */
    private static double[] solve(double[][] curvature, double[] gradient, boolean[] held) {
        int k = gradient.length;
        double[] x = gradient.clone();
        double[][] a = curvature;
        for (int i = 0; i < k; i++) {
            if (held[i]) {
                x[i] = 0;
                for (int j = 0; j < k; j++) {
                    a[i][j] = 0;
                    a[j][i] = 0;
                }
                a[i][i] = 1;
            } else {
                // A little on the diagonal keeps the step finite where members are alike.
                a[i][i] += 1e-10 * (1 + a[i][i]);
            }
        }
        for (int i = 0; i < k; i++) {
            for (int r = i + 1; r < k; r++) {
                double factor = a[r][i] / a[i][i];
                for (int c = i; c < k; c++) {
                    a[r][c] -= factor * a[i][c];
                }
                x[r] -= factor * x[i];
            }
        }
        for (int i = k - 1; i >= 0; i--) {
            for (int c = i + 1; c < k; c++) {
                x[i] -= a[i][c] * x[c];
            }
            x[i] /= a[i][i];
        }
        return x;
    }
}
