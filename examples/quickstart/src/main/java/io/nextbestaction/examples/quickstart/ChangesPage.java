// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.DecisionBatch;
import io.nextbestaction.data.Row;
import io.nextbestaction.explain.counterfactual.AllowedChanges;
import io.nextbestaction.explain.counterfactual.Counterfactual;
import io.nextbestaction.explain.counterfactual.CounterfactualReport;
import io.nextbestaction.explain.counterfactual.Counterfactuals;
import io.nextbestaction.explain.counterfactual.FieldChange;
import io.nextbestaction.explain.counterfactual.Goal;
import io.nextbestaction.explain.counterfactual.Plausibility;
import io.nextbestaction.explain.counterfactual.RealCustomers;
import io.nextbestaction.explain.report.HtmlReport;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counterfactuals: the smallest allowed changes of single customers that turn their churn risk or their decision. */
final class ChangesPage {
    private static final int CUSTOMERS = 6;
    private static final int TRIES = 20_000;
    private static final int REAL = 1000;
    /** An answer more unusual than all but this share of real customers is no advice. */
    private static final double LEAST = 0.05;

    private final ReportData<?> data;
    private final Counterfactuals search;
    private final Map<Goal, Optional<RealCustomers>> real = new HashMap<>();

    private ChangesPage(ReportData<?> data, AllowedChanges allowed) {
        this.data = data;
        this.search = Counterfactuals.of(data.live(), allowed).tries(TRIES);
    }

    static HtmlReport addTo(HtmlReport report, ReportData<?> data) {
        AllowedChanges none =
                AllowedChanges.of(data.live().schema()).never(data.study().unchangeable());
        AllowedChanges allowed = data.study().changes(none);
        if (allowed == none) {
            return report.text("Smallest changes", "No field was named that may change; --may-change A,B names them.");
        }
        ChangesPage page = new ChangesPage(data, allowed);
        return report.text(
                        "How to read this",
                        "The cheapest allowed changes that would turn a decision, each found and verified by deciding again"
                                + " for the changed customer. They tell how the engine decides, not what would happen: it has"
                                + " learnt what goes together, not what causes what. A step of a number costs 1, and so does a"
                                + " flag that turns.",
                        text(
                                "How unusual the changed customer would be is told by the real held-out customers who are"
                                        + " decided as wished: the distance to the nearest of them, in which a number counts"
                                        + " by its mean deviation and a flag or text that differs as 1, and the share of them"
                                        + " who are at least as far from their own nearest. Below %.0f %% it would be a customer like"
                                        + " hardly anybody; such answers are passed over for the next cheapest, and shown, as"
                                        + " implausible, only where there is no other.",
                                100 * LEAST))
                .choice(
                        "Smallest changes",
                        "Customer",
                        data.shown().stream()
                                .limit(CUSTOMERS)
                                .map(page::customer)
                                .toList());
    }

    private HtmlReport customer(DecisionBatch.RowDecision entry) {
        int at = (int) entry.row() - 1;
        Row row = data.rows().get(at);
        Decision decision = entry.decision();
        HtmlReport report = HtmlReport.titled(data.study().name(at))
                .lead(text("Churn %.1f %%; %s.", 100 * decision.churn(), decision.action()));
        double cutoff = data.study().worth().cutoff();
        if (decision.churn() >= cutoff) {
            report = found(report, text("Churn below %.1f %%", 100 * cutoff), row, new Goal.ChurnBelow(cutoff));
        }
        return found(
                report,
                "Another decision than " + decision.action(),
                row,
                new Goal.Loses(decision.action().id()));
    }

    private HtmlReport found(HtmlReport report, String heading, Row row, Goal goal) {
        RealCustomers wanted = real.computeIfAbsent(goal, this::decidedSo).orElse(null);
        CounterfactualReport found =
                (wanted == null ? search : search.among(wanted, LEAST)).find(row, Context.NONE, goal);
        if (!found.answers().isEmpty()) {
            return table(report, heading, found);
        }
        if (wanted == null || found.implausible() == 0) {
            return report.text(heading, "No change found: " + tried(found) + " and none gets there.");
        }
        return table(
                report.text(
                        heading,
                        text(
                                "No plausible change found: %s, and the %d that get there would be customers like hardly"
                                        + " anybody.",
                                tried(found), found.implausible())),
                "The cheapest of those, implausible and no advice",
                search.among(wanted).find(row, Context.NONE, goal));
    }

    private static String tried(CounterfactualReport found) {
        return text(
                found.isComplete() ? "all %d allowed changes were tried" : "the %d cheapest allowed changes were tried",
                found.tried());
    }

    private static HtmlReport table(HtmlReport report, String heading, CounterfactualReport found) {
        return report.table(
                heading,
                List.of(
                        "Change",
                        "Cost",
                        "Churn then",
                        "Decision then",
                        "Distance to a real one",
                        "Real ones at least as far"),
                found.answers().stream().map(ChangesPage::answer).toList());
    }

    private static List<String> answer(Counterfactual answer) {
        Plausibility likeness = answer.plausibility();
        return List.of(
                answer.changes().stream().map(FieldChange::toString).collect(Collectors.joining(", ")),
                text("%.1f", answer.cost()),
                text("%.1f %%", 100 * answer.decision().churn()),
                answer.decision().action().toString(),
                likeness == null ? "–" : text("%.2f", likeness.distance()),
                likeness == null ? "–" : text("%.1f %%", 100 * likeness.share()));
    }

    /** Those of the first held-out customers who are decided as a goal asks, where they are enough to compare with. */
    private Optional<RealCustomers> decidedSo(Goal goal) {
        List<Row> rows = data.batch().decided().stream()
                .limit(REAL)
                .filter(entry -> goal.isMet(entry.decision()))
                .map(entry -> data.rows().get((int) entry.row() - 1))
                .toList();
        return rows.size() < 2 ? Optional.empty() : Optional.of(RealCustomers.of(rows));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
