// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.ArrayList;
import java.util.List;

/** Groups of points over two number axes, told apart by colour and by a number at the middle of each. */
record ScatterSection(String heading, String xLabel, String yLabel, List<Series> groups) implements Section {

    @Override
    public boolean isNarrow() {
        return true;
    }

    @Override
    public boolean isEmpty() {
        return groups.stream().noneMatch(CurveSection::hasPoints);
    }

    @Override
    public void write(Markup out, String id) {
        Plane plane = Plane.around(groups, false);
        String names = String.join(", ", groups.stream().map(Series::name).toList());
        Chart.openPicture(
                out,
                id,
                heading,
                "Points of " + yLabel + " over " + xLabel + ": " + names + ".",
                "class",
                "curve",
                "viewBox",
                Plane.VIEW_BOX);
        plane.axes(out, xLabel, yLabel);
        for (int g = 0; g < groups.size(); g++) {
            dots(out, groups.get(g), "dots " + colour(g), plane);
        }
        List<List<String>> numbers = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            numbers.add(middle(out, groups.get(g), g + 1, plane));
        }
        out.close("svg").line().open("ul", "class", "legend");
        for (int g = 0; g < groups.size(); g++) {
            out.open("li").open("svg", "width", "12", "height", "12", "aria-hidden", "true");
            out.empty("path", "d", "M6 6h0", "class", "dots " + colour(g)).close("svg");
            out.element("span", (g + 1) + " " + groups.get(g).name()).close("li");
        }
        out.close("ul").line();
        Chart.numbers(out, heading, List.of("Group", "Points", "Middle " + xLabel, "Middle " + yLabel), numbers);
    }

    private static String colour(int group) {
        return "c" + group % Chart.COLOURS;
    }

    /** One path of dots: lines of no length with round ends. */
    private static void dots(Markup out, Series group, String style, Plane plane) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < group.size(); i++) {
            if (group.isDrawn(i)) {
                path.append('M').append(Chart.num(plane.left(group.x(i))));
                path.append(' ').append(Chart.num(plane.top(group.y(i)))).append("h0");
            }
        }
        out.open("g").element("title", group.name());
        out.empty("path", "d", path.toString(), "class", style).close("g").line();
    }

    /** Writes the group's number at the mean of its points, and gives the row that tells it. */
    private static List<String> middle(Markup out, Series group, int number, Plane plane) {
        double x = 0;
        double y = 0;
        int drawn = 0;
        for (int i = 0; i < group.size(); i++) {
            if (group.isDrawn(i)) {
                drawn++;
                // The running mean cannot overflow.
                x += (group.x(i) - x) / drawn;
                y += (group.y(i) - y) / drawn;
            }
        }
        if (drawn == 0) {
            return List.of(group.name(), "0", "–", "–");
        }
        String left = Chart.num(plane.left(x));
        String top = Chart.num(plane.top(y) + 5);
        out.element("text", Integer.toString(number), "x", left, "y", top, "class", "label middle");
        return List.of(group.name(), Integer.toString(drawn), Chart.number(x), Chart.number(y));
    }
}
