// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import java.util.Arrays;

/**
 * The place of each value of a row among all thresholds of its feature, found once so that every split becomes one
 * subtraction of whole numbers. Every feature has two entries, which differ only for a missing value: the first sends it
 * right, the second left.
 */
public final class Ranks {
    private final int inputs;
    /** The distinct thresholds of all features, ascending within each feature. */
    private final double[] cuts;
    /** Where the thresholds of a feature start; one entry more than features. */
    private final int[] starts;

    /** The thresholds of a forest. */
    public Ranks(Forest forest) {
        inputs = forest.inputs();
        int[] counts = new int[inputs + 1];
        for (int n = 0; n < forest.nodes(); n++) {
            if (!forest.isLeaf(n)) {
                counts[forest.feature(n) + 1]++;
            }
        }
        for (int f = 0; f < inputs; f++) {
            counts[f + 1] += counts[f];
        }
        double[] all = new double[counts[inputs]];
        int[] next = counts.clone();
        for (int n = 0; n < forest.nodes(); n++) {
            if (!forest.isLeaf(n)) {
                // adding 0 turns −0 into 0, which compares the same but would sort apart
                all[next[forest.feature(n)]++] = forest.threshold(n) + 0.0;
            }
        }
        starts = new int[inputs + 1];
        int size = 0;
        for (int f = 0; f < inputs; f++) {
            Arrays.sort(all, counts[f], counts[f + 1]);
            starts[f] = size;
            for (int i = counts[f]; i < counts[f + 1]; i++) {
                if (i == counts[f] || all[i] != all[size - 1]) {
                    all[size++] = all[i];
                }
            }
        }
        starts[inputs] = size;
        cuts = Arrays.copyOf(all, size);
    }

    /** The length of the array {@link #of} fills. */
    public int size() {
        return 2 * inputs;
    }

    /** How many distinct thresholds a feature has. */
    public int cuts(int feature) {
        return starts[feature + 1] - starts[feature];
    }

    /** A threshold of a feature, counted from 0, ascending. */
    public double cut(int feature, int index) {
        return cuts[starts[feature] + index];
    }

    /** The entry an inner node looks at. */
    int entry(Forest forest, int node) {
        return forest.feature(node) + (forest.missingLeft(node) ? inputs : 0);
    }

    /** What an inner node compares with: the row goes left iff its entry is below this. */
    public int limit(Forest forest, int node) {
        int feature = forest.feature(node);
        return Arrays.binarySearch(cuts, starts[feature], starts[feature + 1], forest.threshold(node) + 0.0)
                - starts[feature]
                + 1;
    }

    /** Ranks a row: entry f counts the thresholds of feature f that are at most its value. */
    public void of(double[] row, int[] ranks) {
        for (int f = 0; f < inputs; f++) {
            double value = row[f];
            if (Double.isNaN(value)) {
                ranks[f] = Integer.MAX_VALUE;
                ranks[inputs + f] = -1;
                continue;
            }
            int low = starts[f];
            int length = starts[f + 1] - low;
            // halves without a branch on the data: low always stays at or before the answer
            while (length > 1) {
                int half = length >>> 1;
                low = cuts[low + half - 1] <= value ? low + half : low;
                length -= half;
            }
            int rank = low - starts[f] + (length == 1 && cuts[low] <= value ? 1 : 0);
            ranks[f] = rank;
            ranks[inputs + f] = rank;
        }
    }
}
