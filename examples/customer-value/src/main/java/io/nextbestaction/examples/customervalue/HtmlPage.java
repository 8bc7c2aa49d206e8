// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.explain.report.Bar;
import io.nextbestaction.explain.report.HtmlReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The results as one page. */
final class HtmlPage {
    private HtmlPage() {}

    static HtmlReport of(Result result) {
        HtmlReport page = HtmlReport.titled("Customer value: " + result.study())
                .lead(text(
                        "%d customers with %d transactions until %s; what came after %s was foretold from what came before."
                                + " Seed %d.",
                        result.customers(), result.transactions(), result.end(), result.split(), result.seed()))
                .bars(
                        "RFM names (% of the money)",
                        result.rfm().stream()
                                .map(segment -> new Bar(
                                        segment.name(),
                                        100 * segment.monetaryShare(),
                                        text(
                                                "%.1f %% of the money, %.1f %% of customers",
                                                100 * segment.monetaryShare(), 100 * segment.share())))
                                .toList())
                .table(
                        "Clusters of recency, frequency and money",
                        List.of("Cluster", "Customers", "Days ago", "Times", "Paid", "Money %"),
                        result.clusters().stream()
                                .map(c -> List.of(
                                        c.name(),
                                        Integer.toString(c.customers()),
                                        text("%.0f", c.recencyDays()),
                                        text("%.1f", c.frequency()),
                                        text("%.2f", c.monetary()),
                                        text("%.1f", 100 * c.shareOfMoney())))
                                .toList())
                .text("How often and for how much", ConsoleReport.models(result));
        page = study(page, result.history(), result.contest());
        page = study(page, result.firstDay(), result.firstDayContest());
        return result.newcomers().isEmpty()
                ? page.text("New customers", ConsoleReport.SILENT)
                : page.table(
                        "New customers",
                        List.of("Paid on the first day", "Items", "Nothing", "Some", "Much", "Expected"),
                        result.newcomers().stream()
                                .map(n -> List.of(
                                        text("%.2f", n.firstAmount()),
                                        text("%.0f", n.firstItems()),
                                        text("%.3f", n.probabilities().get(0)),
                                        text("%.3f", n.probabilities().get(1)),
                                        text("%.3f", n.probabilities().get(2)),
                                        text("%.2f", n.expected())))
                                .toList());
    }

    private static HtmlReport study(HtmlReport page, Result.Study study, List<Result.Contender> contest) {
        return page.text(
                        study.question(),
                        text(
                                "Nothing, some, or %.2f and more. Over folds: %s.",
                                study.much(), study.steps().outcome()),
                        "On permuted levels: " + study.control().outcome() + ".",
                        ConsoleReport.held(study),
                        "Gate at one half: " + study.regret().outcome() + " (" + ConsoleReport.GATE + ").")
                .table(
                        "The ways side by side, on customers held out",
                        List.of("Way", "AUC of paying", "Error", "To the first", "Error", "Top tenth %", "Total"),
                        IntStream.range(0, contest.size())
                                .mapToObj(i -> row(contest.get(i), i == 0))
                                .toList())
                .bars(
                        "AUC of step one lost when a feature is permuted",
                        study.influences().stream()
                                .map(i -> new Bar(i.feature(), i.first(), text("%+.4f", i.first())))
                                .toList());
    }

    private static List<String> row(Result.Contender c, boolean first) {
        Double total = c.total();
        return List.of(
                c.name(),
                text("%.4f", c.auc()),
                text("%.4f", c.standardError()),
                first ? "" : text("%+.4f", c.difference()),
                first ? "" : text("%.4f", c.differenceError()),
                text("%.1f", 100 * c.topTenth()),
                total == null ? "" : text("%.2f", total));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
