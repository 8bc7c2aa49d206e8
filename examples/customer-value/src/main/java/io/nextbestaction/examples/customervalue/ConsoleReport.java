// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.features.rfm.RfmSegment;
import io.nextbestaction.models.evaluation.Interval;
import io.nextbestaction.models.value.BgNbd;
import io.nextbestaction.models.value.GammaGamma;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints what the example found. */
final class ConsoleReport {
    private final PrintStream out;

    ConsoleReport(PrintStream out) {
        this.out = out;
    }

    void print(Result result) {
        line("");
        line(
                "Customer value: %s; %d transactions, %d customers, %.2f in all, split on %s, seed %d",
                result.study(),
                result.transactions(),
                result.customers(),
                result.money(),
                result.split(),
                result.seed());
        segments(result);
        line("");
        line("%s", models(result));
        study(result.history());
        contest("what was paid after the split", result.contest());
        study(result.firstDay());
        contest("what was paid after the first day", result.firstDayContest());
        newcomers(result.newcomers());
    }

    private void segments(Result result) {
        line("");
        line("RFM scores by name");
        for (RfmSegment segment : result.rfm()) {
            line(
                    "  %-16s %6d (%4.1f %%), %4.0f days ago, %5.1f times, %8.2f, %4.1f %% of the money",
                    segment.name(),
                    segment.customers(),
                    100 * segment.share(),
                    segment.recencyDays(),
                    segment.frequency(),
                    segment.monetary(),
                    100 * segment.monetaryShare());
        }
        line("");
        line("Clusters of recency, frequency and money by every index");
        line("%s", result.selection());
        for (Result.Cluster c : result.clusters()) {
            line(
                    "  %-44s %6d (%4.1f %%), %4.0f days ago, %5.1f times, %8.2f, %4.1f %% of the money",
                    c.name(),
                    c.customers(),
                    100 * c.share(),
                    c.recencyDays(),
                    c.frequency(),
                    c.monetary(),
                    100 * c.shareOfMoney());
        }
    }

    static String models(Result result) {
        BgNbd purchases = result.lifetime().purchases();
        GammaGamma amounts = result.lifetime().amounts();
        return text(
                "BG/NBD in days: r %.4f, alpha %.3f, a %.4f, b %.4f, log-likelihood %.2f. Gamma-gamma: p %.2f, q %.2f, v"
                        + " %.2f; a purchase of anybody is worth %.2f.",
                purchases.r(),
                purchases.alpha(),
                purchases.a(),
                purchases.b(),
                result.logLikelihood(),
                amounts.p(),
                amounts.q(),
                amounts.v(),
                amounts.expected());
    }

    private void study(Result.Study study) {
        line("");
        line("%s: nothing, some, or %.2f and more", study.question(), study.much());
        line(
                "  Two steps over folds of %d training customers: %s",
                study.training(), study.steps().outcome());
        line("  The same on permuted levels: %s", study.control().outcome());
        line("  %s", held(study));
        line("  Gate regret: %s", study.regret().outcome());
        line("    %s", GATE);
        line("  AUC lost when a feature is permuted:");
        for (Result.Influence influence : study.influences()) {
            line("    %-26s step one %+.4f, step two %+.4f", influence.feature(), influence.first(), influence.rest());
        }
    }

    static String held(Result.Study study) {
        return text(
                "%d customers held out: macro AUC %.4f, log loss %.4f, accuracy %.3f against %.3f of always the commonest.",
                study.heldOut(), study.macroAuc(), study.logLoss(), study.accuracy(), study.commonest());
    }

    private void contest(String what, List<Result.Contender> contest) {
        line("  Ways to foretell %s, on the customers held out:", what);
        for (int i = 0; i < contest.size(); i++) {
            Result.Contender c = contest.get(i);
            Double total = c.total();
            line(
                    "    %-24s AUC of paying %.4f (se %.4f%s), top tenth brings %4.1f %%%s",
                    c.name(),
                    c.auc(),
                    c.standardError(),
                    i == 0 ? "" : text(", %+.4f to the first, se %.4f", c.difference(), c.differenceError()),
                    100 * c.topTenth(),
                    total == null ? "" : text(", in all %.2f of what came", total));
        }
    }

    private void newcomers(List<Result.Newcomer> newcomers) {
        line("");
        if (newcomers.isEmpty()) {
            line("%s", SILENT);
        }
        for (Result.Newcomer newcomer : newcomers) {
            line(
                    "New customer, first amount %.2f, items %.0f: nothing %.3f, some %.3f, much %.3f, expected %.2f",
                    newcomer.firstAmount(),
                    newcomer.firstItems(),
                    newcomer.probabilities().get(0),
                    newcomer.probabilities().get(1),
                    newcomer.probabilities().get(2),
                    newcomer.expected());
        }
    }

    static final String GATE = "gated: paying nothing is taken for sure from a probability of one half on, else for"
            + " impossible; ungated: all levels count by their probabilities; mean value of the offers made, a customer";

    static final String SILENT = "Nothing is foretold of new customers: there is no signal in both steps.";

    static String words(Interval interval) {
        return text("%.4f (%.4f to %.4f)", interval.estimate(), interval.low(), interval.high());
    }

    private void line(String format, Object... values) {
        out.println(text(format, values));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
