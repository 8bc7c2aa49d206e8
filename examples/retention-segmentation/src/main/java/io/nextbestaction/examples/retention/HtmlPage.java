// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.retention;

import io.nextbestaction.explain.report.Bar;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.explain.report.Series;
import io.nextbestaction.models.segment.ClusterMap;
import io.nextbestaction.models.segment.KScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The results as one page. */
final class HtmlPage {
    private HtmlPage() {}

    static HtmlReport of(Result result, String currency) {
        ClusterMap map = result.map();
        return HtmlReport.titled("Retention and segments: " + result.study())
                .lead(text(
                        "Learnt from %d customers, measured on %d that no model saw; %.1f %% of them left. Seed %d.",
                        result.trainingRows(), result.heldOutRows(), 100 * result.churnRate(), result.seed()))
                .table(
                        "Forests on the skewed class, as they come and calibrated",
                        List.of(
                                "Forest",
                                "AUC",
                                "PR-AUC",
                                "Mean p",
                                "Recall",
                                "Precision",
                                "F1",
                                "Brier",
                                "Log-loss",
                                "Calibration error"),
                        forests(result))
                .curve(
                        "Calibration of the raw probabilities",
                        "predicted probability",
                        "observed share",
                        calibration(result))
                .scatter("Cluster map", map.horizontal().label(), map.vertical().label(), groups(result))
                .table(
                        "How many segments",
                        List.of(
                                "k",
                                "Inertia",
                                "Silhouette",
                                "Gap",
                                "Calinski-Harabasz",
                                "Davies-Bouldin",
                                "Stability"),
                        result.selection().candidates().stream()
                                .map(HtmlPage::scores)
                                .toList())
                .text("Why so many", result.selection().reason())
                .table(
                        "What sets each segment apart",
                        List.of("Segment", "Share", "Churn", "Traits"),
                        result.segments().stream()
                                .map(g -> List.of(
                                        g.name(),
                                        text("%.1f %%", 100 * g.share()),
                                        text("%.1f %%", 100 * g.churn()),
                                        String.join("; ", g.traits())))
                                .toList())
                .table(
                        "What would have been decided",
                        List.of("Segment", "Held out", "Churn", currency + " each", "Actions"),
                        result.decided().stream().map(HtmlPage::decided).toList())
                .bars(
                        "What policies are worth, " + currency + " a customer (share contacted)",
                        result.policies().stream()
                                .map(p -> new Bar(
                                        p.policy(),
                                        p.perCustomer(),
                                        text("%.2f (%.0f %%)", p.perCustomer(), 100 * p.contacted())))
                                .toList())
                .table(
                        "An input changed: " + result.changed().customer(),
                        List.of("Change", "Churn", "Segment", "Next best action", currency),
                        result.changed().steps().stream()
                                .map(s -> List.of(
                                        s.change(),
                                        text("%.2f", s.churn()),
                                        s.segment(),
                                        s.action(),
                                        text("%.2f", s.expectedValue())))
                                .toList());
    }

    private static List<List<String>> forests(Result result) {
        List<List<String>> rows = new ArrayList<>();
        for (Result.Forest forest : result.forests()) {
            rows.add(quality(forest.name(), forest, forest.raw()));
            rows.add(quality(forest.name() + ", calibrated", forest, forest.calibrated()));
        }
        return rows;
    }

    private static List<String> quality(String name, Result.Forest forest, Result.Quality q) {
        return List.of(
                name,
                text("%.4f", forest.auc()),
                text("%.4f", forest.averagePrecision()),
                text("%.4f", q.meanProbability()),
                text("%.3f", q.recall()),
                text("%.3f", q.precision()),
                text("%.3f", q.f1()),
                text("%.4f", q.brier()),
                text("%.4f", q.logLoss()),
                text("%.4f", q.calibrationError()));
    }

    private static List<Series> calibration(Result result) {
        List<Series> series = new ArrayList<>();
        for (Result.Forest forest : result.forests()) {
            series.add(Series.of(
                    forest.name(),
                    forest.curve().stream().mapToDouble(Result.Bin::predicted).toArray(),
                    forest.curve().stream().mapToDouble(Result.Bin::observed).toArray()));
        }
        series.add(Series.reference("perfect", new double[] {0, 1}, new double[] {0, 1}));
        return series;
    }

    private static List<Series> groups(Result result) {
        List<Series> groups = new ArrayList<>();
        for (int s = 0; s < result.segments().size(); s++) {
            int segment = s;
            List<ClusterMap.Point> points = result.map().points().stream()
                    .filter(p -> p.segment() == segment)
                    .toList();
            groups.add(Series.of(
                    result.segments().get(s).name(),
                    points.stream().mapToDouble(ClusterMap.Point::x).toArray(),
                    points.stream().mapToDouble(ClusterMap.Point::y).toArray()));
        }
        return groups;
    }

    private static List<String> scores(KScores s) {
        return List.of(
                Integer.toString(s.k()),
                text("%.1f", s.inertia()),
                number("%.3f", s.silhouette()),
                number("%.3f", s.gap()),
                number("%.1f", s.calinskiHarabasz()),
                number("%.3f", s.daviesBouldin()),
                number("%.2f", s.stability()));
    }

    private static List<String> decided(Result.Decided decided) {
        return List.of(
                decided.segment(),
                Integer.toString(decided.customers()),
                text("%.1f %%", 100 * decided.churn()),
                text("%.2f", decided.expectedValue()),
                decided.actions().entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey())
                        .collect(Collectors.joining("; ")));
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "–" : text(format, value);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
