// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.Decision;
import io.nextbestaction.DecisionBatch;
import io.nextbestaction.data.Row;
import io.nextbestaction.explain.Interval;
import io.nextbestaction.explain.fairness.Consistency;
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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How groups of customers fare: who gets a proposal, who is found, what probabilities mean, and where a gap opens. */
final class FairnessPage {
    private static final double LEVEL = 0.95;
    private static final double FOUR_FIFTHS = 0.8;
    /** The fewest: the intervals of the stages are not drawn. */
    private static final int REPLICATES = 2;

    private static final int BINS = 5;
    /** The share of fewer customers is mostly chance. */
    private static final int LEAST_ROWS = 20;
    /** How many customers are compared with those like them, and with how many. */
    private static final int ALIKE = 1000;

    private static final int NEIGHBOURS = 5;

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
                        "Found are those from the cutoff on. Consistency compares each customer with the " + NEIGHBOURS
                                + " most like them in every field but the one compared by: 1 less the mean difference between"
                                + " whether they are found and the share of those who are.",
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
        List<GroupCalibration> calibrations = fairness.calibration(data.probabilities(), data.left(), BINS);
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
                        "The same share, less that of " + largest + " (statistical parity)",
                        rates.stream()
                                .filter(rate -> !rate.group().equals(largest))
                                .map(rate -> Estimate.of(rate.group(), rate.difference()))
                                .toList(),
                        0)
                .intervals(
                        text("Leavers found from %.3f on, less that of %s (equal opportunity)", cutoff, largest),
                        errors.stream()
                                .filter(error -> !error.group().equals(largest))
                                .map(error -> Estimate.of(error.group(), error.equalOpportunity()))
                                .toList(),
                        0)
                .intervals(
                        "Mean of that and of the false alarms' difference (average odds)",
                        errors.stream()
                                .filter(error -> !error.group().equals(largest))
                                .map(error -> Estimate.of(error.group(), error.averageOdds()))
                                .toList(),
                        0)
                .intervals(
                        "Leavers among those found, less that of " + largest + " (predictive parity)",
                        fairness.precision(found, data.left()).stream()
                                .filter(precision -> !precision.group().equals(largest))
                                .map(precision -> Estimate.of(
                                        text(
                                                "%s, %.1f %% of %d",
                                                precision.group(),
                                                100 * precision.precision().estimate(),
                                                precision.selected()),
                                        precision.difference()))
                                .toList(),
                        0)
                .intervals(
                        "Observed less predicted churn (calibration)",
                        calibrations.stream().map(FairnessPage::offset).toList(),
                        0)
                .intervals(
                        "Alike customers found alike (consistency, 1 is perfect)",
                        consistency(name, labels, largest, found, data),
                        1)
                .curve(
                        "Calibration by group, where it has " + LEAST_ROWS + " customers",
                        "predicted churn",
                        "observed share",
                        calibration(calibrations));
        GroupRate worst = rates.stream()
                .filter(rate -> !rate.group().equals(largest))
                .min(Comparator.comparingDouble(rate -> rate.ratio().estimate()))
                .orElseThrow();
        groupings.add(gap(report, groups, worst.group(), decisions, data));
    }

    /** What came true less what was predicted, with the interval of what came true. */
    private static Estimate offset(GroupCalibration group) {
        double predicted = group.meanProbability();
        Interval rate = group.rate();
        return Estimate.of(
                text("%s, %.1f %% predicted", group.group(), 100 * predicted),
                new Interval(
                        rate.estimate() - predicted, rate.low() - predicted, rate.high() - predicted, rate.level()));
    }

    /** How consistently the first customers are found, in all and by group; empty where a group is not among them. */
    private static List<Estimate> consistency(
            String name, List<String> labels, String largest, boolean[] found, ReportData<?> data) {
        int some = Math.min(ALIKE, labels.size());
        List<String> first = labels.subList(0, some);
        if (some <= NEIGHBOURS || !first.contains(largest) || Set.copyOf(first).size() < 2) {
            return List.of();
        }
        List<String> ignored = data.live().schema().has(name) ? List.of(name) : List.of();
        Consistency alike = Fairness.between(GroupLabels.of(first, largest), LEVEL)
                .consistency(
                        data.batch().decided().stream()
                                .limit(some)
                                .map(entry -> data.rows().get((int) entry.row() - 1))
                                .toList(),
                        ignored,
                        IntStream.range(0, some)
                                .mapToDouble(i -> found[i] ? 1 : 0)
                                .toArray(),
                        NEIGHBOURS);
        List<Estimate> estimates = new ArrayList<>();
        estimates.add(Estimate.of("all " + some, alike.overall()));
        alike.groups().forEach(group -> estimates.add(Estimate.of(group.group(), group.consistency())));
        return estimates;
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
