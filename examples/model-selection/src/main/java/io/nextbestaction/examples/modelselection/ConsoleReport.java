// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.modelselection;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.features.profile.DataProfile;
import io.nextbestaction.features.profile.FieldProfile;
import io.nextbestaction.features.profile.NumberSummary;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints the table's profile and what the search found. */
final class ConsoleReport {
    private static final int SHOWN = 10;

    private final PrintStream out;

    ConsoleReport(PrintStream out) {
        this.out = out;
    }

    void profile(Study study, DataProfile profile) {
        line("%s: %d with the event (%.2f %%)", study.title(), study.events(), 100.0 * study.events() / profile.rows());
        line("  %-28s %-9s %8s %9s   %s", "field", "type", "missing", "distinct", "values");
        for (FieldProfile field : profile.fields()) {
            line(
                    "  %-28s %-9s %6.1f %% %9d   %s",
                    cut(field.field().name(), 28),
                    field.field().type().name().toLowerCase(Locale.ROOT),
                    100 * field.missingShare(),
                    field.distinct(),
                    values(field));
        }
        study.removals().forEach(removal -> line("  left out: \"%s\", %s", removal.field(), removal.why()));
    }

    private static String values(FieldProfile field) {
        NumberSummary numbers = field.numbers();
        return numbers == null
                ? ""
                : Numbers.display(numbers.minimum()) + " … " + Numbers.display(numbers.median()) + " … "
                        + Numbers.display(numbers.maximum());
    }

    void outcome(Outcome outcome) {
        line("");
        line(
                "%d trials in %.0f s, seed %d; every score is on rows the model had not seen",
                outcome.trials(), outcome.seconds(), outcome.seed());
        board("Families: the best trial of each by log loss, ranked by AUC", outcome.families());
        board(
                "Trials by log loss, the first " + SHOWN,
                outcome.trialsRanked().stream().limit(SHOWN).toList());
        outcome.failures().forEach(failure -> line("  not fitted: %s", failure));
        line("");
        line("Best: %s", outcome.best());
        outcome.metrics()
                .forEach((name, value) ->
                        line("  %-20s %.4f", name.toLowerCase(Locale.ROOT).replace('_', ' '), value));
        line("  calibration by tenths   predicted %s", tenths(outcome.calibration(), true));
        line("                          observed  %s", tenths(outcome.calibration(), false));
        line("  These scores chose it, and the best of many flatters itself: --folds tells what to expect.");
        Outcome.Nested nested = outcome.nested();
        if (nested != null) {
            line("");
            line("On the given folds, each judged by a search that never saw it (%.0f s)", nested.seconds());
            for (int fold = 0; fold < nested.chosen().size(); fold++) {
                line("  fold %d: %s", fold, nested.chosen().get(fold));
            }
            board("AUC", nested.auc());
            board("Log loss", nested.logLoss());
        }
        line("");
        line("artifact  %s (%s)", outcome.artifact(), outcome.saved());
    }

    private void board(String heading, List<Outcome.Line> lines) {
        line("");
        line("%s", heading);
        line(
                "  %-20s %7s %7s  %-17s %8s %6s %8s  %s",
                "model", "mean", "sd", "95 % interval", "to best", "p", "seconds", "parts");
        for (Outcome.Line l : lines) {
            StringBuilder parts = new StringBuilder();
            for (double part : l.parts()) {
                parts.append(String.format(Locale.ROOT, "%.4f ", part));
            }
            line(
                    "  %-20s %7.4f %7.4f  %.4f to %.4f  %+8.4f %6.3f %8.1f  %s %s",
                    cut(l.name(), 20),
                    l.mean(),
                    l.deviation(),
                    l.low(),
                    l.high(),
                    l.lessBest(),
                    l.p(),
                    l.seconds(),
                    parts,
                    cut(l.settings(), 90));
        }
    }

    private static String tenths(List<Outcome.Tenth> tenths, boolean predicted) {
        StringBuilder text = new StringBuilder();
        for (Outcome.Tenth tenth : tenths) {
            text.append(String.format(Locale.ROOT, "%6.3f", predicted ? tenth.predicted() : tenth.observed()));
        }
        return text.toString();
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
