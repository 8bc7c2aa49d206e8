// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.calibration.Platt;
import io.nextbestaction.models.internal.Checks;
import io.nextbestaction.models.tribuo.LibLinear;

/**
 * Logistic regression with an L2 penalty, by LIBLINEAR (Fan et al. 2008). Numbers are standardised in training, columns
 * of 0 and 1 only centred, and the scaling folded back, so weights are in units of the features. A missing value counts
 * as the mean of its column, a constant column weighs nothing. The bias is penalised like a weight. Classes can be
 * weighted, rows cannot: a weighted training set is refused. Deterministic: the seed plays no part.
 *
 * <p>The solver runs to its end: a listener can cancel before and after it only.
 */
public final class LogisticRegression {
    private static final String OWNER = "logistic regression";

    private LogisticRegression() {}

    /** A classifier with C = 1. */
    public static ClassifierTrainer classifier() {
        return classifier(Parameters.defaults());
    }

    /** A classifier with given settings. */
    public static ClassifierTrainer classifier(Parameters parameters) {
        return new Classifier(parameters);
    }

    /**
     * The settings of logistic regression; change one with its {@code withX}.
     *
     * @param cost C, the weight of the likelihood against the penalty ‖w‖²/2, above 0; less shrinks the weights more
     * @param positiveWeight the weight of a row with the event, above 0, or 0 to balance: both classes then count half of
     *     the rows. Other than 1 it shifts the raw probabilities, which calibration then puts right
     */
    public record Parameters(double cost, double positiveWeight) {

        /**
         * Checks every setting.
         *
         * @throws IllegalArgumentException if one is outside its range
         */
        public Parameters {
            Checks.positive(OWNER, "cost", cost, 1);
            Checks.atLeast(OWNER, "positive weight", positiveWeight, 0, 1);
        }

        /** C = 1, classes as they are. */
        public static Parameters defaults() {
            return new Parameters(1, 1);
        }

        /** These with another cost. */
        public Parameters withCost(double value) {
            return new Parameters(value, positiveWeight);
        }

        /** These with another weight of rows with the event. */
        public Parameters withPositiveWeight(double value) {
            return new Parameters(cost, value);
        }

        /** These with both classes counting the same. */
        public Parameters withBalancedClasses() {
            return withPositiveWeight(0);
        }
    }

    private record Classifier(Parameters parameters) implements ClassifierTrainer {

        @Override
        public String describe() {
            return "logistic regression (L2, C " + Numbers.display(parameters.cost)
                    + RowWeights.words(parameters.positiveWeight) + ")";
        }

        @Override
        public LinearModel train(TrainingSet data, long seed, Progress progress) {
            Checks.unweighted(data, OWNER);
            return LinearFit.fit(data, LibLinear.Loss.LOGISTIC, parameters.cost, parameters.positiveWeight, progress);
        }

        @Override
        public Calibrator calibrator() {
            return Platt.scaling();
        }
    }
}
