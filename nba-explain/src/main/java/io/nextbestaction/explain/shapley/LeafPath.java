// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import java.util.Arrays;

/**
 * One leaf as the definitions see it: a value, and for each distinct feature of its path the conditions on it. A pattern
 * is a set of features, as bits, whose conditions a row meets.
 */
final class LeafPath {
    private final double value;
    /** The distinct features, from the root down. */
    private final int[] features;
    /** The part of training rows that meet all conditions on each feature, one feature at a time. */
    private final double[] shares;
    /** For each edge of the path, from the root down: its split, the way it goes, and the place of its feature. */
    private final int[] splits;

    private final boolean[] goesLeft;
    private final int[] places;

    LeafPath(Forest forest, TreePaths paths, int leaf) {
        int length = 0;
        for (int n = leaf; n > 0; n = paths.parent(n)) {
            length++;
        }
        value = forest.leafValue(paths.root() + leaf);
        splits = new int[length];
        goesLeft = new boolean[length];
        places = new int[length];
        int[] met = new int[length];
        double[] share = new double[length];
        int[] edges = new int[length];
        for (int n = leaf, i = length - 1; n > 0; n = paths.parent(n), i--) {
            edges[i] = n;
        }
        int distinct = 0;
        for (int i = 0; i < length; i++) {
            splits[i] = paths.parent(edges[i]);
            goesLeft[i] = forest.left(paths.root() + splits[i]) == paths.root() + edges[i];
            int feature = forest.feature(paths.root() + splits[i]);
            int place = 0;
            while (place < distinct && met[place] != feature) {
                place++;
            }
            if (place == distinct) {
                met[distinct] = feature;
                share[distinct++] = 1;
            }
            share[place] *= paths.share(edges[i]);
            places[i] = place;
        }
        features = Arrays.copyOf(met, distinct);
        shares = Arrays.copyOf(share, distinct);
    }

    double value() {
        return value;
    }

    /** The number of distinct features. */
    int size() {
        return features.length;
    }

    int feature(int place) {
        return features[place];
    }

    double share(int place) {
        return shares[place];
    }

    /** The number of edges. */
    int length() {
        return splits.length;
    }

    /** The node, numbered within its tree, whose decision an edge needs. */
    int split(int edge) {
        return splits[edge];
    }

    /** Whether an edge needs its split to go left. */
    boolean goesLeft(int edge) {
        return goesLeft[edge];
    }

    /** The place of the feature an edge tests. */
    int place(int edge) {
        return places[edge];
    }
}
