// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.workload;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Forest;
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

    /** A boosted forest of so many trees and depth. */
    public static Forest train(io.nextbestaction.model.TrainingSet data, int trees, int depth, long seed) {
        GradientBoosting.Parameters parameters =
                GradientBoosting.Parameters.defaults().withRounds(trees).withDepth(depth);
        return (Forest) GradientBoosting.classifier(parameters).train(data, seed, Progress.NONE);
    }
}
