// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.borrower;

import io.nextbestaction.explain.report.Bar;
import io.nextbestaction.explain.report.HtmlReport;
import java.util.List;
import java.util.Locale;

/** The results as one page. */
final class HtmlPage {
    private HtmlPage() {}

    static HtmlReport of(Result result) {
        Result.Campaign campaign = result.campaign();
        return HtmlReport.titled("Borrower targeting: " + result.study())
                .lead(text(
                        "Learnt from %d customers, measured on %d that no model saw. Seed %d. The best over folds of the"
                                + " training customers: %s.",
                        result.trainingRows(), result.heldOutRows(), result.seed(), result.best()))
                .text("What was left out", result.notes().toArray(String[]::new))
                .table(
                        "Models on the customers held out",
                        List.of(
                                "Model",
                                "Accuracy",
                                "Precision",
                                "Recall",
                                "F1",
                                "AUC",
                                "\"AUC\" of yes and no",
                                "Brier",
                                "Earlier accuracy"),
                        result.models().stream()
                                .map(m -> List.of(
                                        m.name(),
                                        text("%.4f", m.accuracy()),
                                        text("%.4f", m.precision()),
                                        text("%.4f", m.recall()),
                                        text("%.4f", m.f1()),
                                        text("%.4f", m.auc()),
                                        text("%.4f", m.hardAuc()),
                                        text("%.4f", m.brier()),
                                        ConsoleReport.earlier(m)))
                                .toList())
                .bars(
                        text("Conversion by tenths (the old rate is %.1f %%)", 100 * result.oldRate()),
                        result.tenths().stream()
                                .map(t -> new Bar(
                                        "tenth " + t.number(),
                                        100 * t.observed().rate(),
                                        text(
                                                "%.1f %% (%.1f to %.1f), expected %.1f %%",
                                                100 * t.observed().rate(),
                                                100 * t.observed().low(),
                                                100 * t.observed().high(),
                                                100 * t.expected())))
                                .toList())
                .text(
                        "The campaign list",
                        text(
                                "%d customers, %.1f %% expected to accept, %.1f %% (%.1f to %.1f) did; %.1f %% of all who"
                                        + " accepted are on it.",
                                campaign.observed().rows(),
                                100 * campaign.expected(),
                                100 * campaign.observed().rate(),
                                100 * campaign.observed().low(),
                                100 * campaign.observed().high(),
                                100 * campaign.reached()));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
