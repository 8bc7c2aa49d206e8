// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.DecisionBatch;
import io.nextbestaction.RankedAction;
import io.nextbestaction.Rejection;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.decision.Contrast;
import io.nextbestaction.explain.decision.DecisionExplainer;
import io.nextbestaction.explain.decision.Explanation;
import io.nextbestaction.explain.decision.FactorDifference;
import io.nextbestaction.explain.decision.FieldPart;
import io.nextbestaction.explain.decision.Phrases;
import io.nextbestaction.explain.decision.ScoreParts;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.explain.report.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Single decisions: in words, against the runner-up, as waterfalls on both axes, and action by action. */
final class DecisionPage {
    private static final int STEPS = 8;
    private static final Phrases PHRASES = Phrases.english();

    private final ReportData<?> data;
    private final DecisionExplainer<?> explainer;
    private final Instant now;

    private DecisionPage(ReportData<?> data) {
        this.data = data;
        this.explainer = DecisionExplainer.of(data.live(), Shapley.values());
        this.now = data.live().clock().instant();
    }

    static HtmlReport addTo(HtmlReport report, ReportData<?> data) {
        DecisionPage page = new DecisionPage(data);
        return report.choice(
                "One customer's decision",
                "Customer",
                data.shown().stream().map(page::decision).toList());
    }

    private HtmlReport decision(DecisionBatch.RowDecision entry) {
        int at = (int) entry.row() - 1;
        Explanation explanation = explainer.explain(
                data.rows().get(at), Context.NONE, now, data.live().clock().getZone());
        Decision decision = explanation.decision();
        ScoreParts churn = explanation.churn();
        HtmlReport report = HtmlReport.titled(data.study().name(at));
        if (!decision.segment().isEmpty()) {
            report = report.lead("Segment: " + decision.segment());
        }
        ChurnReasons codes = data.reasons();
        if (codes != null) {
            report = codes.addTo(report, "Churn", decision.churn(), data.featuresOf(at));
        }
        return against(
                        report.text("In words", PHRASES.tell(explanation).toArray(String[]::new))
                                .waterfall(
                                        "Churn probability, in percent",
                                        100 * churn.baseProbability(),
                                        steps(churn, part -> 100 * part.probability()),
                                        100 * churn.probability())
                                .waterfall(
                                        "Churn margin, in log-odds",
                                        churn.baseMargin(),
                                        steps(churn, FieldPart::margin),
                                        churn.margin()),
                        explanation)
                .table(
                        "Allowed actions, best first",
                        List.of("Action", decision.currency(), "Basis"),
                        decision.ranked().stream().map(DecisionPage::ranked).toList())
                .table(
                        "Rejected actions",
                        List.of("Action", "Question", "Because", "Found", "Required"),
                        decision.rejected().stream().map(DecisionPage::rejected).toList());
    }

    /** Every factor that sets the winner apart from the runner-up. */
    private static HtmlReport against(HtmlReport report, Explanation explanation) {
        Contrast contrast = explanation.contrast();
        if (contrast == null) {
            return report;
        }
        return report.waterfall(
                text(
                        "From %s to %s, in %s",
                        contrast.runnerUp().action(),
                        contrast.winner().action(),
                        explanation.decision().currency()),
                contrast.runnerUp().expectedValue(),
                contrast.factors().stream()
                        .filter(factor -> factor.amount() != 0)
                        .map(DecisionPage::step)
                        .toList(),
                contrast.winner().expectedValue());
    }

    private static Step step(FactorDifference difference) {
        String key = "factor." + difference.factor().name().toLowerCase(Locale.ROOT);
        return new Step(PHRASES.templates().getOrDefault(key, key), difference.amount());
    }

    private static List<String> ranked(RankedAction action) {
        return List.of(
                action.action().toString(),
                text("%.2f", action.expectedValue()),
                action.basis().name().toLowerCase(Locale.ROOT));
    }

    private static List<String> rejected(Rejection rejection) {
        var first = rejection.first();
        return List.of(
                rejection.action().title(),
                first.stage().label(),
                first.because(),
                first.field() + " " + first.actual(),
                first.required());
    }

    /** The strongest fields and the rest together. */
    private static List<Step> steps(ScoreParts churn, ToDoubleFunction<FieldPart> size) {
        List<FieldPart> parts = churn.fields().stream()
                .sorted(Comparator.comparingDouble(part -> -Math.abs(part.margin())))
                .toList();
        List<Step> steps = new ArrayList<>();
        parts.stream()
                .limit(STEPS)
                .forEach(part -> steps.add(new Step(part.field() + " " + part.value(), size.applyAsDouble(part))));
        if (parts.size() > STEPS) {
            steps.add(new Step(
                    parts.size() - STEPS + " other fields",
                    parts.stream().skip(STEPS).mapToDouble(size).sum()));
        }
        return steps;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
