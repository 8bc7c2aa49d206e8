// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import java.util.List;

/**
 * What targeting the customers with the largest effects gains, for reports: one point for every distinct effect, largest
 * first. Immutable.
 *
 * @param x what the horizontal axis shows
 * @param y what the vertical axis shows
 * @param points from (0, 0), x rising
 */
public record UpliftCurve(String x, String y, List<Point> points) {

    /** Keeps a copy of the points. */
    public UpliftCurve {
        points = List.copyOf(points);
    }

    /**
     * A point of a curve.
     *
     * @param effect the least effect targeted; positive infinity targets nobody
     * @param x the horizontal coordinate
     * @param y the vertical coordinate
     */
    public record Point(double effect, double x, double y) {}

    /** The area under straight lines between the points. */
    public double area() {
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            area += (to.x() - from.x()) * (from.y() + to.y()) / 2;
        }
        return area;
    }
}
