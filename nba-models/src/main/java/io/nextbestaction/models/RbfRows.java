// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.model.KernelMachine;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the kernel matrix exp(−γ ‖x − y‖²) of a training set, computed when asked for and kept while there is room; the
 * one not asked for the longest makes way. Single precision, which halves the memory and is far below the tolerance of
 * the solver. Not thread-safe.
 */
final class RbfRows {
    private static final int BLOCK = 512;

    private final int rows;
    private final int columns;
    private final double gamma;
    private final double[] byColumn;
    private final float[] @Nullable [] kept;
    /** Kept rows in a ring, newest after the end mark, which is number {@code rows}. */
    private final int[] next;

    private final int[] previous;
    private final int room;
    private int size;

    /**
     * Rows over scaled values.
     *
     * @param values row-major [rows × columns]
     * @param bytes the most memory for kept rows; two are always kept
     */
    RbfRows(double[] values, int columns, double gamma, long bytes) {
        this.rows = values.length / columns;
        this.columns = columns;
        this.gamma = gamma;
        this.byColumn = new double[values.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                byColumn[j * rows + i] = values[i * columns + j];
            }
        }
        this.kept = new float[rows] @Nullable [];
        this.next = new int[rows + 1];
        this.previous = new int[rows + 1];
        this.room = (int) Math.max(2, Math.min(rows, bytes / (Float.BYTES * (long) rows)));
        next[rows] = rows;
        previous[rows] = rows;
    }

    int size() {
        return rows;
    }

    /** A row of the matrix; valid until {@link #room} others have been asked for, at least one. */
    float[] row(int index) {
        float[] row = kept[index];
        if (row != null) {
            unlink(index);
        } else {
            row = size < room ? new float[rows] : taken(previous[rows]);
            compute(index, row);
            kept[index] = row;
            size++;
        }
        link(index);
        return row;
    }

    private float[] taken(int oldest) {
        float[] row = kept[oldest];
        kept[oldest] = null;
        unlink(oldest);
        size--;
        return row == null ? new float[rows] : row;
    }

    private void unlink(int index) {
        next[previous[index]] = next[index];
        previous[next[index]] = previous[index];
    }

    private void link(int index) {
        previous[index] = rows;
        next[index] = next[rows];
        previous[next[rows]] = index;
        next[rows] = index;
    }

    private void compute(int index, float[] out) {
        double[] distances = new double[BLOCK];
        for (int from = 0; from < rows; from += BLOCK) {
            int width = Math.min(BLOCK, rows - from);
            Arrays.fill(distances, 0);
            for (int j = 0; j < columns; j++) {
                int column = j * rows + from;
                double value = byColumn[j * rows + index];
                for (int t = 0; t < width; t++) {
                    double difference = value - byColumn[column + t];
                    distances[t] += difference * difference;
                }
            }
            for (int t = 0; t < width; t++) {
                out[from + t] = (float) KernelMachine.decay(gamma * distances[t]);
            }
        }
    }
}
