// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.shapley.Ranks;
import io.nextbestaction.model.Forest;
import java.util.ArrayList;
import java.util.Arrays;
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
        int[] using = using(feature);
        for (int b = 0; b < rows.rows(); b++) {
            rows.row(b, row);
            ranks.of(row, rank);
            int step = Double.isNaN(row[feature]) ? 0 : stepOf[rank[feature]];
            if (step > 0) {
                row[feature] = points[step];
                double here = margin(using, row);
                // Any value below the first threshold stands for the first cell.
                row[feature] = step == 1 ? Math.nextDown(starts[1]) : points[step - 1];
                sums[step] += here - margin(using, row);
            }
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

    /** The roots of the trees that split on a feature: no other can change with it. */
    private int[] using(int feature) {
        int[] roots = new int[forest.trees()];
        int count = 0;
        for (int t = 0; t < forest.trees(); t++) {
            int end = t + 1 < forest.trees() ? forest.root(t + 1) : forest.nodes();
            int n = forest.root(t);
            while (n < end && forest.feature(n) != feature) {
                n++;
            }
            if (n < end) {
                roots[count++] = forest.root(t);
            }
        }
        return Arrays.copyOf(roots, count);
    }

    private double margin(int[] roots, double[] row) {
        double sum = 0;
        for (int root : roots) {
            int node = root;
            while (!forest.isLeaf(node)) {
                node = forest.goesLeft(node, row) ? forest.left(node) : forest.right(node);
            }
            sum += forest.leafValue(node);
        }
        return sum;
    }
}
