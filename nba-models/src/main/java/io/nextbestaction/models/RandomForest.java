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
 * A random forest (Breiman 2001): the mean over deep trees, each leaf the share of events among the training rows in it.
 * Grown by XGBoost as parallel trees of squared error on 0/1, so that missing values take the way learned at each
 * split. Where we differ from Breiman: rows are drawn without replacement, and splits lie between histogram bins.
 */
public final class RandomForest {
    private static final String OWNER = "a random forest";

    private RandomForest() {}

    /** A classifier with the {@linkplain Parameters#defaults() default settings}. */
    public static ClassifierTrainer classifier() {
        return classifier(Parameters.defaults());
    }

    /** A classifier with given settings. */
    public static ClassifierTrainer classifier(Parameters parameters) {
        return new Classifier(parameters);
    }

    /**
     * The settings of a random forest; change one with its {@code withX}.
     *
     * @param trees how many, at least 1
     * @param leafRows the least training rows of a leaf, at least 1
     * @param depth the most splits from root to leaf, 1 to 30
     * @param rowShare the part of the rows each tree sees, drawn without replacement, above 0 to 1
     * @param columnShare the part of the columns each split chooses from, above 0 to 1
     * @param threads the threads that build histograms, at least 1; more pay from about 100,000 rows on idle cores. We
     *     saw the same bits for 1, 2 and 4, which XGBoost does not promise
     */
    public record Parameters(int trees, int leafRows, int depth, double rowShare, double columnShare, int threads) {
        private static final Parameters DEFAULTS = new Parameters(300, 5, 20, 0.632, 0.4, 1);

        /**
         * Checks every setting.
         *
         * @throws IllegalArgumentException if one is outside its range
         */
        public Parameters {
            Checks.range(OWNER, "trees", trees, 1, 100_000, 300);
            Checks.range(OWNER, "least rows of a leaf", leafRows, 1, 1_000_000, 5);
            Checks.range(OWNER, "depth", depth, 1, 30, 20);
            Checks.share(OWNER, "row share", rowShare, 0.632);
            Checks.share(OWNER, "column share", columnShare, 0.4);
            Checks.range(OWNER, "threads", threads, 1, 1024, 1);
        }

        /** 300 trees, 5 rows a leaf, depth 20, rows 0.632, columns 0.4, one thread. */
        public static Parameters defaults() {
            return DEFAULTS;
        }

        /** These with another number of trees. */
        public Parameters withTrees(int value) {
            return new Parameters(value, leafRows, depth, rowShare, columnShare, threads);
        }

        /** These with another least number of rows of a leaf. */
        public Parameters withLeafRows(int value) {
            return new Parameters(trees, value, depth, rowShare, columnShare, threads);
        }

        /** These with another depth. */
        public Parameters withDepth(int value) {
            return new Parameters(trees, leafRows, value, rowShare, columnShare, threads);
        }

        /** These with another share of rows. */
        public Parameters withRowShare(double value) {
            return new Parameters(trees, leafRows, depth, value, columnShare, threads);
        }

        /** These with another share of columns. */
        public Parameters withColumnShare(double value) {
            return new Parameters(trees, leafRows, depth, rowShare, value, threads);
        }

        /** These with another number of threads. */
        public Parameters withThreads(int value) {
            return new Parameters(trees, leafRows, depth, rowShare, columnShare, value);
        }
    }

    private record Classifier(Parameters parameters) implements ClassifierTrainer {

        @Override
        public String describe() {
            return "random forest (" + parameters.trees + " trees, " + parameters.leafRows + " rows a leaf)";
        }

        @Override
        public Forest train(TrainingSet data, long seed, Progress progress) {
            Checks.trainable(data);
            Map<String, Object> settings = Map.of(
                    "max_depth", parameters.depth,
                    "min_child_weight", parameters.leafRows,
                    "subsample", parameters.rowShare,
                    "colsample_bynode", parameters.columnShare,
                    "alpha", 0,
                    "nthread", parameters.threads);
            return XgBoost.averaged(data, settings, parameters.trees, seed, progress);
        }

        @Override
        public Calibrator calibrator() {
            return Platt.scaling();
        }
    }
}
