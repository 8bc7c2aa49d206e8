// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

/**
 * Feature vectors of many customers, [rows × columns], row-major; NaN is missing. The values array is shared, not
 * copied: whoever builds the matrix hands the array over and does not write to it again.
 */
public final class FeatureMatrix {
    private final FeatureNames names;
    private final double[] values;
    private final int rows;

    private FeatureMatrix(FeatureNames names, double[] values, int rows) {
        this.names = names;
        this.values = values;
        this.rows = rows;
    }

    /**
     * A matrix over row-major values.
     *
     * @throws IllegalArgumentException if the length is not a multiple of the number of columns
     */
    public static FeatureMatrix of(FeatureNames names, double[] values) {
        if (names.size() == 0 || values.length % names.size() != 0) {
            throw new IllegalArgumentException("The values (" + values.length + ") of a matrix with " + names.size()
                    + " columns must fill whole rows.\nMaybe the names belong to another pipeline.");
        }
        return new FeatureMatrix(names, values, values.length / names.size());
    }

    /** The columns. */
    public FeatureNames names() {
        return names;
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int columns() {
        return names.size();
    }

    /** One value. */
    public double get(int row, int column) {
        return values[row * names.size() + column];
    }

    /** Copies one row into the caller's array of length {@link #columns()}. */
    public void row(int row, double[] out) {
        System.arraycopy(values, row * names.size(), out, 0, names.size());
    }

    /** The shared row-major values; not to be written to. */
    public double[] values() {
        return values;
    }

    /** The rows at the given positions, in that order, copied. */
    public FeatureMatrix select(int[] positions) {
        int columns = names.size();
        double[] selected = new double[Math.multiplyExact(positions.length, columns)];
        for (int i = 0; i < positions.length; i++) {
            System.arraycopy(values, positions[i] * columns, selected, i * columns, columns);
        }
        return new FeatureMatrix(names, selected, positions.length);
    }
}
