// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.calibration.Platt;
import io.nextbestaction.models.internal.Checks;
import io.nextbestaction.models.tribuo.XgBoost;
import java.util.Map;

/**
 * One classification tree (Breiman et al. 1984), each leaf the share of events among the training rows in it, each split
 * the one of least squared error, which for two classes is that of least Gini impurity. Grown by XGBoost, so that missing
 * values take the way learned at each split; splits lie between histogram bins. Deterministic: the seed plays no part.
 */
public final class DecisionTree {
    private static final String OWNER = "a decision tree";

    private DecisionTree() {}

    /** A classifier with the {@linkplain Parameters#defaults() default settings}. */
    public static ClassifierTrainer classifier() {
        return classifier(Parameters.defaults());
    }

    /** A classifier with given settings. */
    public static ClassifierTrainer classifier(Parameters parameters) {
        return new Classifier(parameters);
    }

    /**
     * The settings of a decision tree; change one with its {@code withX}.
     *
     * @param depth the most splits from root to leaf, 1 to 30
     * @param leafRows the least training rows of a leaf, or their weight, at least 1
     * @param bins the most bins of a column, 2 to 65,536; a column with no more distinct values is split exactly
     * @param threads the threads that build histograms, at least 1
     */
    public record Parameters(int depth, int leafRows, int bins, int threads) {
        private static final Parameters DEFAULTS = new Parameters(6, 20, 256, 1);

        /**
         * Checks every setting.
         *
         * @throws IllegalArgumentException if one is outside its range
         */
        public Parameters {
            Checks.range(OWNER, "depth", depth, 1, 30, 6);
            Checks.range(OWNER, "leaf rows", leafRows, 1, Integer.MAX_VALUE, 20);
            Checks.range(OWNER, "bins", bins, 2, 65_536, 256);
            Checks.range(OWNER, "threads", threads, 1, 1024, 1);
        }

        /** Depth 6, 20 rows a leaf, 256 bins, one thread. */
        public static Parameters defaults() {
            return DEFAULTS;
        }

        /** These with another depth. */
        public Parameters withDepth(int value) {
            return new Parameters(value, leafRows, bins, threads);
        }

        /** These with another least number of rows of a leaf. */
        public Parameters withLeafRows(int value) {
            return new Parameters(depth, value, bins, threads);
        }

        /** These with another number of bins. */
        public Parameters withBins(int value) {
            return new Parameters(depth, leafRows, value, threads);
        }

        /** These with another number of threads. */
        public Parameters withThreads(int value) {
            return new Parameters(depth, leafRows, bins, value);
        }
    }

    private record Classifier(Parameters parameters) implements ClassifierTrainer {

        @Override
        public String describe() {
            return "decision tree (depth " + parameters.depth + ", " + parameters.leafRows + " rows a leaf)";
        }

        @Override
        public Forest train(TrainingSet data, long seed, Progress progress) {
            Checks.trainable(data);
            Map<String, Object> settings = Map.of(
                    "max_depth", parameters.depth,
                    "min_child_weight", parameters.leafRows,
                    "max_bin", parameters.bins,
                    "alpha", 0,
                    "nthread", parameters.threads);
            return XgBoost.averaged(data, settings, 1, seed, progress);
        }

        @Override
        public Calibrator calibrator() {
            return Platt.scaling();
        }
    }
}
