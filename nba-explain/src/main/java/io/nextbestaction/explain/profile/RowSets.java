// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.shapley.Ranks;
import io.nextbestaction.model.Forest;

/** The background rows below each threshold of each feature and those that miss it, as bits. */
final class RowSets {
    private static final long MOST_BYTES = 2L << 30;

    private final int rows;
    private final int words;
    private final long[][][] below;
    private final long[][] missing;
    private final int[] limits;

    RowSets(Forest forest, Ranks ranks, FeatureMatrix background) {
        int inputs = forest.inputs();
        rows = background.rows();
        words = (rows + 63) / 64;
        long sets = inputs;
        for (int f = 0; f < inputs; f++) {
            sets += ranks.cuts(f);
        }
        if (sets * words * Long.BYTES > MOST_BYTES) {
            throw new IllegalArgumentException("The background (" + rows + " rows) of exact profiles of a forest with "
                    + (sets - inputs) + " thresholds must take at most two gigabytes.\nMaybe draw fewer rows.");
        }
        below = new long[inputs][][];
        missing = new long[inputs][words];
        for (int f = 0; f < inputs; f++) {
            below[f] = new long[ranks.cuts(f)][words];
        }
        fill(background, ranks);
        limits = new int[forest.nodes()];
        for (int n = 0; n < limits.length; n++) {
            limits[n] = forest.isLeaf(n) ? 0 : ranks.limit(forest, n);
        }
    }

    private void fill(FeatureMatrix background, Ranks ranks) {
        double[] row = new double[background.columns()];
        int[] rank = new int[ranks.size()];
        for (int b = 0; b < rows; b++) {
            background.row(b, row);
            ranks.of(row, rank);
            for (int f = 0; f < below.length; f++) {
                if (Double.isNaN(row[f])) {
                    missing[f][b >>> 6] |= 1L << b;
                } else if (rank[f] < below[f].length) {
                    below[f][rank[f]][b >>> 6] |= 1L << b;
                }
            }
        }
        for (long[][] sets : below) {
            for (int k = 1; k < sets.length; k++) {
                for (int w = 0; w < words; w++) {
                    sets[k][w] |= sets[k - 1][w];
                }
            }
        }
    }

    int rows() {
        return rows;
    }

    int words() {
        return words;
    }

    long[] every() {
        long[] all = new long[words];
        for (int b = 0; b < rows; b++) {
            all[b >>> 6] |= 1L << b;
        }
        return all;
    }

    /** Keeps the rows that go one way at a node, and tells whether any is left. */
    boolean and(Forest forest, int node, boolean left, long[] from, long[] to) {
        int feature = forest.feature(node);
        long[] set = below[feature][limits[node] - 1];
        long[] none = missing[feature];
        long missingToo = forest.missingLeft(node) ? -1 : 0;
        long flip = left ? 0 : -1;
        long any = 0;
        for (int w = 0; w < words; w++) {
            to[w] = from[w] & ((set[w] | (none[w] & missingToo)) ^ flip);
            any |= to[w];
        }
        return any != 0;
    }
}
