// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.ArrayList;
import java.util.List;

/** Lines over two number axes, told apart by colour and by dashes. */
record CurveSection(String heading, String xLabel, String yLabel, List<Series> series) implements Section {
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

    static boolean hasPoints(Series line) {
        for (int i = 0; i < line.size(); i++) {
            if (line.isDrawn(i)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void write(Markup out, String id) {
        writeMarked(out, id, -1);
    }

    /** With a ring on a point of the first series, counted without a start at the origin, which a script may move. */
    void writeMarked(Markup out, String id, int marked) {
        Plane plane = Plane.around(series, true);
        List<String> names =
                series.stream().filter(s -> !s.isFaint()).map(Series::name).toList();
        Chart.openPicture(
                out,
                id,
                heading,
                "Curves of " + yLabel + " over " + xLabel + ": " + String.join(", ", names) + ".",
                "class",
                "curve",
                "viewBox",
                Plane.VIEW_BOX,
                "data-ends",
                plane.ends());
        plane.axes(out, xLabel, yLabel);
        for (int i = 0; i < series.size(); i++) {
            line(out, series.get(i), style(i), plane);
        }
        if (marked >= 0) {
            Series first = series.get(0);
            int point = first.x(0) == 0 && first.y(0) == 0 ? marked + 1 : marked;
            String cx = Chart.num(plane.left(first.x(point)));
            String cy = Chart.num(plane.top(first.y(point)));
            out.empty("circle", "cx", cx, "cy", cy, "r", "6", "class", "here");
        }
        out.close("svg").line();
        out.open("ul", "class", "legend");
        for (int i = 0; i < series.size(); i++) {
            if (series.get(i).isFaint()) {
                continue; // many of one kind: the heading or lead says what they are
            }
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
        if (series.get(index).isFaint()) {
            return "line faint";
        }
        int measured = 0;
        for (int i = 0; i < index; i++) {
            measured += series.get(i).isReference() || series.get(i).isFaint() ? 0 : 1;
        }
        return "line c" + measured % Chart.COLOURS;
    }

    private static void line(Markup out, Series line, String style, Plane plane) {
        Stroke path = new Stroke();
        boolean pen = false;
        double lastX = 0;
        double lastY = 0;
        boolean marks = line.size() <= FEW && !line.isReference() && !line.isFaint();
        for (int i = 0; i < line.size(); i++) {
            if (!line.isDrawn(i)) {
                pen = false;
                continue;
            }
            double px = plane.left(line.x(i));
            double py = plane.top(line.y(i));
            boolean last = i == line.size() - 1 || !line.isDrawn(i + 1);
            if (!pen || last || Math.abs(px - lastX) + Math.abs(py - lastY) >= STEP) {
                if (pen) {
                    path.line(px, py);
                } else {
                    path.move(px, py);
                    pen = true;
                }
                lastX = px;
                lastY = py;
            }
        }
        out.open("g").element("title", line.name());
        out.empty("path", "d", path.toString(), "class", style);
        for (int i = 0; marks && i < line.size(); i++) {
            if (line.isDrawn(i)) {
                String cx = Chart.num(plane.left(line.x(i)));
                String cy = Chart.num(plane.top(line.y(i)));
                out.empty("circle", "cx", cx, "cy", cy, "r", "3", "class", style);
            }
        }
        out.close("g").line();
    }

    /** Every point of short lines, evenly spread points of long ones. */
    private List<List<String>> numbers() {
        List<List<String>> rows = new ArrayList<>();
        for (Series line : series.stream().filter(s -> !s.isFaint()).toList()) {
            int shown = Math.min(FEW, line.size());
            for (int i = 0; i < shown; i++) {
                int point = shown < line.size() ? (int) ((long) i * (line.size() - 1) / (shown - 1)) : i;
                rows.add(List.of(line.name(), Chart.brief(line.x(point)), Chart.brief(line.y(point))));
            }
        }
        return rows;
    }
}
