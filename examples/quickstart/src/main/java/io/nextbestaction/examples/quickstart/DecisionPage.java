// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.Decision;
import io.nextbestaction.DecisionBatch;
import io.nextbestaction.RankedAction;
import io.nextbestaction.Rejection;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.explain.ShapleyScale;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.explain.report.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Single decisions: in words, as waterfalls on both axes, and action by action. */
final class DecisionPage {
    private static final int STEPS = 8;
    private static final int REASONS = 4;

    private final ReportData<?> data;

    private DecisionPage(ReportData<?> data) {
        this.data = data;
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
        Decision decision = entry.decision();
        List<String> words = new ArrayList<>();
        words.add(
                decision.action().isDoNothing()
                        ? "Do nothing: no allowed action is worth more."
                        : text(
                                "%s: worth %.2f %s over doing nothing.",
                                decision.action(), decision.expectedValue(), decision.currency()));
        words.add(text(
                "The customer leaves with a probability of %.1f %%%s.",
                100 * decision.churn(),
                decision.segment().isEmpty() ? "" : " and belongs to the segment \"" + decision.segment() + "\""));
        decision.why().stream()
                .limit(REASONS)
                .forEach(reason -> words.add(text(
                        "%s of %s %s it by %.1f points.",
                        reason.field(),
                        reason.value(),
                        reason.contribution() < 0 ? "lowers" : "raises",
                        Math.abs(100 * reason.contribution()))));
        return HtmlReport.titled(data.study().name(at))
                .text("In words", words.toArray(String[]::new))
                .waterfall(
                        "Churn probability, in percent",
                        100 * data.explainer().base(ShapleyScale.RESCALED),
                        steps(at, ShapleyScale.RESCALED, 100),
                        100 * decision.churn())
                .waterfall(
                        "Churn margin, in log-odds",
                        data.explainer().base(),
                        steps(at, ShapleyScale.MARGIN, 1),
                        data.live().churnModel().scorer().margin(vector(at)))
                .table(
                        "Allowed actions, best first",
                        List.of("Action", decision.currency(), "Basis"),
                        decision.ranked().stream().map(DecisionPage::ranked).toList())
                .table(
                        "Rejected actions",
                        List.of("Action", "Question", "Because", "Found", "Required"),
                        decision.rejected().stream().map(DecisionPage::rejected).toList());
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

    private double[] vector(int heldOut) {
        double[] vector = new double[data.features().columns()];
        data.features().row(heldOut, vector);
        return vector;
    }

    /** The strongest fields and the rest together. */
    private List<Step> steps(int heldOut, ShapleyScale scale, double unit) {
        FeatureNames names = data.features().names();
        double[] contributions = new double[names.size()];
        data.explainer()
                .explain(scale, vector(heldOut), contributions, data.explainer().newScratch());
        double[] bySource = new double[names.sources().size()];
        names.addBySource(contributions, unit, bySource);
        List<Integer> order = IntStream.range(0, bySource.length)
                .boxed()
                .sorted(Comparator.comparingDouble(s -> -Math.abs(bySource[s])))
                .toList();
        List<Step> steps = new ArrayList<>();
        double rest = 0;
        for (int k = 0; k < order.size(); k++) {
            int source = order.get(k);
            String field = names.sources().get(source);
            if (k < STEPS) {
                String value =
                        data.rows().get(heldOut).display(data.live().schema().indexOf(field));
                steps.add(new Step(field + " " + value, bySource[source]));
            } else {
                rest += bySource[source];
            }
        }
        if (order.size() > STEPS) {
            steps.add(new Step(order.size() - STEPS + " other fields", rest));
        }
        return steps;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
