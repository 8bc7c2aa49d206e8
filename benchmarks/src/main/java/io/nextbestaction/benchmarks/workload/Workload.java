// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.workload;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.GradientBoosting;

/** The forests measured: boosted trees on the synthetic bank, trained by our own {@link GradientBoosting}. */
public enum Workload {
    /** Small: 100 trees of depth 4. */
    S(100, 4),
    /** Medium: 300 trees of depth 6. */
    M(300, 6),
    /** Large: 1,000 trees of depth 8. */
    L(1000, 8);

    private static final int CUSTOMERS = 50_000;
    private static final long SEED = 1;

    private final int trees;
    private final int depth;

    Workload(int trees, int depth) {
        this.trees = trees;
        this.depth = depth;
    }

    /** The forest; trained once, then kept in {@link Cache#directory()}. */
    public Forest forest() {
        return forest(SEED);
    }

    /** A forest of the same shape from another training seed. */
    public Forest forest(long seed) {
        return ForestFile.cached(
                "forest-" + name() + "-" + seed, () -> train(BankData.training(CUSTOMERS), trees, depth, seed));
    }

    /** A forest of this shape on other data. */
    Forest train(TrainingSet data, long seed) {
        return train(data, trees, depth, seed);
    }

    /** The first trees of the forest, no more than it has. */
    public Forest first(int count) {
        Forest whole = forest();
        Forest.Builder first = Forest.builder(whole.inputs(), whole.link(), whole.base());
        for (int t = 0; t < count; t++) {
            copy(whole, t, first);
        }
        return first.build();
    }

    /** A boosted forest of so many trees and depth. */
    public static Forest train(TrainingSet data, int trees, int depth, long seed) {
        GradientBoosting.Parameters parameters =
                GradientBoosting.Parameters.defaults().withRounds(trees).withDepth(depth);
        return (Forest) GradientBoosting.classifier(parameters).train(data, seed, Progress.NONE);
    }

    private static void copy(Forest forest, int tree, Forest.Builder builder) {
        int root = forest.root(tree);
        int size = (tree + 1 < forest.trees() ? forest.root(tree + 1) : forest.nodes()) - root;
        int[] feature = new int[size];
        double[] value = new double[size];
        boolean[] missingLeft = new boolean[size];
        int[] left = new int[size];
        int[] right = new int[size];
        double[] cover = new double[size];
        for (int n = 0; n < size; n++) {
            int node = root + n;
            boolean leaf = forest.isLeaf(node);
            feature[n] = leaf ? -1 : forest.feature(node);
            value[n] = leaf ? forest.leafValue(node) : forest.threshold(node);
            missingLeft[n] = !leaf && forest.missingLeft(node);
            left[n] = leaf ? -1 : forest.left(node) - root;
            right[n] = leaf ? -1 : forest.right(node) - root;
            cover[n] = forest.cover(node);
        }
        builder.tree(feature, value, missingLeft, left, right, cover);
    }
}
