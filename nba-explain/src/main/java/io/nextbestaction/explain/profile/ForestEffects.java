// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.shapley.Ranks;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Scratch;
import java.util.ArrayList;
import java.util.List;

/** The accumulated effects of a feature of a forest, one step for each cell between thresholds that holds rows enough. */
final class ForestEffects {
    private final Forest forest;
    private final Ranks ranks;
    private final FeatureMatrix rows;

    ForestEffects(Forest forest, Ranks ranks, FeatureMatrix rows) {
        this.forest = forest;
        this.ranks = ranks;
        this.rows = rows;
    }

    Profile of(int feature, double[] starts, int[] inCell, int leastRows) {
        int[] last = joined(inCell, leastRows);
        double[] points = new double[last.length];
        int[] counts = new int[last.length];
        int[] stepOf = new int[inCell.length];
        for (int s = 0, c = 0; s < last.length; s++) {
            points[s] = starts[last[s]];
            for (; c <= last[s]; c++) {
                counts[s] += inCell[c];
                stepOf[c] = s;
            }
        }
        double[] sums = new double[last.length];
        double[] row = new double[rows.columns()];
        int[] rank = new int[ranks.size()];
        int[] steps = new int[rows.rows()];
        double[] here = rows.values().clone();
        double[] before = rows.values().clone();
        for (int b = 0; b < steps.length; b++) {
            rows.row(b, row);
            ranks.of(row, rank);
            int step = Double.isNaN(row[feature]) ? 0 : stepOf[rank[feature]];
            steps[b] = step;
            if (step > 0) {
                here[b * rows.columns() + feature] = points[step];
                // Any value below the first threshold stands for the first cell.
                before[b * rows.columns() + feature] = step == 1 ? Math.nextDown(starts[1]) : points[step - 1];
            }
        }
        double[] after = margins(here);
        double[] from = margins(before);
        for (int b = 0; b < steps.length; b++) {
            // A row of the first cell was not moved: it adds nothing to step 0, which has no jump.
            sums[steps[b]] += after[b] - from[b];
        }
        return Effects.profile(rows.names().name(feature), true, points, sums, counts);
    }

    /** The last cell of each step: the first cell alone, the others joined upwards until they hold enough rows. */
    private static int[] joined(int[] inCell, int leastRows) {
        List<Integer> last = new ArrayList<>();
        last.add(0);
        int held = 0;
        int lastHeld = 0;
        for (int c = 1; c < inCell.length; c++) {
            held += inCell[c];
            lastHeld = inCell[c] > 0 ? c : lastHeld;
            if (held >= leastRows) {
                last.add(c);
                held = 0;
            }
        }
        if (held > 0 && last.size() > 1) {
            // Too few are left over: they join the step before.
            last.remove(last.size() - 1);
        }
        if (held > 0) {
            last.add(lastHeld);
        }
        return last.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whole forests by the fastest kernel: cheaper than walking only the trees that use the feature. */
    private double[] margins(double[] values) {
        double[] out = new double[rows.rows()];
        forest.margins(FeatureMatrix.of(rows.names(), values), 0, out.length, out, new Scratch());
        return out;
    }
}
