// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.internal;

/**
 * Least squares by Householder QR with column pivoting (Golub 1965): a column that the ones before it determine, to 1e-10 of
 * the largest, gets the coefficient 0. O(rows · columns²). Not API.
 */
public final class LeastSquares {
    private static final double RANK = 1e-10;

    private LeastSquares() {}

    /**
     * The coefficients that make Σ (y − Σ a·β)² least.
     *
     * @param a row-major [rows × columns], overwritten
     * @param y one for each row, overwritten
     */
    public static double[] solve(double[] a, double[] y, int columns) {
        int rows = y.length;
        int[] order = new int[columns];
        double[] left = new double[columns];
        for (int j = 0; j < columns; j++) {
            order[j] = j;
            left[j] = squares(a, columns, j, 0, rows);
        }
        double[] diagonal = new double[columns];
        int rank = 0;
        double first = 0;
        for (int step = 0; step < Math.min(rows, columns); step++) {
            int pivot = step;
            for (int j = step; j < columns; j++) {
                // Computed anew: downdating loses all digits where columns nearly coincide.
                left[j] = squares(a, columns, order[j], step, rows);
                pivot = left[j] > left[pivot] ? j : pivot;
            }
            int column = order[pivot];
            order[pivot] = order[step];
            order[step] = column;
            double norm = Math.sqrt(left[pivot]);
            first = step == 0 ? norm : first;
            if (!(norm > RANK * first)) {
                break;
            }
            rank++;
            reflect(a, y, columns, order, step, norm, diagonal);
        }
        double[] coefficients = new double[columns];
        for (int i = rank - 1; i >= 0; i--) {
            double sum = y[i];
            for (int j = i + 1; j < rank; j++) {
                sum -= a[i * columns + order[j]] * coefficients[order[j]];
            }
            coefficients[order[i]] = sum / diagonal[i];
        }
        return coefficients;
    }

    /** Turns a column into one that is 0 below its diagonal, and all later columns and y with it. */
    private static void reflect(
            double[] a, double[] y, int columns, int[] order, int step, double norm, double[] diagonal) {
        int column = order[step];
        double head = a[step * columns + column];
        double alpha = head > 0 ? -norm : norm;
        diagonal[step] = alpha;
        a[step * columns + column] = head - alpha;
        double squares = squares(a, columns, column, step, y.length);
        for (int j = step + 1; j < columns; j++) {
            double dot = 0;
            for (int i = step; i < y.length; i++) {
                dot += a[i * columns + column] * a[i * columns + order[j]];
            }
            double factor = 2 * dot / squares;
            for (int i = step; i < y.length; i++) {
                a[i * columns + order[j]] -= factor * a[i * columns + column];
            }
        }
        double dot = 0;
        for (int i = step; i < y.length; i++) {
            dot += a[i * columns + column] * y[i];
        }
        double factor = 2 * dot / squares;
        for (int i = step; i < y.length; i++) {
            y[i] -= factor * a[i * columns + column];
        }
    }

    private static double squares(double[] a, int columns, int column, int from, int rows) {
        double sum = 0;
        for (int i = from; i < rows; i++) {
            double value = a[i * columns + column];
            sum += value * value;
        }
        return sum;
    }
}
