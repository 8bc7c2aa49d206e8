// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.explain.report.Bar;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.explain.report.Metric;
import io.nextbestaction.explain.report.Series;
import io.nextbestaction.model.BinaryMetrics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The main job's results as one HTML page. */
final class HtmlSummary {
    private HtmlSummary() {}

    static HtmlReport of(JobResult result) {
        BinaryMetrics churn = result.heldOut();
        return HtmlReport.titled("Next best actions: " + result.study())
                .lead(text(
                        "Fitted on %d customers in %.1f s, measured on %d the engine never saw. Seed %d.",
                        result.trainingRows(), result.fitSeconds(), churn.rows(), result.seed()))
                .metrics(
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
                                .map(p -> new Bar(
                                        p.policy(),
                                        p.perCustomer(),
                                        text("%.2f (%.0f %%)", p.perCustomer(), 100 * p.contacted())))
                                .toList())
                .bars("Why " + result.mostAtRisk() + " is most at risk", reasons(result))
                .curve(
                        "Calibration: predicted and observed churn by tenths",
                        "predicted probability",
                        "observed share",
                        calibration(result))
                .bars(
                        "Segments: observed churn on held-out customers (how many)",
                        result.segments().stream()
                                .map(s -> new Bar(
                                        s.name(), 100 * s.churn(), text("%.1f %% (%d)", 100 * s.churn(), s.heldOut())))
                                .toList())
                .table(
                        "Ten decisions",
                        List.of(
                                "Customer",
                                "Next best action",
                                result.currency(),
                                "Churn",
                                "Segment",
                                "Why",
                                "Rejected"),
                        result.decisions().stream().map(HtmlSummary::row).toList())
                .text("How policy values were found", result.valuation())
                .text("Artifact", result.artifact(), "SHA-256 " + result.artifactId());
    }

    private static List<Bar> reasons(JobResult result) {
        return result.mostAtRiskWhy().stream()
                .map(r -> new Bar(
                        r.field() + " " + r.value(),
                        100 * r.contribution(),
                        text("%+.1f points", 100 * r.contribution())))
                .toList();
    }

    private static List<Series> calibration(JobResult result) {
        double[] predicted = result.calibration().stream()
                .mapToDouble(JobResult.CalibrationBin::predicted)
                .toArray();
        double[] observed = result.calibration().stream()
                .mapToDouble(JobResult.CalibrationBin::observed)
                .toArray();
        return List.of(
                Series.of("this engine", predicted, observed),
                Series.reference("perfect", new double[] {0, 1}, new double[] {0, 1}));
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
                        : decision.rejected().size() + ": "
                                + decision.rejected().get(0));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
