// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.DecisionBatch;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.artifact.Provenance;
import io.nextbestaction.explain.Interval;
import io.nextbestaction.explain.KernelReport;
import io.nextbestaction.explain.report.Bar;
import io.nextbestaction.explain.report.Estimate;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.explain.report.Metric;
import io.nextbestaction.explain.report.Outcomes;
import io.nextbestaction.explain.report.Series;
import io.nextbestaction.explain.report.WhatIf;
import io.nextbestaction.features.drift.DriftBaseline;
import io.nextbestaction.features.drift.DriftLimits;
import io.nextbestaction.features.drift.DriftReport;
import io.nextbestaction.features.drift.FieldDrift;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.models.segment.ClusterMap;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The main job's results as one HTML file of pages, drawn from the engine that was saved and loaded again.
 *
 * @param <C> the customer type
 */
final class BankReport<C> {
    private static final int POINTS = 1000;
    private static final Map<String, String> METRICS = Map.of(
            "auc", "AUC",
            "averagePrecision", "PR-AUC",
            "logLoss", "Log-loss",
            "brier", "Brier score",
            "calibrationError", "Calibration error");

    private final ReportData<C> data;
    private final JobResult result;
    private final NextBestAction<C> live;

    private BankReport(ReportData<C> data) {
        this.data = data;
        this.result = data.result();
        this.live = data.live();
    }

    /** The report of a finished job. */
    static <C> HtmlReport of(JobResult result, Study<C> study, NextBestAction<C> live, DecisionBatch batch) {
        return new BankReport<>(ReportData.of(result, study, live, batch)).report();
    }

    private HtmlReport report() {
        HtmlReport report = HtmlReport.titled("Next best actions: " + result.study())
                .lead(text(
                        "Fitted on %d customers in %.1f s, measured on %d the engine never saw. Seed %d.",
                        result.trainingRows(),
                        result.fitSeconds(),
                        result.heldOut().rows(),
                        result.seed()));
        report = summary(remark(report.page("Summary")));
        report = DecisionPage.addTo(remark(report.page("Decisions")), data);
        report = ChangesPage.addTo(report.page("Smallest changes"), data);
        report = ReasonsPage.addTo(report, data);
        report = whatIf(report.page("What if"));
        report = DriversPage.addTo(report.page("Drivers"), data);
        report = performance(report.page("Performance"));
        report = segments(report.page("Segments"));
        report = drift(report.page("Drift"));
        report = PolicyPage.addTo(remark(report.page("Policy")), live.catalog(), data.batch());
        report = FairnessPage.addTo(report, data);
        report = QualityPage.addTo(report.page("Explanation quality"), data);
        return card(report.page("Model card"));
    }

    private HtmlReport remark(HtmlReport report) {
        return result.remark().isEmpty() ? report : report.text("Actions", "Decided " + result.remark() + ".");
    }

    private HtmlReport summary(HtmlReport report) {
        BinaryMetrics churn = result.heldOut();
        return mostAtRisk(report.metrics(
                                "Churn on held-out customers",
                                List.of(
                                        new Metric("AUC", text("%.4f", churn.auc()), "0.5 is chance, 1 is perfect"),
                                        new Metric(
                                                "PR-AUC",
                                                text("%.4f", churn.averagePrecision()),
                                                text("chance is %.3f", (double) churn.positives() / churn.rows())),
                                        new Metric("Log-loss", text("%.4f", churn.logLoss()), "lower is better"),
                                        new Metric("Brier score", text("%.4f", churn.brier()), "lower is better"),
                                        new Metric(
                                                "Calibration error",
                                                text("%.4f", churn.calibrationError()),
                                                "mean gap between promise and outcome")))
                        .bars(
                                "What policies are worth, " + result.currency() + " a customer (share contacted)",
                                result.policies().stream()
                                        .sorted(Comparator.comparingDouble(p -> -p.perCustomer()))
                                        .map(p -> new Bar(
                                                p.policy(),
                                                p.perCustomer(),
                                                text("%.2f (%.0f %%)", p.perCustomer(), 100 * p.contacted())))
                                        .toList())
                        .text("How policy values were found", result.valuation()))
                .table(
                        "Ten decisions",
                        List.of(
                                "Customer",
                                "Next best action",
                                result.currency(),
                                "Churn",
                                "Segment",
                                "Why (part of churn)",
                                "Rejected"),
                        result.decisions().stream().map(BankReport::row).toList());
    }

    /** Score, cutoff and reason codes of one customer; contributions of fields where there are no codes. */
    private HtmlReport mostAtRisk(HtmlReport report) {
        String heading = "Why " + result.mostAtRisk() + " is most at risk";
        ChurnReasons codes = data.reasons();
        if (codes == null) {
            return report.bars(heading, reasons());
        }
        DecisionBatch.RowDecision most = data.shown().stream()
                .max(Comparator.comparingDouble(entry -> entry.decision().churn()))
                .orElseThrow();
        return codes.addTo(report, heading, most.decision().churn(), data.featuresOf((int) most.row() - 1));
    }

    private List<Bar> reasons() {
        return result.mostAtRiskWhy().stream()
                .map(r -> new Bar(
                        r.field() + " " + r.value(),
                        100 * r.contribution(),
                        text("%+.1f points", 100 * r.contribution())))
                .toList();
    }

    private static List<String> row(JobResult.DecisionRow decision) {
        return List.of(
                decision.customer(),
                decision.action(),
                text("%.2f", decision.expectedValue()),
                text("%.2f", decision.churn()),
                decision.segment(),
                decision.why().stream().map(Object::toString).collect(Collectors.joining("; ")),
                decision.rejected().isEmpty()
                        ? "none"
                        : decision.rejected().size()
                                + (decision.rejected().size() == 1 ? ": " : ", such as ")
                                + decision.rejected().get(0));
    }

    private HtmlReport whatIf(HtmlReport report) {
        WhatIf whatIf = WhatIf.of(live.pipeline(), live.churnModel(), data.training())
                .fixed(data.study().unchangeable().toArray(String[]::new));
        for (DecisionBatch.RowDecision entry : data.shown()) {
            int at = (int) entry.row() - 1;
            whatIf = whatIf.customer(data.study().name(at), data.rows().get(at));
        }
        Study.Worth worth = data.study().worth();
        return report.whatIf("A customer to change", whatIf.cutoff(worth.cutoff()))
                .text("Where the cutoff comes from", worth.told(result.currency()));
    }

    private HtmlReport performance(HtmlReport report) {
        long left = result.heldOut().positives();
        if (left == 0 || left == result.heldOut().rows()) {
            return report.text("Performance", "All held-out customers fared alike, so nothing can be measured.");
        }
        Study.Worth worth = data.study().worth();
        return report.performance(
                        "Churn on held-out customers",
                        Outcomes.of(data.probabilities(), data.left())
                                .worth(worth.onLeaver(), worth.onStayer(), result.currency()))
                .text("Worth", worth.told(result.currency()));
    }

    private HtmlReport segments(HtmlReport report) {
        Segmentation segmentation = live.segmentation();
        if (segmentation == null) {
            return report.text("Segments", "This engine has none.");
        }
        ClusterMap map = ClusterMap.of(segmentation, data.features(), POINTS, result.seed());
        List<Series> groups = new ArrayList<>();
        for (var segment : segmentation.segments()) {
            List<ClusterMap.Point> points = map.points().stream()
                    .filter(point -> point.segment() == segment.index())
                    .toList();
            groups.add(Series.of(
                    segment.name(),
                    points.stream().mapToDouble(ClusterMap.Point::x).toArray(),
                    points.stream().mapToDouble(ClusterMap.Point::y).toArray()));
        }
        return report.text(
                        "Why so many",
                        segmentation.choice(),
                        "k is the number of segments. The silhouette tells how well they part: 1 is apart, 0 is one cloud.")
                .bars(
                        "Observed churn (held-out customers)",
                        result.segments().stream()
                                .sorted(Comparator.comparingDouble(s -> -s.churn()))
                                .map(s -> new Bar(
                                        s.name(), 100 * s.churn(), text("%.1f %% (%d)", 100 * s.churn(), s.heldOut())))
                                .toList())
                .bars(
                        "Share of training customers",
                        result.segments().stream()
                                .sorted(Comparator.comparingDouble(s -> -s.trainingShare()))
                                .map(s -> new Bar(
                                        s.name(), 100 * s.trainingShare(), text("%.1f %%", 100 * s.trainingShare())))
                                .toList())
                .scatter(
                        "Map of " + map.points().size() + " customers",
                        map.horizontal().label(),
                        map.vertical().label(),
                        groups);
    }

    private HtmlReport drift(HtmlReport report) {
        DriftReport drift =
                DriftBaseline.of(live.schema(), data.training()).compare(data.rows(), DriftLimits.defaults());
        List<FieldDrift> compared = drift.fields().stream()
                .filter(field -> live.pipeline().features().sources().contains(field.field()))
                .toList();
        return report.text(
                        "Held-out customers against training customers",
                        text(
                                "%d customers compared with %d. A stability index (PSI) below 0.1 is commonly read as stable, above"
                                        + " 0.25 as moved.",
                                drift.rows(), drift.referenceRows()))
                .intervals(
                        "Stability index by field, with both limits",
                        compared.stream()
                                .filter(field -> Double.isFinite(field.psi()))
                                .sorted(Comparator.comparingDouble(field -> -field.psi()))
                                .map(field -> new Estimate(field.field(), point(field.psi()), figure(field.psi())))
                                .toList(),
                        0,
                        0.1,
                        0.25)
                .table(
                        "Fields",
                        List.of("Field", "PSI", "KS", "Missing before", "Missing now", "Status"),
                        compared.stream()
                                .map(field -> List.of(
                                        field.field(),
                                        figure(field.psi()),
                                        figure(field.ks()),
                                        text("%.1f %%", 100 * field.missingBefore()),
                                        text("%.1f %%", 100 * field.missingNow()),
                                        field.status().name().toLowerCase(Locale.ROOT)))
                                .toList());
    }

    private static Interval point(double value) {
        return new Interval(value, Double.NaN, Double.NaN, Double.NaN);
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "–" : text("%.4f", value);
    }

    private HtmlReport card(HtmlReport report) {
        Provenance provenance = live.provenance();
        var version = live.version();
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of(
                "Trained", provenance.trained().truncatedTo(ChronoUnit.SECONDS).toString()));
        facts.add(List.of("Training rows", Long.toString(provenance.rows())));
        facts.add(List.of("Churn among them", text("%.2f %%", 100 * provenance.positiveRate())));
        facts.add(List.of("Seed", Long.toString(provenance.seed())));
        provenance.trainers().forEach((part, trainer) -> facts.add(List.of("Trainer of " + part, trainer)));
        facts.add(List.of(
                "Calibration",
                text(
                        "learnt from %s (%d rows)",
                        live.churnModel().calibration().fittedOn(),
                        live.churnModel().calibration().rows())));
        facts.add(List.of(
                "Features",
                live.pipeline().features().size() + " columns of "
                        + live.pipeline().features().sources().size() + " fields"));
        facts.add(List.of(
                "Model inputs", String.join(", ", live.pipeline().features().sources())));
        KernelReport explained = data.explainer().report();
        facts.add(List.of(
                "Explanations",
                explained.values() + " Shapley values, "
                        + (explained.sampled() ? "from " + explained.permutations() + " permutations" : "exact")));
        facts.add(List.of("Actions", Integer.toString(result.actions())));
        facts.add(List.of("Decisions a second, explained, one thread", text("%.0f", result.decisionsPerSecond())));
        return report.table("What it is and how it was made", List.of("Fact", "Value"), facts)
                .table(
                        "Quality on rows left out in turn while fitting",
                        List.of("Metric", "Value"),
                        provenance.metrics().entrySet().stream()
                                .map(e -> List.of(
                                        METRICS.getOrDefault(e.getKey(), e.getKey()), text("%.4f", e.getValue())))
                                .toList())
                .table(
                        "Hashes (SHA-256)",
                        List.of("Part", "Hash"),
                        List.of(
                                List.of("artifact " + Path.of(result.artifact()).getFileName(), result.artifactId()),
                                List.of("models and features", version.model()),
                                List.of("catalogue and rules", version.catalog()),
                                List.of(
                                        "contact policy, arbitration and exploration",
                                        decidesByDefaults() ? "none but the defaults" : version.policy()),
                                List.of("training data", provenance.dataHash())));
    }

    private boolean decidesByDefaults() {
        return live.contactPolicy() == null
                && live.exploration() == null
                && live.arbitration().equals(Arbitration.expectedValue());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
