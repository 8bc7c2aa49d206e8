// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.retention;

import java.io.PrintStream;
import java.util.Locale;

/** Prints what the example found. */
final class ConsoleReport {
    private final PrintStream out;

    ConsoleReport(PrintStream out) {
        this.out = out;
    }

    void print(Result result, String currency) {
        line("");
        line(
                "Retention: %s; learnt from %d, measured on %d held out (%.1f %% left), seed %d",
                result.study(), result.trainingRows(), result.heldOutRows(), 100 * result.churnRate(), result.seed());
        forests(result);
        line("");
        line("How many segments (judged on %d customers)", result.selection().judged());
        result.selection().toString().lines().forEach(text -> line("  %s", text));
        line("");
        line("Segments");
        for (Result.Group group : result.segments()) {
            line("  %s: %.1f %% of customers, churn %.1f %%", group.name(), 100 * group.share(), 100 * group.churn());
            group.traits().forEach(trait -> line("      %s", trait));
        }
        line("");
        line("What would have been decided for the held-out customers");
        for (Result.Decided decided : result.decided()) {
            line(
                    "  %s: %d customers, churn %.1f %%, %.2f %s each over doing nothing",
                    decided.segment(), decided.customers(), 100 * decided.churn(), decided.expectedValue(), currency);
            decided.actions().forEach((action, count) -> line("      %5d  %s", count, action));
        }
        line("");
        line("Policies, by declared save rates on those who really left (%s a customer)", currency);
        for (Result.Policy policy : result.policies()) {
            line("  %-34s %8.2f   %5.1f %% contacted", policy.policy(), policy.perCustomer(), 100 * policy.contacted());
        }
        line("");
        line(
                "The customer most at risk (%s), and a change of input",
                result.changed().customer());
        result.changed().decision().lines().forEach(text -> line("  %s", text));
        for (Result.Step step : result.changed().steps()) {
            line(
                    "  %-28s churn %.2f   %-40s %s (%.2f)",
                    step.change(), step.churn(), step.segment(), step.action(), step.expectedValue());
        }
    }

    private void forests(Result result) {
        line("");
        line("Forests on the skewed class, as they come and calibrated");
        line("  %-22s  AUC     PR-AUC  mean p  recall  precis.  F1      Brier   log-loss  cal.error", "");
        for (Result.Forest forest : result.forests()) {
            quality(forest, forest.name(), forest.raw());
            quality(forest, forest.name() + ", calibrated", forest.calibrated());
        }
    }

    private void quality(Result.Forest forest, String name, Result.Quality q) {
        line(
                "  %-22s  %.4f  %.4f  %.4f  %.3f   %.3f    %.3f   %.4f  %.4f    %.4f",
                name,
                forest.auc(),
                forest.averagePrecision(),
                q.meanProbability(),
                q.recall(),
                q.precision(),
                q.f1(),
                q.brier(),
                q.logLoss(),
                q.calibrationError());
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
