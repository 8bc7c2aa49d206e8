// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Neighbors;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.calibration.Platt;
import io.nextbestaction.models.internal.Checks;

/**
 * k nearest neighbours (Cover and Hart 1967): the share of events among the training rows most alike. Numbers are
 * standardised, columns of 0 and 1 only centred; a missing value counts as the mean of its column, in training and in
 * scoring. The search is exact, equal distances go to the earlier row. Rows and classes can be weighted: they weigh the
 * votes; a row of weight 0 is left out. Deterministic: the seed plays no part.
 *
 * <p>The scorer holds every training row in scaled units, so a file that holds it is customer data: keep it where those
 * rows may lie, or choose a family that forgets them. A score costs O(rows · columns).
 */
public final class NearestNeighbors {
    private static final String OWNER = "nearest neighbours";

    private NearestNeighbors() {}

    /** A classifier with the {@linkplain Parameters#defaults() default settings}. */
    public static ClassifierTrainer classifier() {
        return classifier(Parameters.defaults());
    }

    /** A classifier with given settings. */
    public static ClassifierTrainer classifier(Parameters parameters) {
        return new Classifier(parameters);
    }

    /**
     * The settings of nearest neighbours; change one with its {@code withX}.
     *
     * @param neighbors how many vote, at least 1; all rows where there are fewer
     * @param byDistance whether a vote is divided by its distance, rows at distance 0 outvoting all others
     * @param positiveWeight the weight of a row with the event, above 0, or 0 to balance: both classes then count half of
     *     the rows. Other than 1 it shifts the raw probabilities, which calibration then puts right
     */
    public record Parameters(int neighbors, boolean byDistance, double positiveWeight) {

        /**
         * Checks every setting.
         *
         * @throws IllegalArgumentException if one is outside its range
         */
        public Parameters {
            Checks.range(OWNER, "number", neighbors, 1, 10_000, 50);
            Checks.atLeast(OWNER, "positive weight", positiveWeight, 0, 1);
        }

        /** 50 neighbours, votes by distance, classes as they are. */
        public static Parameters defaults() {
            return new Parameters(50, true, 1);
        }

        /** These with another number of neighbours. */
        public Parameters withNeighbors(int value) {
            return new Parameters(value, byDistance, positiveWeight);
        }

        /** These with votes divided by their distance, or not. */
        public Parameters withByDistance(boolean value) {
            return new Parameters(neighbors, value, positiveWeight);
        }

        /** These with another weight of rows with the event. */
        public Parameters withPositiveWeight(double value) {
            return new Parameters(neighbors, byDistance, value);
        }

        /** These with both classes counting the same. */
        public Parameters withBalancedClasses() {
            return withPositiveWeight(0);
        }
    }

    private record Classifier(Parameters parameters) implements ClassifierTrainer {

        @Override
        public String describe() {
            return "nearest neighbours (" + parameters.neighbors + (parameters.byDistance ? ", by distance" : "")
                    + RowWeights.words(parameters.positiveWeight) + ")";
        }

        @Override
        public Neighbors train(TrainingSet data, long seed, Progress progress) {
            Checks.trainable(data);
            progress.update("training", 0, 1);
            WeighedRows rows = WeighedRows.of(data, parameters.positiveWeight);
            double[] votes = rows.weights();
            for (int i = 0; i < votes.length; i++) {
                votes[i] = rows.labels()[i] ? votes[i] : -votes[i];
            }
            int k = Math.min(parameters.neighbors, votes.length);
            progress.update("training", 1, 1);
            return Neighbors.of(rows.values(), votes, k, parameters.byDistance, rows.scales(), rows.means());
        }

        @Override
        public Calibrator calibrator() {
            return Platt.scaling();
        }
    }
}
