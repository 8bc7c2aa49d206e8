// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.Decision;
import io.nextbestaction.DecisionBatch;
import io.nextbestaction.Rejection;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.explain.report.FunnelStep;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.policy.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why customers have no action: where the last of a customer's actions fell, and how each action fared. */
final class PolicyPage {
    private static final int CAUSES = 3;

    private PolicyPage() {}

    static HtmlReport addTo(HtmlReport report, ActionCatalog catalog, DecisionBatch batch) {
        return report.funnel(
                        "Customers with at least one action left after each question",
                        batch.decided().size(),
                        steps(batch))
                .table(
                        "Actions",
                        List.of("Action", "Refused", "Most often by", "Allowed", "Proposed"),
                        catalog.actions().stream()
                                .map(action -> row(action, batch))
                                .toList());
    }

    private static List<FunnelStep> steps(DecisionBatch batch) {
        long left = batch.decided().size();
        List<FunnelStep> steps = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            Map<String, Long> causes = new LinkedHashMap<>();
            long lost = 0;
            for (DecisionBatch.RowDecision entry : batch.decided()) {
                Rejection last = last(entry.decision());
                if (last != null && last.first().stage() == stage) {
                    causes.merge(last.action().title() + ": " + last.first().because(), 1L, Long::sum);
                    lost++;
                }
            }
            if (lost > 0) {
                left -= lost;
                steps.add(new FunnelStep("after " + stage.label(), left, losses(causes, lost)));
            }
        }
        long proposed = batch.decided().stream()
                .filter(entry -> !entry.decision().action().isDoNothing())
                .count();
        steps.add(new FunnelStep(
                "get a proposal",
                proposed,
                left == proposed
                        ? List.of()
                        : List.of(
                                new FunnelStep.Loss("no allowed action is worth more than nothing", left - proposed))));
        return steps;
    }

    /** The action that came furthest before it was refused, if all were; the first in the catalogue where several did. */
    private static @Nullable Rejection last(Decision decision) {
        boolean allowed = decision.ranked().stream().anyMatch(a -> !a.action().isDoNothing());
        return allowed
                ? null
                : decision.rejected().stream()
                        .max(Comparator.comparing(rejection -> rejection.first().stage()))
                        .orElse(null);
    }

    private static List<FunnelStep.Loss> losses(Map<String, Long> causes, long lost) {
        List<FunnelStep.Loss> losses = new ArrayList<>(causes.entrySet().stream()
                .sorted(Comparator.comparingLong(e -> -e.getValue()))
                .limit(CAUSES)
                .map(e -> new FunnelStep.Loss(e.getKey(), e.getValue()))
                .toList());
        long rest = lost - losses.stream().mapToLong(FunnelStep.Loss::lost).sum();
        if (rest > 0) {
            losses.add(new FunnelStep.Loss("other rules", rest));
        }
        return losses;
    }

    private static List<String> row(Action action, DecisionBatch batch) {
        Map<String, Long> refusals = new LinkedHashMap<>();
        long proposed = 0;
        for (DecisionBatch.RowDecision entry : batch.decided()) {
            Decision decision = entry.decision();
            proposed += decision.action().id().equals(action.id()) ? 1 : 0;
            for (Rejection rejection : decision.rejected()) {
                if (rejection.action().id().equals(action.id())) {
                    refusals.merge(
                            rejection.first().stage().label() + ": "
                                    + rejection.first().because(),
                            1L,
                            Long::sum);
                }
            }
        }
        long refused = refusals.values().stream().mapToLong(Long::longValue).sum();
        return List.of(
                action.toString(),
                percent(refused, batch),
                refusals.entrySet().stream()
                        .max(Comparator.comparingLong(Map.Entry::getValue))
                        .map(Map.Entry::getKey)
                        .orElse("–"),
                percent(batch.decided().size() - refused, batch),
                percent(proposed, batch));
    }

    private static String percent(long count, DecisionBatch batch) {
        return String.format(
                Locale.ROOT, "%.1f %%", 100.0 * count / batch.decided().size());
    }
}
