// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.KernelMachine;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.calibration.Platt;
import io.nextbestaction.models.internal.Checks;
import java.util.Arrays;

/**
 * A support vector machine with a radial kernel (Cortes and Vapnik 1995), solved by sequential minimal optimisation with
 * second-order choice of the pair (Fan, Chen and Lin 2005). Its margin is no log-odds: the raw probability, σ(margin),
 * only keeps the order until Platt's calibration puts it right.
 *
 * <p>Numbers are standardised, columns of 0 and 1 only centred; a missing value counts as the mean of its column. Rows and
 * classes can be weighted: a weight multiplies the cost of the row, and a row of weight 0 is left out. Deterministic: the
 * seed plays no part. Training takes between O(rows²) and O(rows³), so some seconds for 10,000 rows and minutes for
 * 50,000; a listener can cancel it between steps.
 *
 * <p>The scorer holds the support vectors, rows of the training set in scaled units, so a file that holds it is customer
 * data: keep it where those rows may lie, or choose a family that forgets them.
 */
public final class RbfSvm {
    private static final String OWNER = "a support vector machine";

    private RbfSvm() {}

    /** A classifier with the {@linkplain Parameters#defaults() default settings}. */
    public static ClassifierTrainer classifier() {
        return classifier(Parameters.defaults());
    }

    /** A classifier with given settings. */
    public static ClassifierTrainer classifier(Parameters parameters) {
        return new Classifier(parameters);
    }

    /**
     * The settings of a support vector machine; change one with its {@code withX}.
     *
     * @param cost C, the most a single row may count, above 0; less gives a smoother score
     * @param gamma γ of the kernel exp(−γ ‖x − y‖²), at least 0; more gives narrower bumps, 0 takes 1 over the sum of the
     *     variances of the scaled columns
     * @param positiveWeight the weight of a row with the event, above 0, or 0 to balance: both classes then count half of
     *     the rows
     * @param tolerance how far the conditions of the optimum may be broken, above 0
     * @param cacheMegabytes the memory for rows of the kernel matrix, at least 1; all of it takes 4 · rows² bytes
     */
    public record Parameters(double cost, double gamma, double positiveWeight, double tolerance, int cacheMegabytes) {
        private static final Parameters DEFAULTS = new Parameters(2, 0, 1, 1e-3, 256);

        /**
         * Checks every setting.
         *
         * @throws IllegalArgumentException if one is outside its range
         */
        public Parameters {
            Checks.positive(OWNER, "cost", cost, 2);
            Checks.atLeast(OWNER, "gamma", gamma, 0, 0);
            Checks.atLeast(OWNER, "positive weight", positiveWeight, 0, 1);
            Checks.positive(OWNER, "tolerance", tolerance, 1e-3);
            Checks.range(OWNER, "cache", cacheMegabytes, 1, 1_000_000, 256);
        }

        /** C = 2, γ by the variances, classes as they are, tolerance 0.001, 256 megabytes. */
        public static Parameters defaults() {
            return DEFAULTS;
        }

        /** These with another cost. */
        public Parameters withCost(double value) {
            return new Parameters(value, gamma, positiveWeight, tolerance, cacheMegabytes);
        }

        /** These with another γ. */
        public Parameters withGamma(double value) {
            return new Parameters(cost, value, positiveWeight, tolerance, cacheMegabytes);
        }

        /** These with another weight of rows with the event. */
        public Parameters withPositiveWeight(double value) {
            return new Parameters(cost, gamma, value, tolerance, cacheMegabytes);
        }

        /** These with both classes counting the same. */
        public Parameters withBalancedClasses() {
            return withPositiveWeight(0);
        }

        /** These with another tolerance. */
        public Parameters withTolerance(double value) {
            return new Parameters(cost, gamma, positiveWeight, value, cacheMegabytes);
        }

        /** These with another memory for the kernel matrix. */
        public Parameters withCacheMegabytes(int value) {
            return new Parameters(cost, gamma, positiveWeight, tolerance, value);
        }
    }

    private record Classifier(Parameters parameters) implements ClassifierTrainer {

        @Override
        public String describe() {
            String gamma = parameters.gamma == 0 ? "by variance" : Numbers.display(parameters.gamma);
            return "RBF SVM (C " + Numbers.display(parameters.cost) + ", gamma " + gamma
                    + RowWeights.words(parameters.positiveWeight) + ")";
        }

        @Override
        public KernelMachine train(TrainingSet data, long seed, Progress progress) {
            Checks.trainable(data);
            WeighedRows rows = WeighedRows.of(data, parameters.positiveWeight);
            int columns = rows.scales().length;
            // Where no column varies any gamma does.
            double automatic = rows.variance() > 0 ? 1 / rows.variance() : 1;
            double gamma = parameters.gamma > 0 ? parameters.gamma : automatic;
            double[] bounds = rows.weights();
            for (int i = 0; i < bounds.length; i++) {
                bounds[i] *= parameters.cost;
            }
            RbfRows kernel = new RbfRows(rows.values(), columns, gamma, parameters.cacheMegabytes * 1_000_000L);
            Smo solution = Smo.solve(kernel, rows.labels(), bounds, parameters.tolerance, progress);
            return compile(rows, solution, gamma);
        }

        private static KernelMachine compile(WeighedRows rows, Smo solution, double gamma) {
            int columns = rows.scales().length;
            double[] supports = new double[rows.values().length];
            double[] coefficients = new double[rows.labels().length];
            int size = 0;
            for (int i = 0; i < rows.labels().length; i++) {
                double coefficient = solution.coefficient(i);
                if (coefficient != 0) {
                    System.arraycopy(rows.values(), i * columns, supports, size * columns, columns);
                    coefficients[size++] = coefficient;
                }
            }
            return KernelMachine.of(
                    Arrays.copyOf(supports, size * columns),
                    Arrays.copyOf(coefficients, size),
                    solution.bias(),
                    gamma,
                    rows.scales(),
                    rows.means());
        }

        @Override
        public Calibrator calibrator() {
            return Platt.scaling();
        }
    }
}
