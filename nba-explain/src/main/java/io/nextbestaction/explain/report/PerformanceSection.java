// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.model.BinaryMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How well probabilities tell an event, with a cutoff to move. */
record PerformanceSection(String heading, Outcomes outcomes) implements Section {
    private static final int TENTHS = 10;

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
        Outcomes.Table table = outcomes.table();
        int start = start(table);
        BinaryMetrics metrics = BinaryMetrics.of(outcomes.probabilities(), outcomes.labels());
        out.open("div", "class", "performance").line();
        new MetricsSection(heading, tiles(metrics)).write(out, id);
        control(out, id, table, start);
        confusion(out, table, start);
        out.open("div", "class", "cols").line();
        charts(out, id, table, start);
        out.close("div").line();
        out.open("script", "type", "application/json")
                .constant(json(table, start))
                .close("script")
                .line();
        out.close("div").line();
    }

    private static List<Metric> tiles(BinaryMetrics metrics) {
        return List.of(
                new Metric("AUC", text("%.4f", metrics.auc()), "0.5 is chance, 1 is perfect"),
                new Metric(
                        "PR-AUC",
                        text("%.4f", metrics.averagePrecision()),
                        text("chance is %.3f", (double) metrics.positives() / metrics.rows())),
                new Metric("Log-loss", text("%.4f", metrics.logLoss()), "lower is better"),
                new Metric("Brier score", text("%.4f", metrics.brier()), "lower is better"),
                new Metric(
                        "Calibration error",
                        text("%.4f", metrics.calibrationError()),
                        "mean gap between promise and outcome"));
    }

    /** Where the slider stands at first: at the greatest worth, else where as many are acted on as have the event. */
    private int start(Outcomes.Table table) {
        int best = 0;
        for (int k = 1; k < table.size(); k++) {
            boolean better = outcomes.hasWorth()
                    ? worth(table, k) > worth(table, best)
                    : Math.abs(table.acted()[k] - table.events()) < Math.abs(table.acted()[best] - table.events());
            best = better ? k : best;
        }
        return best;
    }

    private double worth(Outcomes.Table table, int k) {
        return table.hits()[k] * outcomes.onEvent() + (table.acted()[k] - table.hits()[k]) * outcomes.onNone();
    }

    private static void control(Markup out, String id, Outcomes.Table table, int start) {
        out.open("p", "class", "control", "hidden", "");
        out.element("label", "Act on customers from probability", "for", id + "-cutoff")
                .text(" ");
        out.empty(
                "input",
                "type",
                "range",
                "id",
                id + "-cutoff",
                "min",
                "0",
                "max",
                Integer.toString(table.size() - 1),
                "step",
                "1",
                "value",
                Integer.toString(start));
        out.close("p").line();
    }

    /** The confusion matrix and what follows from it; the script rewrites the cells. */
    private void confusion(Markup out, Outcomes.Table table, int k) {
        int hits = table.hits()[k];
        int acted = table.acted()[k];
        int misses = table.events() - hits;
        int passed = table.rows() - acted - misses;
        out.element("p", text("At a cutoff of %.4f:", table.cutoffs()[k]), "data-part", "at");
        out.open("div", "class", "confusion").open("div", "class", "scroll");
        out.open("table").open("thead").open("tr").element("th", "", "scope", "col");
        out.element("th", "event", "scope", "col", "class", "n");
        out.element("th", "no event", "scope", "col", "class", "n")
                .close("tr")
                .close("thead")
                .open("tbody");
        out.open("tr").element("th", "acted on", "scope", "row");
        cell(out, "hits", hits).cell(acted - hits, "alarms").close();
        out.open("tr").element("th", "left alone", "scope", "row");
        cell(out, "misses", misses).cell(passed, "passed").close();
        out.close("tbody").close("table").close("div").line();
        out.open("dl", "class", "metrics", "aria-live", "polite");
        tile(out, "Acted on", "share", text("%.1f %%", 100.0 * acted / table.rows()));
        tile(out, "Precision", "precision", text("%.1f %%", 100.0 * hits / acted));
        tile(out, "Recall", "recall", text("%.1f %%", 100.0 * hits / table.events()));
        tile(
                out,
                "False-positive rate",
                "fpr",
                text("%.1f %%", 100.0 * (acted - hits) / (table.rows() - table.events())));
        tile(out, "Lift", "lift", text("%.2f", (double) hits / acted * table.rows() / table.events()));
        if (outcomes.hasWorth()) {
            tile(out, "Worth", "worth", text("%.0f %s", worth(table, k), outcomes.unit()));
        }
        out.close("dl").close("div").line();
    }

    private static Cells cell(Markup out, String part, int count) {
        return new Cells(out).cell(count, part);
    }

    private record Cells(Markup out) {
        Cells cell(int count, String part) {
            out.element("td", Integer.toString(count), "class", "n", "data-part", part);
            return this;
        }

        void close() {
            out.close("tr");
        }
    }

    private static void tile(Markup out, String name, String part, String value) {
        out.open("div")
                .element("dt", name)
                .element("dd", value, "class", "value", "data-part", part)
                .close("div");
    }

    private void charts(Markup out, String id, Outcomes.Table table, int start) {
        int rows = table.rows();
        double events = table.events();
        double others = rows - events;
        int[] acted = table.acted();
        int[] hits = table.hits();
        IntToDoubleFunction share = k -> (double) acted[k] / rows;
        IntToDoubleFunction recall = k -> hits[k] / events;
        IntToDoubleFunction precision = k -> (double) hits[k] / acted[k];
        double[] ends = {0, 1};
        double rate = events / rows;
        chart(
                out,
                id + "c1",
                "ROC curve",
                "false-positive rate",
                "true-positive rate",
                start,
                curve(table, "this model", true, k -> (acted[k] - hits[k]) / others, recall),
                Series.reference("chance", ends, ends));
        chart(
                out,
                id + "c2",
                "Precision and recall",
                "recall",
                "precision",
                start,
                curve(table, "this model", false, recall, precision),
                Series.reference("chance", ends, new double[] {rate, rate}));
        chart(
                out,
                id + "c3",
                "Gain",
                "share acted on",
                "share of events reached",
                start,
                curve(table, "this model", true, share, recall),
                Series.reference("chance", ends, ends),
                Series.reference("perfect", new double[] {0, rate, 1}, new double[] {0, 1, 1}));
        chart(
                out,
                id + "c4",
                "Lift",
                "share acted on",
                "times the average rate",
                start,
                curve(table, "this model", false, share, k -> precision.applyAsDouble(k) / rate),
                Series.reference("chance", ends, new double[] {1, 1}));
        chart(
                out,
                id + "c5",
                "Calibration by tenths",
                "predicted probability",
                "observed share",
                -1,
                calibration(),
                Series.reference("perfect", ends, ends));
        if (outcomes.hasWorth()) {
            chart(
                    out,
                    id + "c6",
                    "Worth",
                    "share acted on",
                    outcomes.unit(),
                    start,
                    curve(table, "this model", true, share, k -> worth(table, k)),
                    Series.reference("nothing", ends, new double[] {0, 0}));
        }
    }

    private static void chart(Markup out, String id, String title, String x, String y, int marked, Series... series) {
        out.open("div", "class", "part narrow").element("h4", title);
        new CurveSection(title, x, y, List.of(series)).writeMarked(out, id, marked);
        out.close("div").line();
    }

    /** A curve over the cutoffs, begun at the origin where nobody is acted on. */
    private static Series curve(
            Outcomes.Table table, String name, boolean origin, IntToDoubleFunction x, IntToDoubleFunction y) {
        int shift = origin ? 1 : 0;
        double[] xs = new double[table.size() + shift];
        double[] ys = new double[table.size() + shift];
        for (int k = 0; k < table.size(); k++) {
            xs[k + shift] = x.applyAsDouble(k);
            ys[k + shift] = y.applyAsDouble(k);
        }
        return Series.of(name, xs, ys);
    }

    private Series calibration() {
        double[] p = outcomes.probabilities();
        boolean[] labels = outcomes.labels();
        Integer[] order = IntStream.range(0, p.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
        List<double[]> points = new ArrayList<>();
        for (int b = 0; b < TENTHS; b++) {
            int from = b * p.length / TENTHS;
            int to = (b + 1) * p.length / TENTHS;
            double predicted = 0;
            double observed = 0;
            for (int i = from; i < to; i++) {
                predicted += p[order[i]] / (to - from);
                observed += labels[order[i]] ? 1.0 / (to - from) : 0;
            }
            if (to > from) {
                points.add(new double[] {predicted, observed});
            }
        }
        return Series.of(
                "this model",
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[1]).toArray());
    }

    private String json(Outcomes.Table table, int start) {
        return Json.object()
                .json(
                        "cutoffs",
                        Packed.of(Arrays.stream(table.cutoffs())
                                .map(cutoff -> (float) cutoff) // enough for the four digits shown
                                .toArray()))
                .json("acted", Packed.of(table.acted()))
                .json("hits", Packed.of(table.hits()))
                .put("rows", table.rows())
                .put("events", table.events())
                .put("start", start)
                .put("onEvent", outcomes.onEvent())
                .put("onNone", outcomes.onNone())
                .put("unit", outcomes.unit())
                .toString();
    }

    private static String text(String format, Object... values) {
        return Chart.minus(String.format(Locale.ROOT, format, values));
    }
}
