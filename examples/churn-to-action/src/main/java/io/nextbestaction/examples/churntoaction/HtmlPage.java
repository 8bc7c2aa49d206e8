// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.churntoaction;

import io.nextbestaction.explain.report.Bar;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.explain.report.Metric;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The results as one page. */
final class HtmlPage {
    private HtmlPage() {}

    static HtmlReport of(Result result) {
        Result.Churn churn = result.churn();
        return HtmlReport.titled("From churn to action: " + result.study())
                .lead(text(
                        "Learnt from %d customers, measured on %d that no model saw. Seed %d. %s",
                        result.trainingRows(), result.heldOutRows(), result.seed(), result.outcome()))
                .metrics(
                        "The gate: who leaves",
                        List.of(
                                new Metric(
                                        "AUC",
                                        text("%.4f", churn.auc().estimate()),
                                        text(
                                                "%.4f to %.4f",
                                                churn.auc().low(), churn.auc().high())),
                                new Metric("Precision", text("%.3f", churn.precision()), "at one half"),
                                new Metric("Recall", text("%.3f", churn.recall()), "at one half"),
                                new Metric("F1", text("%.3f", churn.f1()), "at one half"),
                                new Metric("Brier score", text("%.4f", churn.brier()), "lower is better"),
                                new Metric("Calibration error", text("%.4f", churn.calibrationError()), "")))
                .table(
                        "Models tried",
                        List.of("Step", "Model", "Score"),
                        Stream.concat(
                                        result.gates().stream().map(c -> row("gate", c)),
                                        result.products().stream().map(c -> row("product", c)))
                                .toList())
                .text("Gate regret", result.regret().outcome())
                .bars(
                        "Churn observed in each group (customers)",
                        result.groups().stream()
                                .map(g -> new Bar(
                                        g.name(),
                                        100 * g.observed(),
                                        text("%.1f %% (%d)", 100 * g.observed(), g.customers())))
                                .toList())
                .table(
                        "From churn to active: what each group is recommended",
                        List.of("Group", "Customers", "Predicted", "Observed", "Actions", "Most probable products"),
                        result.groups().stream()
                                .map(g -> List.of(
                                        g.name(),
                                        Integer.toString(g.customers()),
                                        text("%.3f", g.predicted()),
                                        text("%.3f", g.observed()),
                                        g.actions().toString(),
                                        g.products().toString()))
                                .toList());
    }

    private static List<String> row(String step, Result.Candidate candidate) {
        return List.of(step, candidate.model(), text("%.4f", candidate.score()));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
