// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

/**
 * Eigenvalues and vectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, 8.5), largest value first.
 * Each vector has length 1, and its largest component, the first at a tie, is positive. O(n³) a sweep; deterministic.
 *
 * @param values the eigenvalues, falling
 * @param vectors [n × n], one vector a row, in the order of the values
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier within the package, never compared
record Eigen(double[] values, double[][] vectors) {
    private static final int SWEEPS = 60;

    /** Decomposes a symmetric matrix, which is overwritten. */
    static Eigen of(double[][] a) {
        int n = a.length;
        double[][] v = new double[n][n];
        double size = 0;
        for (int i = 0; i < n; i++) {
            v[i][i] = 1;
            for (int j = 0; j < n; j++) {
                size = Math.max(size, Math.abs(a[i][j]));
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double off = 0;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    off = Math.max(off, Math.abs(a[p][q]));
                    rotate(a, v, p, q);
                }
            }
            if (off <= size * 1e-17) {
                break;
            }
        }
        return ordered(a, v);
    }

    /** Turns the plane of two axes so that their common entry becomes 0. */
    private static void rotate(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int i = 0; i < a.length; i++) {
            double ip = a[i][p];
            a[i][p] = c * ip - s * a[i][q];
            a[i][q] = s * ip + c * a[i][q];
        }
        for (int i = 0; i < a.length; i++) {
            double pi = a[p][i];
            a[p][i] = c * pi - s * a[q][i];
            a[q][i] = s * pi + c * a[q][i];
            double vp = v[p][i];
            v[p][i] = c * vp - s * v[q][i];
            v[q][i] = s * vp + c * v[q][i];
        }
        a[p][q] = 0;
        a[q][p] = 0;
    }

    private static Eigen ordered(double[][] a, double[][] v) {
        int n = a.length;
        double[] values = new double[n];
        double[][] vectors = new double[n][];
        boolean[] taken = new boolean[n];
        for (int rank = 0; rank < n; rank++) {
            int best = -1;
            for (int i = 0; i < n; i++) {
                best = !taken[i] && (best < 0 || a[i][i] > a[best][best]) ? i : best;
            }
            taken[best] = true;
            values[rank] = a[best][best];
            vectors[rank] = signed(v[best]);
        }
        return new Eigen(values, vectors);
    }

    private static double[] signed(double[] vector) {
        int largest = 0;
        for (int i = 1; i < vector.length; i++) {
            // Rounding must not decide between components of equal size.
            largest = Math.abs(vector[i]) > Math.abs(vector[largest]) * (1 + 1e-9) ? i : largest;
        }
        double[] signed = vector.clone();
        for (int i = 0; vector[largest] < 0 && i < signed.length; i++) {
            signed[i] = -signed[i];
        }
        return signed;
    }
}
