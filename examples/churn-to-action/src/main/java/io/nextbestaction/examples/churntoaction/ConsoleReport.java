// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.churntoaction;

import io.nextbestaction.models.evaluation.Interval;
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
                "Churn to action: %s; learnt from %d, measured on %d held out, seed %d",
                result.study(), result.trainingRows(), result.heldOutRows(), result.seed());
        candidates("Gate by " + result.metric() + " over folds of the training customers", result.gates());
        Result.Churn churn = result.churn();
        line(
                "  held out (%.1f %% left): AUC %s, PR-AUC %.4f",
                100 * churn.rate(), words(churn.auc()), churn.averagePrecision());
        line(
                "  at one half: accuracy %.3f, precision %.3f, recall %.3f, F1 %.3f; Brier %.4f, calibration error %.4f",
                churn.accuracy(),
                churn.precision(),
                churn.recall(),
                churn.f1(),
                churn.brier(),
                churn.calibrationError());
        candidates("Product of those who stay, by macro AUC over folds", result.products());
        line(
                "  held out: macro AUC %s, accuracy %.3f against %.3f of always the commonest",
                words(result.second().auc()),
                result.second().accuracy(),
                result.second().commonest());
        line("");
        line("%s", result.outcome());
        line("Gate regret: %s", result.regret().outcome());
        line("");
        line("From churn to active");
        for (Result.Group group : result.groups()) {
            line(
                    "  %-22s %5d customers, predicted %.3f, observed %.3f",
                    group.name(), group.customers(), group.predicted(), group.observed());
            line("      actions   %s", group.actions());
            line("      products  %s", group.products());
        }
    }

    private void candidates(String heading, List<Result.Candidate> candidates) {
        line("");
        line("%s", heading);
        candidates.forEach(c -> line("  %-40s %.4f", c.model(), c.score()));
    }

    private static String words(Interval interval) {
        return String.format(Locale.ROOT, "%.4f (%.4f to %.4f)", interval.estimate(), interval.low(), interval.high());
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
