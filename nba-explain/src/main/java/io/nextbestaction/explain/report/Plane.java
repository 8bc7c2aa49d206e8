// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.List;

/** Two number axes with a grid, and where a pair of numbers lies between them. */
final class Plane {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final int LEFT = 46;
    private static final int RIGHT = 388;
    private static final int TOP = 26;
    private static final int BOTTOM = 256;

    private static final double THOUSANDS = 1e4;

    static final String VIEW_BOX = "0 0 " + WIDTH + " " + HEIGHT;

    private final Axis x;
    private final Axis y;

    private Plane(Axis x, Axis y) {
        this.x = x;
        this.y = y;
    }

    /** Axes that contain every point; zero too where asked for and near enough to be shown. */
    static Plane around(List<Series> series, boolean zero) {
        double big = Double.POSITIVE_INFINITY;
        double[] range = {big, -big, big, -big};
        for (Series line : series) {
            for (int i = 0; i < line.size(); i++) {
                if (line.isDrawn(i)) {
                    range[0] = Math.min(range[0], line.x(i));
                    range[1] = Math.max(range[1], line.x(i));
                    range[2] = Math.min(range[2], line.y(i));
                    range[3] = Math.max(range[3], line.y(i));
                }
            }
        }
        for (int low = 0; zero && low < range.length; low += 2) {
            if (range[low] > 0 && range[low] < range[low + 1] / 2) {
                range[low] = 0;
            }
        }
        return new Plane(new Axis(range[0], range[1]), new Axis(range[2], range[3]));
    }

    /** The ends of both axes, as a script reads them. */
    String ends() {
        return x.ends() + " " + y.ends();
    }

    void axes(Markup out, String xLabel, String yLabel) {
        Stroke grid = new Stroke();
        x.ticks().forEach(tick -> grid.move(left(tick.value()), TOP).line(left(tick.value()), BOTTOM));
        y.ticks().forEach(tick -> grid.move(LEFT, top(tick.value())).line(RIGHT, top(tick.value())));
        out.empty("path", "d", grid.toString(), "class", "grid");
        out.open("g", "class", "tick middle");
        for (Axis.Tick tick : x.ticks()) {
            String at = Chart.num(left(tick.value()));
            out.element("text", tick.label(), "x", at, "y", Integer.toString(BOTTOM + 16));
        }
        out.close("g").open("g", "class", "tick end");
        for (Axis.Tick tick : y.ticks()) {
            double at = top(tick.value());
            String label = Math.abs(tick.value()) < THOUSANDS
                    ? tick.label()
                    : Chart.number(tick.value() / 1000) + "k"; // more than four digits do not fit
            out.element("text", label, "x", Integer.toString(LEFT - 6), "y", Chart.num(at + 4));
        }
        out.close("g");
        out.element("text", yLabel, "x", "4", "y", "12");
        String middle = Integer.toString((LEFT + RIGHT) / 2);
        out.element("text", xLabel, "x", middle, "y", Integer.toString(HEIGHT - 8), "class", "middle");
        out.line();
    }

    double left(double value) {
        return LEFT + x.at(value) * (RIGHT - LEFT);
    }

    double top(double value) {
        return BOTTOM - y.at(value) * (BOTTOM - TOP);
    }
}
