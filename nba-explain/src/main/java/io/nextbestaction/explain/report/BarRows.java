// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

/**
 * Rows of a label, a value and a bar below both. Everything is placed in parts of the width, never in pixels across, so
 * that the picture fills any width with text of one size.
 */
final class BarRows {
    static final int HEIGHT = 42;

    private static final int BAR_TOP = 20;
    private static final int BAR_HEIGHT = 12;
    private static final int BASELINE = 14;

    /** How many characters of a label fit beside a value on a phone. */
    private static final int SHORT = 34;

    /** How many fit where a chart has half of a wide screen. */
    private static final int LONG = 50;

    /** How many fit on a phone with those of the value, which are bold and so a fifth wider, and what a label keeps. */
    private static final int LINE = 41;

    private static final double BOLD = 1.2;
    private static final int LEAST = 12;

    /** More characters of numbers than this do not fit below a chart on a phone: every second is left out. */
    private static final int MOST_TICKS = 26;

    /** How many fit where a chart has all of a wide screen. */
    private static final int WIDE = 100;

    private final Markup out;
    private final int most;

    private BarRows(Markup out, int most) {
        this.out = out;
        this.most = most;
    }

    /** Rows of a chart that has half of a wide screen. */
    BarRows(Markup out) {
        this(out, LONG);
    }

    /** Rows of a chart that has all of it. */
    static BarRows wide(Markup out) {
        return new BarRows(out, WIDE);
    }

    /** Opens a row; of a label too long for the picture the whole is in its title. */
    void open(int row, String label, String value) {
        open(row, label, value, value);
    }

    /** Opens a row whose value is written shorter where there is little room. */
    void open(int row, String label, String value, String shortValue) {
        String y = num(row * HEIGHT + BASELINE);
        int length = label.codePointCount(0, label.length());
        int room = Math.max(LEAST, Math.min(SHORT, (int) (LINE - BOLD * shortValue.length())));
        out.open("g");
        if (length > room || !value.equals(shortValue)) {
            out.element("title", label + ": " + value);
        }
        if (length <= room) {
            out.element("text", label, "y", y);
        } else {
            out.element("text", cut(label, room), "y", y, "class", "short");
            int more = room + most - SHORT;
            out.element("text", length <= more ? label : cut(label, more), "y", y, "class", "long");
        }
        if (value.equals(shortValue)) {
            out.element("text", value, "x", "100%", "y", y, "class", "value");
        } else {
            out.element("text", shortValue, "x", "100%", "y", y, "class", "short value");
            out.element("text", value, "x", "100%", "y", y, "class", "long value");
        }
    }

    void close() {
        out.close("g").line();
    }

    /** A bar from one part of the width to another. */
    void bar(int row, double from, double to, String kind) {
        String x = percent(Math.min(from, to));
        String width = percent(Math.abs(to - from));
        String y = num(row * HEIGHT + BAR_TOP);
        out.empty("rect", "x", x, "y", y, "width", width, "height", num(BAR_HEIGHT), "class", kind);
    }

    /** A thin line from one part of the width to another, in the middle of the bar. */
    void span(int row, double from, double to) {
        String y = num(row * HEIGHT + BAR_TOP + BAR_HEIGHT / 2);
        out.empty("line", "x1", percent(from), "x2", percent(to), "y1", y, "y2", y, "class", "span");
    }

    /** A dot in the middle of the bar. */
    void dot(int row, double at) {
        String y = num(row * HEIGHT + BAR_TOP + BAR_HEIGHT / 2);
        out.empty("circle", "cx", percent(at), "cy", y, "r", "5", "class", "up");
    }

    /** The grid behind all rows, and the numbers below them. */
    void axis(Axis axis, int bottom) {
        int characters =
                axis.ticks().stream().mapToInt(tick -> tick.label().length()).sum();
        int zero = axis.ticks().stream().map(Axis.Tick::value).toList().indexOf(0.0);
        int kept = Math.max(0, zero) % 2; // zero is always told
        out.open("g", "class", "grid");
        for (Axis.Tick tick : axis.ticks()) {
            String x = percent(axis.at(tick.value()));
            out.empty("line", "x1", x, "x2", x, "y2", num(bottom));
        }
        out.close("g").open("g", "class", "tick middle");
        for (int k = 0; k < axis.ticks().size(); k++) {
            Axis.Tick tick = axis.ticks().get(k);
            double at = axis.at(tick.value());
            if (characters > MOST_TICKS && k % 2 != kept) {
                continue;
            }
            String y = num(bottom + 16);
            if (at > 0 && at < 1) {
                out.element("text", tick.label(), "x", percent(at), "y", y);
            } else {
                out.element("text", tick.label(), "x", percent(at), "y", y, "class", at == 0 ? "start" : "end");
            }
        }
        out.close("g").line();
    }

    /** An upright line that overlaps the bar a little. */
    void mark(int row, double at, String kind) {
        int top = row * HEIGHT + BAR_TOP;
        upright(at, top - 3, top + BAR_HEIGHT + 3, kind);
    }

    /** An upright line from a bar to the next row's. */
    void link(int row, double at) {
        int top = row * HEIGHT + BAR_TOP;
        upright(at, top, top + HEIGHT + BAR_HEIGHT, "link");
    }

    void upright(double at, int top, int bottom, String kind) {
        String x = percent(at);
        out.empty("line", "x1", x, "x2", x, "y1", num(top), "y2", num(bottom), "class", kind);
    }

    /** With two decimals at most: a part of a wide chart is finer than a pixel's. */
    static String percent(double part) {
        double rounded = Math.rint(part * 1e4) / 100;
        return (rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded)) + "%";
    }

    private static String num(double coordinate) {
        return Chart.num(coordinate);
    }

    private static String cut(String label, int length) {
        return label.substring(0, label.offsetByCodePoints(0, length - 1)) + "…";
    }
}
