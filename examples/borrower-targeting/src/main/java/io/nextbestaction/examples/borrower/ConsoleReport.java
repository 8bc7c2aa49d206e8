// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.borrower;

import io.nextbestaction.features.source.JoinReport;
import java.io.PrintStream;
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
                "Borrowers: %s; learnt from %d, measured on %d held out, seed %d",
                result.study(), result.trainingRows(), result.heldOutRows(), result.seed());
        JoinReport join = result.join();
        line(
                "  joined: %d rows matched, %d of the first table alone, %d of the second alone, %d fields in conflict",
                join.matched(),
                join.leftOnly(),
                join.rightOnly(),
                join.conflicts().size());
        join.conflicts()
                .forEach(conflict -> line(
                        "    \"%s\" differs in %d rows, first in row %d: the first table's value is taken",
                        conflict.field(), conflict.rows(), conflict.firstRow()));
        result.notes().forEach(note -> line("  %s", note));
        line("");
        line("Support vector machine by grid search (AUC over folds of the training customers)");
        result.grid().forEach(point -> line("  %-28s %.4f", point.settings(), point.auc()));
        models(result);
        tenths(result);
        Result.Campaign campaign = result.campaign();
        Result.Share observed = campaign.observed();
        line("");
        line(
                "Campaign list: %d of %d customers, %.1f %% expected to accept; %d did: %.1f %% (%.1f to %.1f), %.1f times the"
                        + " old rate, %.1f %% of all who accepted",
                observed.rows(),
                result.heldOutRows(),
                100 * campaign.expected(),
                observed.events(),
                100 * observed.rate(),
                100 * observed.low(),
                100 * observed.high(),
                observed.rate() / result.oldRate(),
                100 * campaign.reached());
        line("Expected value of the list: %.0f %s", campaign.expectedValue(), campaign.currency());
    }

    private void models(Result result) {
        line("");
        line(
                "Models on the customers held out, at one half (\"hard AUC\": of the yes and no, which is balanced accuracy)");
        line("  %-38s acc.    precis. recall  F1      AUC     hard AUC  Brier   fold AUC  earlier", "");
        for (Result.Model m : result.models()) {
            line(
                    "  %-38s %.4f  %.4f  %.4f  %.4f  %.4f  %.4f    %.4f  %.4f    %s",
                    m.name(),
                    m.accuracy(),
                    m.precision(),
                    m.recall(),
                    m.f1(),
                    m.auc(),
                    m.hardAuc(),
                    m.brier(),
                    m.foldAuc(),
                    earlier(m));
        }
        line(
                "Best over folds: %s, AUC %.4f (%.4f to %.4f) on the customers held out",
                result.best(),
                result.auc().estimate(),
                result.auc().low(),
                result.auc().high());
    }

    static String earlier(Result.Model model) {
        Double accuracy = model.earlier();
        return accuracy == null
                ? "-"
                : String.format(Locale.ROOT, "%.4f (%+.4f)", accuracy, model.accuracy() - accuracy);
    }

    private void tenths(Result result) {
        line("");
        line(
                "Conversion by tenths of the customers held out; the old rate, everybody asked, is %.1f %%",
                100 * result.oldRate());
        line("  tenth  customers  expected  observed (95 %%)           times the old rate");
        for (Result.Tenth t : result.tenths()) {
            line(
                    "  %5d  %9d  %6.1f %%  %5.1f %% (%4.1f to %5.1f)   %5.1f",
                    t.number(),
                    t.customers(),
                    100 * t.expected(),
                    100 * t.observed().rate(),
                    100 * t.observed().low(),
                    100 * t.observed().high(),
                    t.lift());
        }
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
