// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.model.BinaryMetrics;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints what the main job found. */
final class ConsoleReport {
    private final PrintStream out;

    ConsoleReport(PrintStream out) {
        this.out = out;
    }

    void print(JobResult result) {
        line("");
        line("Next best actions: %s, seed %d", result.study(), result.seed());
        metrics("Churn on " + result.heldOut().rows() + " held-out customers", result.heldOut());
        line(
                "  fitted on %d customers in %.1f s; out-of-fold AUC while fitting %.4f",
                result.trainingRows(), result.fitSeconds(), result.outOfFold().getOrDefault("auc", Double.NaN));
        line("  calibration by tenths   predicted  %s", tenths(result, true));
        line("                          observed   %s", tenths(result, false));
        line("");
        line("Segments");
        for (JobResult.SegmentRow segment : result.segments()) {
            line(
                    "  %-52s %5.1f %% of training  %6d held out  churn %4.1f %%",
                    cut(segment.name(), 52), 100 * segment.trainingShare(), segment.heldOut(), 100 * segment.churn());
        }
        line("");
        line("Ten decisions%s", result.remark().isEmpty() ? "" : ", " + result.remark());
        for (JobResult.DecisionRow decision : result.decisions()) {
            line(
                    "  %-9s  %-34s %8.2f %s  churn %.2f  %s",
                    decision.customer(),
                    cut(decision.action(), 34),
                    decision.expectedValue(),
                    result.currency(),
                    decision.churn(),
                    cut(decision.segment(), 44));
            line("      why: %s", decision.why().isEmpty() ? "-" : words(decision.why()));
            if (!decision.rejected().isEmpty()) {
                line(
                        "      rejected %d, such as %s",
                        decision.rejected().size(), decision.rejected().get(0));
            }
        }
        if (result.decisions().stream().allMatch(d -> d.rejected().size() == result.actions())) {
            line("  Every action is refused to each of them: see the reasons above.");
        }
        line("");
        line("The held-out customer most at risk (%s), in full", result.mostAtRisk());
        result.mostAtRiskDecision().lines().forEach(text -> line("  %s", text));
        line("");
        line("Policies on the held-out customers (%s a customer)", result.currency());
        double oracle = result.policies().get(result.policies().size() - 1).perCustomer();
        for (Study.PolicyResult policy : result.policies()) {
            line(
                    "  %-44s %8.2f   %5.1f %% contacted   %5.1f %% of the oracle",
                    policy.policy(),
                    policy.perCustomer(),
                    100 * policy.contacted(),
                    oracle > 0 ? 100 * policy.perCustomer() / oracle : 0);
        }
        line("  %s", result.valuation());
        line("");
        line("%.0f explained decisions a second on one thread", result.decisionsPerSecond());
    }

    void printFolds(List<BinaryMetrics> folds) {
        line("");
        for (int i = 0; i < folds.size(); i++) {
            metrics("Fold " + i, folds.get(i));
        }
        double mean = folds.stream().mapToDouble(BinaryMetrics::auc).average().orElse(Double.NaN);
        line("");
        line(
                "Mean of %d folds: AUC %.4f, PR-AUC %.4f, log-loss %.4f, Brier %.4f, calibration error %.4f",
                folds.size(),
                mean,
                folds.stream()
                        .mapToDouble(BinaryMetrics::averagePrecision)
                        .average()
                        .orElse(Double.NaN),
                folds.stream().mapToDouble(BinaryMetrics::logLoss).average().orElse(Double.NaN),
                folds.stream().mapToDouble(BinaryMetrics::brier).average().orElse(Double.NaN),
                folds.stream()
                        .mapToDouble(BinaryMetrics::calibrationError)
                        .average()
                        .orElse(Double.NaN));
    }

    private void metrics(String heading, BinaryMetrics metrics) {
        line("");
        line("%s (%.1f %% churned)", heading, 100.0 * metrics.positives() / metrics.rows());
        line(
                "  AUC %.4f   PR-AUC %.4f   log-loss %.4f   Brier %.4f   calibration error %.4f",
                metrics.auc(),
                metrics.averagePrecision(),
                metrics.logLoss(),
                metrics.brier(),
                metrics.calibrationError());
    }

    private static String tenths(JobResult result, boolean predicted) {
        StringBuilder text = new StringBuilder();
        for (JobResult.CalibrationBin bin : result.calibration()) {
            text.append(String.format(Locale.ROOT, "%5.2f", predicted ? bin.predicted() : bin.observed()));
        }
        return text.toString();
    }

    private static String words(List<?> reasons) {
        return reasons.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
