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

    /**
     * The score at any pair of values; NaN is missing. Between points that are no steps it is read in straight lines along
     * either feature; beyond the points it is that of the nearest.
     */
    public double at(double oneValue, double otherValue) {
        int i = index(onePoints, oneValue);
        int j = index(otherPoints, otherValue);
        double part = steps ? 0 : part(onePoints, i, oneValue);
        double otherPart = steps ? 0 : part(otherPoints, j, otherValue);
        double at = between(i, j, otherPart);
        return part == 0 ? at : at + part * (between(i + 1, j, otherPart) - at);
    }

    private double between(int i, int j, double part) {
        return part == 0 ? values[i][j] : values[i][j] + part * (values[i][j + 1] - values[i][j]);
    }

    /** How far a value lies on the way from a point to the next. */
    private static double part(double[] points, int index, double value) {
        return index >= points.length - 1 || value <= points[index]
                ? 0
                : (value - points[index]) / (points[index + 1] - points[index]);
    }

    private static int index(double[] points, double value) {
        if (Double.isNaN(value)) {
            return points.length;
        }
        int found = Arrays.binarySearch(points, value + 0.0);
        return Math.max(0, found >= 0 ? found : -found - 2);
    }
}
