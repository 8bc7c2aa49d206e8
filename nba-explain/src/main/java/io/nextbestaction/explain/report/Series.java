// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

/**
 * One line of a curve chart: points in the order in which they are joined. A point that is not finite breaks the line.
 * Immutable.
 */
public final class Series {
    private final String name;
    private final double[] x;
    private final double[] y;
    private final Kind kind;

    private enum Kind {
        MEASURED,
        REFERENCE,
        FAINT
    }

    private Series(String name, double[] x, double[] y, Kind kind) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("The points (" + x.length + " x, " + y.length + " y) of series \"" + name
                    + "\" must have as many x as y.");
        }
        this.name = name;
        this.x = x.clone();
        this.y = y.clone();
        this.kind = kind;
    }

    /**
     * A measured line; arrays are copied.
     *
     * @throws IllegalArgumentException if there are not as many x as y
     */
    public static Series of(String name, double[] x, double[] y) {
        return new Series(name, x, y, Kind.MEASURED);
    }

    /**
     * A line to compare with, such as chance or perfect calibration, drawn thin and dashed; arrays are copied.
     *
     * @throws IllegalArgumentException if there are not as many x as y
     */
    public static Series reference(String name, double[] x, double[] y) {
        return new Series(name, x, y, Kind.REFERENCE);
    }

    /**
     * One of many lines behind the others, such as the curve of a single customer: thin, pale, not in the legend; arrays are
     * copied.
     *
     * @throws IllegalArgumentException if there are not as many x as y
     */
    public static Series faint(String name, double[] x, double[] y) {
        return new Series(name, x, y, Kind.FAINT);
    }

    /** What the line shows. */
    public String name() {
        return name;
    }

    int size() {
        return x.length;
    }

    double x(int point) {
        return x[point];
    }

    double y(int point) {
        return y[point];
    }

    boolean isReference() {
        return kind == Kind.REFERENCE;
    }

    boolean isFaint() {
        return kind == Kind.FAINT;
    }

    boolean isDrawn(int point) {
        return Double.isFinite(x[point]) && Double.isFinite(y[point]);
    }
}
