// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.Decision;
import io.nextbestaction.DecisionBatch;
import io.nextbestaction.data.Row;
import io.nextbestaction.explain.fairness.Fairness;
import io.nextbestaction.explain.fairness.GapWaterfall;
import io.nextbestaction.explain.fairness.GroupCalibration;
import io.nextbestaction.explain.fairness.GroupErrors;
import io.nextbestaction.explain.fairness.GroupLabels;
import io.nextbestaction.explain.fairness.GroupRate;
import io.nextbestaction.explain.fairness.SelectionStages;
import io.nextbestaction.explain.report.Estimate;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.explain.report.Series;
import io.nextbestaction.explain.report.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How groups of customers fare: who gets a proposal, who is found, what probabilities mean, and where a gap opens. */
final class FairnessPage {
    private static final double LEVEL = 0.95;
    private static final double FOUR_FIFTHS = 0.8;
    /** The fewest: the intervals of the stages are not drawn. */
    private static final int REPLICATES = 2;

    private static final int BINS = 5;
    /** The share of fewer customers is mostly chance. */
    private static final int LEAST_ROWS = 20;

    private FairnessPage() {}

    /** The report with the page; without it where no groups are compared. */
    static HtmlReport addTo(HtmlReport report, ReportData<?> data) {
        List<HtmlReport> groupings = new ArrayList<>();
        data.study().groups().forEach((name, group) -> grouping(name, group, data, groupings));
        if (groupings.isEmpty()) {
            return report;
        }
        return report.page("Fairness")
                .text(
                        "How to read this",
                        "Each group is compared with the largest. A gap is shown, not its cause; equal figures do not prove that"
                                + " nobody is treated unfairly. Lines are 95 % intervals, dashes the limits of four fifths.",
                        data.study().worth().told(data.result().currency()))
                .choice("Groups compared", "By", groupings);
    }

    private static void grouping(
            String name, Function<? super Row, String> group, ReportData<?> data, List<HtmlReport> groupings) {
        List<String> labels = data.batch().decided().stream()
                .map(entry -> group.apply(data.rows().get((int) entry.row() - 1)))
                .toList();
        Map<String, Long> sizes = labels.stream().collect(Collectors.groupingBy(label -> label, Collectors.counting()));
        if (sizes.size() < 2) {
            return;
        }
        String largest = sizes.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
        GroupLabels groups = GroupLabels.of(labels, largest);
        Fairness fairness = Fairness.between(groups, LEVEL);
        List<Decision> decisions = data.batch().decided().stream()
                .map(DecisionBatch.RowDecision::decision)
                .toList();
        List<GroupRate> rates = fairness.rates(selected(decisions));
        double cutoff = data.study().worth().cutoff();
        boolean[] found = new boolean[decisions.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = decisions.get(i).churn() >= cutoff;
        }
        List<GroupErrors> errors = fairness.errors(found, data.left());
        HtmlReport report = HtmlReport.titled(name)
                .intervals(
                        "Share that gets a proposal, by that of " + largest,
                        rates.stream()
                                .filter(rate -> !rate.group().equals(largest))
                                .map(rate -> Estimate.of(label(rate), rate.ratio()))
                                .toList(),
                        FOUR_FIFTHS,
                        1,
                        1 / FOUR_FIFTHS)
                .intervals(
                        text("Leavers found at a cutoff of %.3f, less that of %s", cutoff, largest),
                        errors.stream()
                                .filter(error -> !error.group().equals(largest))
                                .map(error -> Estimate.of(error.group(), error.equalOpportunity()))
                                .toList(),
                        0)
                .curve(
                        "Calibration by group, where it has " + LEAST_ROWS + " customers",
                        "predicted churn",
                        "observed share",
                        calibration(fairness.calibration(data.probabilities(), data.left(), BINS)));
        GroupRate worst = rates.stream()
                .filter(rate -> !rate.group().equals(largest))
                .min(Comparator.comparingDouble(rate -> rate.ratio().estimate()))
                .orElseThrow();
        groupings.add(gap(report, groups, worst.group(), decisions, data));
    }

    private static String label(GroupRate rate) {
        return text("%s, %.1f %% of %d", rate.group(), 100 * rate.rate().estimate(), rate.rows());
    }

    private static boolean[] selected(List<Decision> decisions) {
        boolean[] selected = new boolean[decisions.size()];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = !decisions.get(i).action().isDoNothing();
        }
        return selected;
    }

    private static List<Series> calibration(List<GroupCalibration> groups) {
        List<Series> lines = new ArrayList<>();
        for (GroupCalibration group : groups) {
            List<GroupCalibration.Bin> bins = group.bins().stream()
                    .filter(bin -> bin.rows() >= LEAST_ROWS)
                    .toList();
            lines.add(Series.of(
                    group.group(),
                    bins.stream()
                            .mapToDouble(GroupCalibration.Bin::meanProbability)
                            .toArray(),
                    bins.stream().mapToDouble(bin -> bin.rate().estimate()).toArray()));
        }
        lines.add(Series.reference("perfect", new double[] {0, 1}, new double[] {0, 1}));
        return lines;
    }

    /** Where the widest gap opens; left out where it is not defined. */
    private static HtmlReport gap(
            HtmlReport report, GroupLabels groups, String group, List<Decision> decisions, ReportData<?> data) {
        SelectionStages stages = SelectionStages.ofDecisions(
                decisions, data.live().arbitration().slate().size(), action -> !action.isDoNothing());
        GapWaterfall gap = GapWaterfall.of(
                groups, group, stages, REPLICATES, LEVEL, data.result().seed());
        if (!Double.isFinite(gap.gap())) {
            return report;
        }
        return report.waterfall(
                text("Logarithm of the ratio for %s, stage by stage", group),
                0,
                gap.stages().stream()
                        .filter(stage -> stage.added().estimate() != 0)
                        .map(stage -> new Step(stage.stage(), stage.added().estimate()))
                        .toList(),
                gap.gap());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
