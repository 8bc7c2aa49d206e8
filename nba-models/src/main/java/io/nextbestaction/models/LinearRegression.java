// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.RegressionSet;
import io.nextbestaction.model.RegressorTrainer;
import io.nextbestaction.models.internal.Checks;
import io.nextbestaction.models.internal.LeastSquares;
import io.nextbestaction.models.internal.Standard;

/**
 * Linear regression by weighted least squares, with an L2 penalty where asked (ridge; Hoerl and Kennard 1970), solved by QR.
 * Columns are standardised in training and the scaling folded back, so weights are in units of the features; the constant
 * term is not penalised. A missing value counts as the mean of its column; a constant column, and without a penalty one that
 * others determine, weighs nothing. Deterministic: the seed plays no part. O(rows · columns²), with one copy of the rows.
 */
public final class LinearRegression {
    private LinearRegression() {}

    /** Least squares without a penalty. */
    public static RegressorTrainer regressor() {
        return regressor(Parameters.defaults());
    }

    /** A regressor with given settings. */
    public static RegressorTrainer regressor(Parameters parameters) {
        return new Regressor(parameters);
    }

    /**
     * The settings of linear regression.
     *
     * @param penalty λ in Σ weight · error² + λ‖β‖², β on standardised columns and weights of mean 1, at least 0
     */
    public record Parameters(double penalty) {

        /**
         * Checks the penalty.
         *
         * @throws IllegalArgumentException if it is negative or not finite
         */
        public Parameters {
            Checks.atLeast("linear regression", "penalty", penalty, 0, 0);
        }

        /** No penalty. */
        public static Parameters defaults() {
            return new Parameters(0);
        }

        /** These with another penalty. */
        public Parameters withPenalty(double value) {
            return new Parameters(value);
        }
    }

    private record Regressor(Parameters parameters) implements RegressorTrainer {

        @Override
        public String describe() {
            return parameters.penalty == 0
                    ? "linear regression"
                    : "linear regression (L2, λ " + Numbers.display(parameters.penalty) + ")";
        }

        @Override
        public LinearModel train(RegressionSet data, long seed, Progress progress) {
            Checks.trainable(data);
            progress.update("training", 0, 1);
            Standard standard = Standard.of(data.features());
            int rows = data.rows();
            int columns = standard.columns();
            int penalties = parameters.penalty > 0 ? columns : 0;
            double[] scaled = standard.scale(data.features());
            double[] centres = centres(scaled, data, columns);
            double mean = data.mean();
            double[] a = new double[(rows + penalties) * columns];
            double[] y = new double[rows + penalties];
            double unit = rows / data.totalWeight();
            for (int i = 0; i < rows; i++) {
                double root = data.weighted() ? Math.sqrt(data.weights()[i] * unit) : 1;
                y[i] = root * (data.targets()[i] - mean);
                for (int j = 0; j < columns; j++) {
                    a[i * columns + j] = root * (scaled[i * columns + j] - centres[j]);
                }
            }
            for (int j = 0; j < penalties; j++) {
                a[(rows + j) * columns + j] = Math.sqrt(parameters.penalty);
            }
            double[] weights = LeastSquares.solve(a, y, columns);
            double bias = mean;
            for (int j = 0; j < columns; j++) {
                bias -= weights[j] * centres[j];
                weights[j] = standard.active(j) ? weights[j] / standard.deviation(j) : 0;
                bias -= weights[j] * standard.mean(j);
            }
            progress.update("training", 1, 1);
            return LinearModel.of(weights, bias, standard.means(), Link.IDENTITY);
        }

        /** The weighted means of the scaled columns: around them the constant term drops out. */
        private static double[] centres(double[] scaled, RegressionSet data, int columns) {
            double[] centres = new double[columns];
            double total = data.totalWeight();
            for (int i = 0; i < scaled.length; i++) {
                double weight = data.weighted() ? data.weights()[i / columns] : 1;
                centres[i % columns] += weight * scaled[i] / total;
            }
            return centres;
        }
    }
}
