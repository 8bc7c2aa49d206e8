// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

import java.util.Arrays;

/**
 * How a score depends on one feature: a value for each of some points of the feature, and one for a missing value.
 *
 * <p>A profile of steps is exact everywhere: value i holds from point i, included, to the next point, and point 0 is
 * negative infinity. Any other profile was evaluated at its points only and is read in straight lines between them.
 * Immutable and thread-safe; has no infinite value.
 */
public final class Profile {
    private final String feature;
    private final boolean steps;
    private final double[] points;
    private final double[] values;
    private final int[] rows;
    private final double missing;

    Profile(String feature, boolean steps, double[] points, double[] values, int[] rows, double missing) {
        this.feature = feature;
        this.steps = steps;
        this.points = points;
        this.values = values;
        this.rows = rows;
        this.missing = missing;
    }

    /** The feature's name. */
    public String feature() {
        return feature;
    }

    /** Whether value i holds from point i to the next point. */
    public boolean isSteps() {
        return steps;
    }

    /** The number of points, at least 1. */
    public int size() {
        return points.length;
    }

    /** A point, ascending. */
    public double point(int index) {
        return points[index];
    }

    /** The score at a point. */
    public double value(int index) {
        return values[index];
    }

    /**
     * The background rows at a point: those from it to the next point of steps, otherwise those above the point before up
     * to it; 0 without a background.
     */
    public int rows(int index) {
        return rows[index];
    }

    /** The score where the feature is missing; NaN where that is not defined. */
    public double missing() {
        return missing;
    }

    /** The score at any value of the feature; NaN is missing. Beyond the points, that of the nearest. */
    public double at(double value) {
        if (Double.isNaN(value)) {
            return missing;
        }
        int found = Arrays.binarySearch(points, value + 0.0);
        int below = found >= 0 ? found : -found - 2;
        if (below < 0) {
            return values[0];
        }
        if (steps || found >= 0 || below == points.length - 1) {
            return values[below];
        }
        double part = (value - points[below]) / (points[below + 1] - points[below]);
        return values[below] + part * (values[below + 1] - values[below]);
    }

    /** The largest less the smallest value of the points. */
    public double range() {
        return Arrays.stream(values).max().orElseThrow()
                - Arrays.stream(values).min().orElseThrow();
    }
}
