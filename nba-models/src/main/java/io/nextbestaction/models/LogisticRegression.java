// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.calibration.Platt;
import io.nextbestaction.models.internal.Checks;
import io.nextbestaction.models.internal.Standard;
import io.nextbestaction.models.tribuo.LibLinear;

/**
 * Logistic regression with an L2 penalty, by LIBLINEAR (Fan et al. 2008). Numbers are standardised in training, columns
 * of 0 and 1 only centred, and the scaling folded back, so weights are in units of the features. A missing value counts
 * as the mean of its column, a constant column weighs nothing. The bias is penalised like a weight. Deterministic: the
 * seed plays no part.
 */
public final class LogisticRegression {
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
     * The settings of logistic regression.
     *
     * @param cost C, the weight of the likelihood against the penalty ‖w‖²/2, above 0; less shrinks the weights more
     */
    public record Parameters(double cost) {

        /**
         * Checks the cost.
         *
         * @throws IllegalArgumentException if it is not above 0 and finite
         */
        public Parameters {
            Checks.positive("logistic regression", "cost", cost, 1);
        }

        /** C = 1. */
        public static Parameters defaults() {
            return new Parameters(1);
        }

        /** These with another cost. */
        public Parameters withCost(double value) {
            return new Parameters(value);
        }
    }

    private record Classifier(Parameters parameters) implements ClassifierTrainer {

        @Override
        public String describe() {
            return "logistic regression (L2, C " + Numbers.display(parameters.cost) + ")";
        }

        @Override
        public LinearModel train(TrainingSet data, long seed, Progress progress) {
            Checks.trainable(data);
            Standard standard = Standard.of(data.features()).keepingFlags();
            progress.update("training", 0, 1);
            int columns = standard.columns();
            double[] scaled =
                    LibLinear.logistic(standard.scale(data.features()), columns, data.labels(), parameters.cost);
            double[] weights = new double[columns];
            double bias = scaled[columns];
            for (int j = 0; j < columns; j++) {
                if (standard.active(j)) {
                    weights[j] = scaled[j] / standard.deviation(j);
                    bias -= weights[j] * standard.mean(j);
                }
            }
            progress.update("training", 1, 1);
            return LinearModel.of(weights, bias, standard.means(), Link.LOGISTIC);
        }

        @Override
        public Calibrator calibrator() {
            return Platt.scaling();
        }
    }
}
