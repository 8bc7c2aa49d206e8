// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

import java.util.Arrays;

/**
 * How a score depends on two features: a value for each pair of their points, missing among them. Points are read as
 * those of a {@link Profile}. Immutable and thread-safe.
 */
public final class Surface {
    private final String one;
    private final String other;
    private final boolean steps;
    private final double[] onePoints;
    private final double[] otherPoints;
    /** One more row and column than points, the last for missing. */
    private final double[][] values;

    Surface(String one, String other, boolean steps, double[] onePoints, double[] otherPoints, double[][] values) {
        this.one = one;
        this.other = other;
        this.steps = steps;
        this.onePoints = onePoints;
        this.otherPoints = otherPoints;
        this.values = values;
    }

    /** The first feature's name. */
    public String one() {
        return one;
    }

    /** The second feature's name. */
    public String other() {
        return other;
    }

    /** Whether a value holds from its points to the next ones. */
    public boolean isSteps() {
        return steps;
    }

    /** The number of points of the first feature. */
    public int oneSize() {
        return onePoints.length;
    }

    /** The number of points of the second feature. */
    public int otherSize() {
        return otherPoints.length;
    }

    /** A point of the first feature, ascending. */
    public double onePoint(int index) {
        return onePoints[index];
    }

    /** A point of the second feature, ascending. */
    public double otherPoint(int index) {
        return otherPoints[index];
    }

    /** The score at a pair of points; the index after the last is that of a missing value. */
    public double value(int oneIndex, int otherIndex) {
        return values[oneIndex][otherIndex];
    }

    /** The score at any pair of values, that of the points at or below them; NaN is missing. */
    public double at(double oneValue, double otherValue) {
        return values[index(onePoints, oneValue)][index(otherPoints, otherValue)];
    }

    private static int index(double[] points, double value) {
        if (Double.isNaN(value)) {
            return points.length;
        }
        int found = Arrays.binarySearch(points, value + 0.0);
        return Math.max(0, found >= 0 ? found : -found - 2);
    }
}
