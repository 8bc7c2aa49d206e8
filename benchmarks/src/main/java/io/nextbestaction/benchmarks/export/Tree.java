// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.export;

import io.nextbestaction.model.Forest;
import java.util.ArrayList;
import java.util.List;

/** One tree of a forest as parallel arrays over its nodes, parents before children, node 0 the root. */
@SuppressWarnings("ArrayRecordComponent") // a carrier between forest and file, never compared
record Tree(
        int[] feature,
        double[] threshold,
        double[] leaf,
        boolean[] missingLeft,
        int[] left,
        int[] right,
        int[] parent,
        double[] cover) {

    static List<Tree> of(Forest forest) {
        List<Tree> trees = new ArrayList<>(forest.trees());
        for (int t = 0; t < forest.trees(); t++) {
            int end = t + 1 < forest.trees() ? forest.root(t + 1) : forest.nodes();
            trees.add(of(forest, forest.root(t), end - forest.root(t)));
        }
        return trees;
    }

    private static Tree of(Forest forest, int root, int size) {
        Tree tree = new Tree(
                new int[size],
                new double[size],
                new double[size],
                new boolean[size],
                new int[size],
                new int[size],
                new int[size],
                new double[size]);
        tree.parent[0] = -1;
        for (int n = 0; n < size; n++) {
            int node = root + n;
            tree.cover[n] = forest.cover(node);
            if (forest.isLeaf(node)) {
                tree.feature[n] = 0;
                tree.leaf[n] = forest.leafValue(node);
                tree.left[n] = -1;
                tree.right[n] = -1;
                continue;
            }
            tree.feature[n] = forest.feature(node);
            tree.threshold[n] = forest.threshold(node);
            tree.missingLeft[n] = forest.missingLeft(node);
            tree.left[n] = forest.left(node) - root;
            tree.right[n] = forest.right(node) - root;
            tree.parent[tree.left[n]] = n;
            tree.parent[tree.right[n]] = n;
        }
        return tree;
    }

    int size() {
        return feature.length;
    }

    boolean isLeaf(int node) {
        return left[node] < 0;
    }

    /** The number of splits from the root to a node. */
    int depth(int node) {
        int depth = 0;
        for (int n = node; parent[n] >= 0; n = parent[n]) {
            depth++;
        }
        return depth;
    }

    /** What float formats keep at a node: the threshold of a split, the value of a leaf. */
    float condition(int node) {
        return isLeaf(node) ? (float) leaf[node] : belowFloat(threshold[node]);
    }

    /**
     * The float t for which {@code (float) x < t} is {@code x < threshold}, for every x.
     *
     * @throws IllegalArgumentException if there is none: the forest was not trained on floats
     */
    static float belowFloat(double threshold) {
        float near = (float) threshold;
        for (float candidate : new float[] {near, Math.nextUp(near), Math.nextDown(near)}) {
            if (Forest.belowFloat(candidate) == threshold) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("The threshold (" + threshold
                + ") of the forest must be one of a comparison in floats.\nMaybe the forest is not one of XGBoost.");
    }

    /** The base as a probability, for a forest of log-odds. */
    static float baseScore(Forest forest) {
        if (forest.link() != io.nextbestaction.model.Link.LOGISTIC) {
            throw new IllegalArgumentException("The link (" + forest.link()
                    + ") of the forest must be LOGISTIC.\nMaybe export a boosted forest, not a random one.");
        }
        return (float) io.nextbestaction.model.Link.sigmoid(forest.base());
    }
}
