// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.ArrayList;
import java.util.List;

/** Lines over two number axes, told apart by colour and by dashes. */
record CurveSection(String heading, String xLabel, String yLabel, List<Series> series) implements Section {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final int LEFT = 46;
    private static final int RIGHT = 388;
    private static final int TOP = 26;
    private static final int BOTTOM = 256;
    private static final int COLOURS = 6;
    private static final int FEW = 25;
    /** Points nearer than this to the last one drawn are left out: a third of a pixel. */
    private static final double STEP = 0.3;

    @Override
    public boolean isNarrow() {
        return true;
    }

    @Override
    public boolean isEmpty() {
        return series.stream().noneMatch(CurveSection::hasPoints);
    }

    private static boolean hasPoints(Series line) {
        for (int i = 0; i < line.size(); i++) {
            if (line.isDrawn(i)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void write(Markup out, String id) {
        double[] range = range();
        Axis x = new Axis(range[0], range[1]);
        Axis y = new Axis(range[2], range[3]);
        List<String> names = series.stream().map(Series::name).toList();
        Chart.openPicture(
                out,
                id,
                heading,
                "Curves of " + yLabel + " over " + xLabel + ": " + String.join(", ", names) + ".",
                "class",
                "curve",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT);
        axes(out, x, y);
        for (int i = 0; i < series.size(); i++) {
            line(out, series.get(i), style(i), x, y);
        }
        out.close("svg").line();
        out.open("ul", "class", "legend");
        for (int i = 0; i < series.size(); i++) {
            out.open("li").open("svg", "width", "30", "height", "10", "aria-hidden", "true");
            out.empty("path", "d", "M1 5H29", "class", style(i)).close("svg");
            out.element("span", series.get(i).name()).close("li");
        }
        out.close("ul").line();
        Chart.numbers(out, heading, List.of("Series", xLabel, yLabel), numbers());
    }

    private String style(int index) {
        if (series.get(index).isReference()) {
            return "line reference";
        }
        int measured = 0;
        for (int i = 0; i < index; i++) {
            measured += series.get(i).isReference() ? 0 : 1;
        }
        return "line c" + measured % COLOURS;
    }

    private double[] range() {
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
        for (int low = 0; low < range.length; low += 2) {
            if (range[low] > 0 && range[low] < range[low + 1] / 2) {
                range[low] = 0; // zero is near enough to be shown
            }
        }
        return range;
    }

    private void axes(Markup out, Axis x, Axis y) {
        for (Axis.Tick tick : x.ticks()) {
            String at = Chart.num(left(x, tick.value()));
            out.empty("path", "d", "M" + at + " " + TOP + "V" + BOTTOM, "class", "grid");
            out.element("text", tick.label(), "x", at, "y", Integer.toString(BOTTOM + 16), "class", "tick middle");
        }
        for (Axis.Tick tick : y.ticks()) {
            double at = top(y, tick.value());
            out.empty("path", "d", "M" + LEFT + " " + Chart.num(at) + "H" + RIGHT, "class", "grid");
            out.element(
                    "text", tick.label(), "x", Integer.toString(LEFT - 6), "y", Chart.num(at + 4), "class", "tick end");
        }
        out.element("text", yLabel, "x", "4", "y", "12");
        String middle = Integer.toString((LEFT + RIGHT) / 2);
        out.element("text", xLabel, "x", middle, "y", Integer.toString(HEIGHT - 8), "class", "middle");
        out.line();
    }

    private static void line(Markup out, Series line, String style, Axis x, Axis y) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        double lastX = 0;
        double lastY = 0;
        boolean marks = line.size() <= FEW && !line.isReference();
        for (int i = 0; i < line.size(); i++) {
            if (!line.isDrawn(i)) {
                pen = false;
                continue;
            }
            double px = left(x, line.x(i));
            double py = top(y, line.y(i));
            boolean last = i == line.size() - 1 || !line.isDrawn(i + 1);
            if (!pen || last || Math.abs(px - lastX) + Math.abs(py - lastY) >= STEP) {
                path.append(pen ? 'L' : 'M').append(Chart.num(px)).append(' ').append(Chart.num(py));
                lastX = px;
                lastY = py;
                pen = true;
            }
        }
        out.open("g").element("title", line.name());
        out.empty("path", "d", path.toString(), "class", style);
        for (int i = 0; marks && i < line.size(); i++) {
            if (line.isDrawn(i)) {
                String cx = Chart.num(left(x, line.x(i)));
                String cy = Chart.num(top(y, line.y(i)));
                out.empty("circle", "cx", cx, "cy", cy, "r", "3", "class", style);
            }
        }
        out.close("g").line();
    }

    private static double left(Axis x, double value) {
        return LEFT + x.at(value) * (RIGHT - LEFT);
    }

    private static double top(Axis y, double value) {
        return BOTTOM - y.at(value) * (BOTTOM - TOP);
    }

    /** Every point of short lines, evenly spread points of long ones. */
    private List<List<String>> numbers() {
        List<List<String>> rows = new ArrayList<>();
        for (Series line : series) {
            int shown = Math.min(FEW, line.size());
            for (int i = 0; i < shown; i++) {
                int point = shown < line.size() ? (int) ((long) i * (line.size() - 1) / (shown - 1)) : i;
                rows.add(List.of(line.name(), Chart.number(line.x(point)), Chart.number(line.y(point))));
            }
        }
        return rows;
    }
}
