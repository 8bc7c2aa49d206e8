// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.features.rfm.RfmSegment;
import io.nextbestaction.models.evaluation.Interval;
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
                "Customer value: %s; %d transactions, %d customers, %.2f in all, as of %s, seed %d",
                result.study(),
                result.transactions(),
                result.customers(),
                result.money(),
                result.asOf(),
                result.seed());
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
        line("%s", result.classesReason());
        line("");
        line("Value classes");
        for (Result.ValueClass c : result.classes()) {
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
        classifier(result);
        newcomers(result);
    }

    private void classifier(Result result) {
        line("");
        line("The class from the first day alone, %d customers, out of fold", result.learnt());
        steps("two steps", result.twoSteps());
        line("  one step: %s", result.oneStep());
        steps("permuted classes", result.control());
        line("  Gate regret: %s", result.regret().outcome());
        line("");
        line("What each feature is worth (AUC lost when permuted, held-out customers)");
        for (Result.Influence influence : result.influences()) {
            line("  %-28s step one %+.4f, step two %+.4f", influence.feature(), influence.first(), influence.rest());
        }
        line("");
        line("What customers predicted to be of each class did after their first day");
        for (Result.Predicted p : result.predicted()) {
            line(
                    "  %-44s %6d customers, %8.2f later, %4.1f %% came back",
                    p.name(), p.customers(), p.later(), 100 * p.again());
        }
    }

    private void steps(String name, Result.Steps steps) {
        line(
                "  %s, gate \"%s\": step one AUC %s, step two %s",
                name, steps.gate(), words(steps.firstAuc()), words(steps.restAuc()));
        line(
                "    macro AUC %.4f, accuracy %.3f against %.3f of always the commonest; %s",
                steps.macroAuc(), steps.accuracy(), steps.commonest(), steps.outcome());
    }

    private void newcomers(Result result) {
        line("");
        if (result.newcomers().isEmpty()) {
            line("No class is named to new customers: there is no signal in both steps.");
        }
        for (Result.Newcomer newcomer : result.newcomers()) {
            line(
                    "New customer, first amount %.2f, items %.0f: most probably %s (%s)",
                    newcomer.firstAmount(),
                    newcomer.firstItems(),
                    newcomer.mostProbable(),
                    newcomer.probabilities().stream()
                            .map(p -> String.format(Locale.ROOT, "%.3f", p))
                            .toList());
        }
    }

    private static String words(Interval interval) {
        return String.format(Locale.ROOT, "%.4f (%.4f to %.4f)", interval.estimate(), interval.low(), interval.high());
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
