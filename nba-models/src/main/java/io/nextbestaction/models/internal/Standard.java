// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.internal;

import io.nextbestaction.data.FeatureMatrix;

/**
 * Mean and population standard deviation of every column over its known values, and the scaling they define. A column
 * that is constant or wholly missing is not active and scales to 0. Immutable; deterministic. Not API.
 */
public final class Standard {
    private final double[] means;
    private final double[] deviations;
    private final boolean[] flags;

    private Standard(double[] means, double[] deviations, boolean[] flags) {
        this.means = means;
        this.deviations = deviations;
        this.flags = flags;
    }

    /**
     * Learns the scaling; O(rows · columns), two passes.
     *
     * @throws IllegalArgumentException if the values of a column are too large to square
     */
    public static Standard of(FeatureMatrix features) {
        int columns = features.columns();
        double[] means = new double[columns];
        double[] deviations = new double[columns];
        boolean[] flags = new boolean[columns];
        for (int j = 0; j < columns; j++) {
            double sum = 0;
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            boolean flag = true;
            int known = 0;
            for (int i = 0; i < features.rows(); i++) {
                double value = features.get(i, j);
                if (!Double.isNaN(value)) {
                    sum += value;
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                    flag &= value == 0 || value == 1;
                    known++;
                }
            }
            flags[j] = flag;
            if (known == 0) {
                continue;
            }
            // The mean of a constant column is that constant, not what rounding makes of it.
            means[j] = min == max ? min : sum / known;
            deviations[j] = min == max ? 0 : deviation(features, j, means[j], known);
        }
        return new Standard(means, deviations, flags);
    }

    private static double deviation(FeatureMatrix features, int column, double mean, int known) {
        double squares = 0;
        for (int i = 0; i < features.rows(); i++) {
            double value = features.get(i, column);
            if (!Double.isNaN(value)) {
                squares += (value - mean) * (value - mean);
            }
        }
        double deviation = Math.sqrt(squares / known);
        if (!Double.isFinite(deviation)) {
            throw new IllegalArgumentException("The spread (" + deviation + ") of feature \""
                    + features.names().name(column)
                    + "\" must be finite.\nMaybe its values are too large to square: take their logarithm.");
        }
        // So narrow that its weight 1/sd² would overflow: as good as constant.
        return Double.isInfinite(1 / (deviation * deviation)) ? 0 : deviation;
    }

    /** The same, but flags are centred only: the more rarely a level occurs, the less a penalty lets it weigh. */
    public Standard keepingFlags() {
        double[] kept = deviations.clone();
        for (int j = 0; j < kept.length; j++) {
            kept[j] = flags[j] && active(j) ? 1 : kept[j];
        }
        return new Standard(means, kept, flags);
    }

    /** The same, but columns are centred only, whatever their scale. */
    public Standard unscaled() {
        double[] kept = deviations.clone();
        for (int j = 0; j < kept.length; j++) {
            kept[j] = active(j) ? 1 : 0;
        }
        return new Standard(means, kept, flags);
    }

    /** The number of columns. */
    public int columns() {
        return means.length;
    }

    /** The mean of a column, 0 where every value is missing. */
    public double mean(int column) {
        return means[column];
    }

    /** The means of all columns, a copy. */
    public double[] means() {
        return means.clone();
    }

    /** The population standard deviation of a column, 0 where it is not active. */
    public double deviation(int column) {
        return deviations[column];
    }

    /** Whether a column holds nothing but 0, 1 and missing values. */
    public boolean flag(int column) {
        return flags[column];
    }

    /** Whether a column varies. */
    public boolean active(int column) {
        return deviations[column] > 0;
    }

    /** The variance of the scaled column: 1, or of a kept flag its own; 0 where it is not active. */
    public double scaledVariance(int column) {
        if (!active(column)) {
            return 0;
        }
        return flags[column] && deviations[column] == 1 ? means[column] * (1 - means[column]) : 1;
    }

    /** What (value − mean) of each column is multiplied by: 1 / deviation, 0 where it is not active. */
    public double[] scales() {
        double[] scales = new double[deviations.length];
        for (int j = 0; j < scales.length; j++) {
            scales[j] = active(j) ? 1 / deviations[j] : 0;
        }
        return scales;
    }

    /** The scaled values, row-major [rows × columns]: (value − mean) / deviation, 0 for a missing value. */
    public double[] scale(FeatureMatrix features) {
        double[] scaled = new double[features.values().length];
        int columns = means.length;
        for (int i = 0; i < scaled.length; i++) {
            int column = i % columns;
            double value = features.values()[i];
            if (deviations[column] > 0 && !Double.isNaN(value)) {
                scaled[i] = (value - means[column]) / deviations[column];
            }
        }
        return scaled;
    }
}
