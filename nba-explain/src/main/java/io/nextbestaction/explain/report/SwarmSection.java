// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Every customer's contribution of every field as a dot, coloured by the field's value. */
record SwarmSection(String heading, Attributions attributions, int fields, int points) implements Section {
    private static final int SHADES = 5;
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 30;
    /** Steps of height within a pixel. */
    private static final int FINE = 4;

    private static final int ROW = 54;
    private static final int TOP = 20;
    private static final int AXIS_HEIGHT = 22;
    /** Dots nearer than this to each other are piled up. */
    private static final int PILE = 6;

    @Override
    public boolean isNarrow() {
        return false;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public void write(Markup out, String id) {
        int[] sources = Arrays.copyOf(attributions.order(), Math.min(fields, attributions.order().length));
        int[] sample = attributions.sample(points);
        Axis axis = axis(sources, sample);
        int bottom = sources.length * ROW;
        Chart.openPicture(
                out,
                id,
                heading,
                "Dots of " + sample.length + " customers for each of " + sources.length
                        + " fields: to the right the field raises the score, to the left it lowers it.",
                "class",
                "rows",
                "width",
                "100%",
                "height",
                Integer.toString(bottom + AXIS_HEIGHT));
        BarRows rows = new BarRows(out);
        rows.axis(axis, bottom);
        rows.upright(axis.at(0), 0, bottom, "axis");
        List<List<String>> numbers = new ArrayList<>();
        for (int r = 0; r < sources.length; r++) {
            out.element("text", attributions.name(sources[r]), "y", Integer.toString(r * ROW + 14));
            dots(out, sources[r], sample, axis, r * ROW + TOP);
            numbers.add(numbers(sources[r], sample));
        }
        out.close("svg").line();
        legend(out);
        Chart.numbers(out, heading, List.of("Field", "Least", "Median", "Greatest"), numbers);
    }

    private Axis axis(int[] sources, int[] sample) {
        double low = 0;
        double high = 0;
        for (int source : sources) {
            for (int row : sample) {
                low = Math.min(low, attributions.contribution(source, row));
                high = Math.max(high, attributions.contribution(source, row));
            }
        }
        return new Axis(low, high);
    }

    /** One path a shade: lines of no length with round ends, piled up where they would cover each other. */
    private void dots(Markup out, int source, int[] sample, Axis axis, int top) {
        double[] sorted = Arrays.stream(sample)
                .mapToDouble(row -> attributions.value(source, row))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        int[] piles = new int[WIDTH / PILE + 1];
        for (int row : sample) {
            piles[left(axis, source, row) / PILE]++;
        }
        int highest = Math.max(1, Arrays.stream(piles).max().orElse(1));
        double step = Math.min(3, (double) (HEIGHT - 4) / highest);
        Arrays.fill(piles, 0);
        List<Dot> all = new ArrayList<>();
        for (int row : sample) {
            int x = left(axis, source, row);
            int in = piles[x / PILE]++;
            int offset = (in + 1) / 2 * (in % 2 == 0 ? 1 : -1);
            int y = (int) Math.rint(HEIGHT / 2.0 * FINE + offset * step * FINE);
            all.add(new Dot(x, y, shade(attributions.value(source, row), sorted)));
        }
        all.sort(Comparator.comparingInt(Dot::x)); // short steps make a short path
        Stroke[] paths = new Stroke[SHADES + 1];
        Arrays.setAll(paths, s -> new Stroke());
        all.forEach(dot -> paths[dot.shade()].dot(dot.x(), dot.y()));
        String viewBox = "0 0 " + WIDTH + " " + HEIGHT * FINE;
        out.open(
                "svg",
                "x",
                "0",
                "y",
                Integer.toString(top),
                "width",
                "100%",
                "height",
                Integer.toString(HEIGHT),
                "viewBox",
                viewBox,
                "preserveAspectRatio",
                "none",
                "class",
                "swarm");
        for (int s = 0; s < paths.length; s++) {
            if (!paths[s].isEmpty()) {
                out.empty("path", "d", paths[s].toString(), "class", "v" + s);
            }
        }
        out.close("svg").line();
    }

    private record Dot(int x, int y, int shade) {}

    private int left(Axis axis, int source, int row) {
        return (int) Math.rint(axis.at(attributions.contribution(source, row)) * WIDTH);
    }

    /** The fifth of the values a value lies in; a sixth shade for what has no order or is missing. */
    private static int shade(double value, double[] sorted) {
        if (Double.isNaN(value) || sorted.length == 0) {
            return SHADES;
        }
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        if (low == high) {
            return SHADES / 2;
        }
        int found = Arrays.binarySearch(sorted, value);
        int first = found < 0 ? -found - 1 : found;
        while (first > 0 && sorted[first - 1] == value) {
            first--;
        }
        int last = Math.max(first, found);
        while (last + 1 < sorted.length && sorted[last + 1] == value) {
            last++;
        }
        // equal values share the middle of their ranks, but the least and the greatest have the ends
        double rank = value == low ? 0 : value == high ? 1 : (first + last) / 2.0 / sorted.length;
        return (int) Math.min(SHADES - 1, rank * SHADES);
    }

    private static void legend(Markup out) {
        out.open("ul", "class", "legend").open("li", "class", "shades").element("span", "low value");
        for (int s = 0; s < SHADES; s++) {
            shade(out, s);
        }
        out.element("span", "high value").close("li").open("li");
        shade(out, SHADES);
        out.element("span", "category or missing").close("li").close("ul").line();
    }

    private static void shade(Markup out, int shade) {
        out.open("svg", "width", "12", "height", "12", "aria-hidden", "true", "class", "swarm");
        out.empty("path", "d", "M6 6h0", "class", "v" + shade).close("svg");
    }

    private List<String> numbers(int source, int[] sample) {
        double[] sorted = Arrays.stream(sample)
                .mapToDouble(row -> attributions.contribution(source, row))
                .sorted()
                .toArray();
        return List.of(
                attributions.name(source),
                Chart.brief(sorted[0]),
                Chart.brief(sorted[sorted.length / 2]),
                Chart.brief(sorted[sorted.length - 1]));
    }
}
