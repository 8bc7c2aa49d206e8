// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.Decision;
import io.nextbestaction.DecisionBatch;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.RankedAction;
import io.nextbestaction.Rejection;
import io.nextbestaction.artifact.Provenance;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Row;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.ShapleyExplainer;
import io.nextbestaction.explain.ShapleyScale;
import io.nextbestaction.explain.report.Attributions;
import io.nextbestaction.explain.report.Bar;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.explain.report.Metric;
import io.nextbestaction.explain.report.Outcomes;
import io.nextbestaction.explain.report.Series;
import io.nextbestaction.explain.report.Step;
import io.nextbestaction.explain.report.WhatIf;
import io.nextbestaction.features.drift.DriftBaseline;
import io.nextbestaction.features.drift.DriftLimits;
import io.nextbestaction.features.drift.DriftReport;
import io.nextbestaction.features.drift.FieldDrift;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.models.segment.ClusterMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The main job's results as one HTML file of pages, drawn from the engine that was saved and loaded again.
 *
 * @param <C> the customer type
 */
final class BankReport<C> {
    private static final int STEPS = 8;
    private static final int POINTS = 1000;
    private static final int FIELDS = 12;

    private final JobResult result;
    private final Study<C> study;
    private final NextBestAction<C> live;
    private final DecisionBatch batch;
    private final List<Row> rows;
    private final FeatureMatrix features;
    private final ShapleyExplainer explainer;

    private BankReport(JobResult result, Study<C> study, NextBestAction<C> live, DecisionBatch batch) {
        this.result = result;
        this.study = study;
        this.live = live;
        this.batch = batch;
        this.rows = rows(live, study.heldOut().customers());
        this.features = live.pipeline().transform(rows);
        this.explainer = Shapley.values().bind(live.churnModel());
    }

    /** The report of a finished job. */
    static <C> HtmlReport of(JobResult result, Study<C> study, NextBestAction<C> live, DecisionBatch batch) {
        return new BankReport<>(result, study, live, batch).report();
    }

    private static <C> List<Row> rows(NextBestAction<C> live, List<C> customers) {
        List<Row> rows = new ArrayList<>(customers.size());
        for (C customer : customers) {
            Row row = new Row(live.schema());
            live.bind(customer, row);
            rows.add(row);
        }
        return rows;
    }

    private HtmlReport report() {
        HtmlReport report = HtmlReport.titled("Next best actions: " + result.study())
                .lead(text(
                        "Fitted on %d customers in %.1f s, measured on %d the engine never saw. Seed %d.",
                        result.trainingRows(),
                        result.fitSeconds(),
                        result.heldOut().rows(),
                        result.seed()));
        report = decisions(summary(report.page("Summary")).page("Decisions")).page("What if");
        report = report.whatIf("A customer to change", whatIf());
        report = drivers(report.page("Drivers")).page("Performance");
        report = report.performance("Churn on held-out customers", outcomes());
        report = segments(report.page("Segments"));
        report = drift(report.page("Drift"));
        report = PolicyPage.addTo(report.page("Policy"), live.catalog(), batch);
        return card(report.page("Model card"));
    }

    // --- summary ---

    private HtmlReport summary(HtmlReport report) {
        BinaryMetrics churn = result.heldOut();
        return report.metrics(
                        "Churn on held-out customers",
                        List.of(
                                new Metric("AUC", text("%.4f", churn.auc()), "0.5 is chance, 1 is perfect"),
                                new Metric(
                                        "PR-AUC",
                                        text("%.4f", churn.averagePrecision()),
                                        text("chance is %.3f", (double) churn.positives() / churn.rows())),
                                new Metric("Log-loss", text("%.4f", churn.logLoss()), "lower is better"),
                                new Metric("Brier score", text("%.4f", churn.brier()), "lower is better"),
                                new Metric(
                                        "Calibration error",
                                        text("%.4f", churn.calibrationError()),
                                        "mean gap between promise and outcome")))
                .bars(
                        "What policies are worth, " + result.currency() + " a customer (share contacted)",
                        result.policies().stream()
                                .map(p -> new Bar(
                                        p.policy(),
                                        p.perCustomer(),
                                        text("%.2f (%.0f %%)", p.perCustomer(), 100 * p.contacted())))
                                .toList())
                .bars("Why " + result.mostAtRisk() + " is most at risk", reasons())
                .table(
                        "Ten decisions",
                        List.of(
                                "Customer",
                                "Next best action",
                                result.currency(),
                                "Churn",
                                "Segment",
                                "Why",
                                "Rejected"),
                        result.decisions().stream().map(BankReport::row).toList())
                .text("How policy values were found", result.valuation());
    }

    private List<Bar> reasons() {
        return result.mostAtRiskWhy().stream()
                .map(r -> new Bar(
                        r.field() + " " + r.value(),
                        100 * r.contribution(),
                        text("%+.1f points", 100 * r.contribution())))
                .toList();
    }

    private static List<String> row(JobResult.DecisionRow decision) {
        return List.of(
                decision.customer(),
                decision.action(),
                text("%.2f", decision.expectedValue()),
                text("%.2f", decision.churn()),
                decision.segment(),
                decision.why().stream().map(Object::toString).collect(Collectors.joining("; ")),
                decision.rejected().isEmpty()
                        ? "none"
                        : decision.rejected().size() + ": "
                                + decision.rejected().get(0));
    }

    // --- single decisions ---

    /** The customers shown one by one: whoever is most at risk, then the first held-out ones. */
    private List<DecisionBatch.RowDecision> shown() {
        List<DecisionBatch.RowDecision> shown = new ArrayList<>(
                batch.decided().stream().limit(result.decisions().size()).toList());
        batch.decided().stream()
                .max(Comparator.comparingDouble(d -> d.decision().churn()))
                .filter(most -> !shown.contains(most))
                .ifPresent(most -> shown.add(0, most));
        return shown;
    }

    private HtmlReport decisions(HtmlReport report) {
        return report.choice(
                "One customer's decision",
                "Customer",
                shown().stream().map(this::decision).toList());
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
                .limit(4)
                .forEach(reason -> words.add(text(
                        "%s of %s %s it by %.1f points.",
                        reason.field(),
                        reason.value(),
                        reason.contribution() < 0 ? "lowers" : "raises",
                        Math.abs(100 * reason.contribution()))));
        return HtmlReport.titled(study.name(at))
                .text("In words", words.toArray(String[]::new))
                .waterfall(
                        "Churn probability, in percent",
                        100 * explainer.base(ShapleyScale.RESCALED),
                        steps(at, ShapleyScale.RESCALED, 100),
                        100 * decision.churn())
                .waterfall(
                        "Churn margin, in log-odds",
                        explainer.base(),
                        steps(at, ShapleyScale.MARGIN, 1),
                        live.churnModel().scorer().margin(vector(at)))
                .table(
                        "Allowed actions, best first",
                        List.of("Action", decision.currency(), "Basis"),
                        decision.ranked().stream().map(BankReport::ranked).toList())
                .table(
                        "Rejected actions",
                        List.of("Action", "Question", "Because", "Found", "Required"),
                        decision.rejected().stream().map(BankReport::rejected).toList());
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
        double[] vector = new double[features.columns()];
        features.row(heldOut, vector);
        return vector;
    }

    /** The strongest fields and the rest together. */
    private List<Step> steps(int heldOut, ShapleyScale scale, double unit) {
        FeatureNames names = features.names();
        double[] contributions = new double[names.size()];
        explainer.explain(scale, vector(heldOut), contributions, explainer.newScratch());
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
                String value = rows.get(heldOut).display(live.schema().indexOf(field));
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

    private WhatIf whatIf() {
        WhatIf whatIf = WhatIf.of(
                        live.pipeline(),
                        live.churnModel(),
                        rows(live, study.training().customers()))
                .fixed(study.unchangeable().toArray(String[]::new));
        for (DecisionBatch.RowDecision entry : shown()) {
            int at = (int) entry.row() - 1;
            whatIf = whatIf.customer(study.name(at), rows.get(at));
        }
        return whatIf.cutoff(study.worth().cutoff());
    }

    // --- the model as a whole ---

    private HtmlReport drivers(HtmlReport report) {
        double[] contributions = new double[features.values().length];
        explainer.explain(features, contributions, explainer.newScratch());
        Attributions attributions = Attributions.of(features.names(), rows, contributions);
        return report.intervals("Mean contribution to the log-odds, either way", attributions.importance(), 0)
                .bars("How often each field is among the four strongest reasons (% of customers)", strongest())
                .swarm("Contributions of " + POINTS + " customers to the log-odds", attributions, FIELDS, POINTS)
                .choice("Dependence on the value", "Field", attributions.dependence(FIELDS, POINTS / 2));
    }

    private List<Bar> strongest() {
        return batch.decided().stream()
                .flatMap(d -> d.decision().why().stream().limit(4))
                .collect(Collectors.groupingBy(reason -> reason.field(), Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Comparator.comparingLong(e -> -e.getValue()))
                .map(e -> {
                    double share = 100.0 * e.getValue() / batch.decided().size();
                    return new Bar(e.getKey(), share, text("%.0f %%", share));
                })
                .toList();
    }

    private Outcomes outcomes() {
        double[] probabilities = new double[batch.decided().size()];
        boolean[] labels = new boolean[probabilities.length];
        boolean[] all = study.heldOut().labels();
        for (int i = 0; i < labels.length; i++) {
            DecisionBatch.RowDecision entry = batch.decided().get(i);
            probabilities[i] = entry.decision().churn();
            labels[i] = all[(int) entry.row() - 1];
        }
        Study.Worth worth = study.worth();
        return Outcomes.of(probabilities, labels).worth(worth.onLeaver(), worth.onStayer(), result.currency());
    }

    private HtmlReport segments(HtmlReport report) {
        Segmentation segmentation = live.segmentation();
        if (segmentation == null) {
            return report.text("Segments", "This engine has none.");
        }
        ClusterMap map = ClusterMap.of(segmentation, features, POINTS, result.seed());
        List<Series> groups = new ArrayList<>();
        for (var segment : segmentation.segments()) {
            List<ClusterMap.Point> points = map.points().stream()
                    .filter(point -> point.segment() == segment.index())
                    .toList();
            groups.add(Series.of(
                    segment.name(),
                    points.stream().mapToDouble(ClusterMap.Point::x).toArray(),
                    points.stream().mapToDouble(ClusterMap.Point::y).toArray()));
        }
        return report.bars(
                        "Observed churn on held-out customers (how many)",
                        result.segments().stream()
                                .map(s -> new Bar(
                                        s.name(), 100 * s.churn(), text("%.1f %% (%d)", 100 * s.churn(), s.heldOut())))
                                .toList())
                .bars(
                        "Share of training customers",
                        result.segments().stream()
                                .map(s -> new Bar(
                                        s.name(), 100 * s.trainingShare(), text("%.1f %%", 100 * s.trainingShare())))
                                .toList())
                .scatter(
                        "Map of " + map.points().size() + " customers",
                        map.horizontal().label(),
                        map.vertical().label(),
                        groups)
                .text("Why so many", segmentation.choice());
    }

    private HtmlReport drift(HtmlReport report) {
        DriftReport drift = DriftBaseline.of(
                        live.schema(), rows(live, study.training().customers()))
                .compare(rows, DriftLimits.defaults());
        List<FieldDrift> compared = drift.fields().stream()
                .filter(field -> live.pipeline().features().sources().contains(field.field()))
                .toList();
        return report.text(
                        "Held-out customers against training customers",
                        text(
                                "%d customers compared with %d. A stability index (PSI) below 0.1 is commonly read as stable, above"
                                        + " 0.25 as moved.",
                                drift.rows(), drift.referenceRows()))
                .bars(
                        "Stability index by field",
                        compared.stream()
                                .filter(field -> Double.isFinite(field.psi()))
                                .sorted(Comparator.comparingDouble(field -> -field.psi()))
                                .map(field -> new Bar(field.field(), field.psi(), text("%.4f", field.psi())))
                                .toList())
                .table(
                        "Fields",
                        List.of("Field", "PSI", "KS", "Missing before", "Missing now", "Status"),
                        compared.stream()
                                .map(field -> List.of(
                                        field.field(),
                                        figure(field.psi()),
                                        figure(field.ks()),
                                        text("%.1f %%", 100 * field.missingBefore()),
                                        text("%.1f %%", 100 * field.missingNow()),
                                        field.status().name().toLowerCase(Locale.ROOT)))
                                .toList());
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "–" : text("%.4f", value);
    }

    // --- model card ---

    private HtmlReport card(HtmlReport report) {
        Provenance provenance = live.provenance();
        var version = live.version();
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of("Trained", provenance.trained().toString()));
        facts.add(List.of("Training rows", Long.toString(provenance.rows())));
        facts.add(List.of("Churn among them", text("%.2f %%", 100 * provenance.positiveRate())));
        facts.add(List.of("Seed", Long.toString(provenance.seed())));
        provenance.trainers().forEach((part, trainer) -> facts.add(List.of("Trainer of " + part, trainer)));
        facts.add(List.of(
                "Calibration",
                text(
                        "learnt from %s (%d rows)",
                        live.churnModel().calibration().fittedOn(),
                        live.churnModel().calibration().rows())));
        facts.add(List.of(
                "Features",
                live.pipeline().features().size() + " columns of "
                        + live.pipeline().features().sources().size() + " fields"));
        facts.add(List.of("Explanations", explainer.report().values() + " Shapley values, exact"));
        facts.add(List.of("Actions", Integer.toString(result.actions())));
        facts.add(List.of("Decisions a second, explained, one thread", text("%.0f", result.decisionsPerSecond())));
        return report.table("What it is and how it was made", List.of("Fact", "Value"), facts)
                .table(
                        "Quality on rows left out in turn while fitting",
                        List.of("Metric", "Value"),
                        provenance.metrics().entrySet().stream()
                                .map(e -> List.of(e.getKey(), text("%.4f", e.getValue())))
                                .toList())
                .table(
                        "Hashes (SHA-256)",
                        List.of("Part", "Hash"),
                        List.of(
                                List.of("artifact " + result.artifact(), result.artifactId()),
                                List.of("models and features", version.model()),
                                List.of("catalogue and rules", version.catalog()),
                                List.of("contact policy and arbitration", version.policy()),
                                List.of("training data", provenance.dataHash())));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
