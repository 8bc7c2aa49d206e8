// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import io.nextbestaction.data.FeatureMatrix;
import java.util.Arrays;

/**
 * Rows in both forms that scorers take, made before the clock runs: nobody pays for a conversion of a batch.
 *
 * @param matrix [rows × columns] in doubles
 * @param floats the same in floats, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of large arrays, never compared
public record Rows(FeatureMatrix matrix, float[] floats) {

    /** Both forms of a matrix. */
    public static Rows of(FeatureMatrix matrix) {
        double[] values = matrix.values();
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return new Rows(matrix, floats);
    }

    /** The first rows. */
    public Rows first(int count) {
        int[] positions = new int[count];
        for (int i = 0; i < count; i++) {
            positions[i] = i;
        }
        return of(matrix.select(positions));
    }

    /** Each row of a matrix alone. */
    public static Rows[] oneByOne(FeatureMatrix matrix) {
        Rows[] rows = new Rows[matrix.rows()];
        Arrays.setAll(rows, i -> of(matrix.select(new int[] {i})));
        return rows;
    }

    int count() {
        return matrix.rows();
    }

    int columns() {
        return matrix.columns();
    }
}
