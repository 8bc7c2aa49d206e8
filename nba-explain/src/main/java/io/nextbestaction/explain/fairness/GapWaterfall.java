// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.fairness;

import io.nextbestaction.data.Names;
import io.nextbestaction.explain.Interval;
import io.nextbestaction.explain.statistics.Resamples;
import java.util.ArrayList;
import java.util.List;

/**
 * Which stage opens the gap between the rates at which two groups are selected. The gap after a stage is the logarithm of the
 * ratio of both rates if the stages up to it are applied; a stage adds what the gap is after it less what it was before it.
 * So the stages add up to the whole gap exactly, whether or not each only takes customers away. A negative term is to the
 * group's disadvantage. From a stage after which one of the groups has nobody left, terms and gap are not defined: NaN.
 *
 * @param group the group looked at
 * @param reference the group it is compared with
 * @param gap the logarithm of the ratio of rates after the last stage
 * @param stages in order
 */
public record GapWaterfall(String group, String reference, double gap, List<StageGap> stages) {

    /**
     * What one stage does.
     *
     * @param stage its name
     * @param groupRate the share of the group selected after it
     * @param referenceRate the share of the reference selected after it
     * @param added what it adds to the gap, with a percentile interval over rows drawn with replacement
     */
    public record StageGap(String stage, double groupRate, double referenceRate, Interval added) {}

    /** Keeps the list from changing. */
    public GapWaterfall {
        stages = List.copyOf(stages);
    }

    /** The ratio of the rates after the last stage. */
    public double ratio() {
        return StrictMath.exp(gap);
    }

    /**
     * Takes the gap of one group apart. O(replicates · stages · rows).
     *
     * @param labels the groups of the rows
     * @param group the one to compare with the reference
     * @param stages who is selected after each stage
     * @param replicates how many draws of rows an interval rests on, at least 2
     * @param level the confidence of the intervals, in (0, 1)
     * @param seed of the draws
     * @throws IllegalArgumentException if no row is of the group, the stages have not as many rows as the labels, or a setting is
     *     outside its range
     */
    public static GapWaterfall of(
            GroupLabels labels, String group, SelectionStages stages, int replicates, double level, long seed) {
        labels.requireRows("rows of the stages", stages.rows());
        int looked = labels.names().indexOf(group);
        if (looked < 0) {
            throw new IllegalArgumentException("The group \"" + group + "\" of a waterfall must be that of some row.\n"
                    + Names.suggestion(group, labels.names()));
        }
        int[] every = new int[labels.rows()];
        for (int r = 0; r < every.length; r++) {
            every[r] = r;
        }
        Resamples resamples = new Resamples(replicates, level, seed);
        List<StageGap> found = new ArrayList<>();
        double gap = 0;
        for (int s = 0; s < stages.names().size(); s++) {
            int stage = s;
            double added = added(labels, looked, stages, stage, every);
            gap += added;
            found.add(new StageGap(
                    stages.names().get(s),
                    rate(labels, looked, stages, s, every),
                    rate(labels, labels.referenceIndex(), stages, s, every),
                    resamples.interval(
                            every.length, added, (r, drawn) -> added(labels, looked, stages, stage, drawn))));
        }
        return new GapWaterfall(group, labels.reference(), gap, found);
    }

    private static double added(GroupLabels labels, int group, SelectionStages stages, int stage, int[] rows) {
        double after = gap(labels, group, stages, stage, rows);
        return stage == 0 ? after : after - gap(labels, group, stages, stage - 1, rows);
    }

    private static double gap(GroupLabels labels, int group, SelectionStages stages, int stage, int[] rows) {
        double own = rate(labels, group, stages, stage, rows);
        double reference = rate(labels, labels.referenceIndex(), stages, stage, rows);
        return own > 0 && reference > 0 ? StrictMath.log(own / reference) : Double.NaN;
    }

    private static double rate(GroupLabels labels, int group, SelectionStages stages, int stage, int[] rows) {
        int all = 0;
        int hits = 0;
        for (int row : rows) {
            if (labels.group(row) == group) {
                all++;
                hits += stages.isSelected(stage, row) ? 1 : 0;
            }
        }
        return (double) hits / all;
    }
}
