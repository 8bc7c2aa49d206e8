// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Groups of points over two number axes, told apart by colour and by a number at the middle of each. */
record ScatterSection(String heading, String xLabel, String yLabel, List<Series> groups) implements Section {
    private static final double LEAST_APART = 20;

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
        List<double[]> middles = new ArrayList<>();
        for (Series group : groups) {
            double[] middle = middle(group);
            middles.add(new double[] {plane.left(middle[1]), plane.top(middle[2])});
            numbers.add(List.of(
                    group.name(),
                    Chart.number(middle[0]),
                    middle[0] == 0 ? "–" : Chart.brief(middle[1]),
                    middle[0] == 0 ? "–" : Chart.brief(middle[2])));
        }
        boolean numbered = apart(middles);
        for (int g = 0; numbered && g < groups.size(); g++) {
            String left = Chart.num(middles.get(g)[0]);
            String top = Chart.num(middles.get(g)[1] + 5);
            out.element("text", Integer.toString(g + 1), "x", left, "y", top, "class", "label middle");
        }
        out.close("svg").line().open("ul", "class", "legend");
        for (int g = 0; g < groups.size(); g++) {
            out.open("li").open("svg", "width", "12", "height", "12", "aria-hidden", "true");
            out.empty("path", "d", "M6 6h0", "class", "dots " + colour(g)).close("svg");
            out.element("span", (numbered ? g + 1 + " " : "") + groups.get(g).name())
                    .close("li");
        }
        out.close("ul").line();
        Chart.numbers(out, heading, List.of("Group", "Points", "Middle " + xLabel, "Middle " + yLabel), numbers);
    }

    private static String colour(int group) {
        return "c" + group % Chart.COLOURS;
    }

    /** One path of dots: lines of no length with round ends. */
    private static void dots(Markup out, Series group, String style, Plane plane) {
        Stroke path = new Stroke();
        IntStream.range(0, group.size())
                .filter(group::isDrawn)
                .boxed()
                .sorted(Comparator.comparingDouble(group::x)) // short steps make a short path
                .forEach(i -> path.dot(plane.left(group.x(i)), plane.top(group.y(i))));
        out.open("g").element("title", group.name());
        out.empty("path", "d", path.toString(), "class", style).close("g").line();
    }

    /** Whether numbers at these places can be read side by side; groups that lie within each other have none. */
    private static boolean apart(List<double[]> middles) {
        for (int g = 0; g < middles.size(); g++) {
            for (int h = 0; h < g; h++) {
                double[] a = middles.get(g);
                double[] b = middles.get(h);
                if (Math.hypot(a[0] - b[0], a[1] - b[1]) < LEAST_APART) {
                    return false;
                }
            }
        }
        return true;
    }

    /** How many points are drawn, and their mean. */
    private static double[] middle(Series group) {
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
        return new double[] {drawn, x, y};
    }
}
