// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.NaiveBayes;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.calibration.Platt;
import io.nextbestaction.models.internal.Checks;
import io.nextbestaction.models.internal.Standard;

/**
 * Gaussian naive Bayes: in each class every column is normal and independent of the others. Missing values are left out,
 * in training and in scoring; a constant column, or one never known in a class, is left out altogether. Rows and classes
 * can be weighted. Fast and often well ranked, but over-confident where columns repeat each other: calibrate it.
 *
 * <p>Numbers are standardised first, columns of 0 and 1 only centred, so that no column is smoothed away by the units of
 * another. Deterministic: the seed plays no part. O(rows · columns).
 */
public final class GaussianNaiveBayes {
    private static final String OWNER = "naive Bayes";

    private GaussianNaiveBayes() {}

    /** A classifier with the {@linkplain Parameters#defaults() default settings}. */
    public static ClassifierTrainer classifier() {
        return classifier(Parameters.defaults());
    }

    /** A classifier with given settings. */
    public static ClassifierTrainer classifier(Parameters parameters) {
        return new Classifier(parameters);
    }

    /**
     * The settings of naive Bayes; change one with its {@code withX}.
     *
     * @param smoothing what is added to every variance, as a part of the largest variance of a scaled column, at least
     *     1e-12; without it a column constant in one class would decide alone
     * @param positiveWeight the weight of a row with the event, above 0, or 0 to balance: it moves the prior odds, and so
     *     shifts the raw probabilities, which calibration then puts right
     */
    public record Parameters(double smoothing, double positiveWeight) {

        /**
         * Checks every setting.
         *
         * @throws IllegalArgumentException if one is outside its range
         */
        public Parameters {
            Checks.atLeast(OWNER, "smoothing", smoothing, 1e-12, 1e-6);
            Checks.atLeast(OWNER, "positive weight", positiveWeight, 0, 1);
        }

        /** A smoothing of 1e-6, classes as they are. */
        public static Parameters defaults() {
            return new Parameters(1e-6, 1);
        }

        /** These with another smoothing. */
        public Parameters withSmoothing(double value) {
            return new Parameters(value, positiveWeight);
        }

        /** These with another weight of rows with the event. */
        public Parameters withPositiveWeight(double value) {
            return new Parameters(smoothing, value);
        }

        /** These with both classes counting the same. */
        public Parameters withBalancedClasses() {
            return withPositiveWeight(0);
        }
    }

    private record Classifier(Parameters parameters) implements ClassifierTrainer {

        @Override
        public String describe() {
            return "Gaussian naive Bayes (smoothing " + Numbers.display(parameters.smoothing)
                    + RowWeights.words(parameters.positiveWeight) + ")";
        }

        @Override
        public NaiveBayes train(TrainingSet data, long seed, Progress progress) {
            Checks.trainable(data);
            progress.update("training", 0, 1);
            Standard standard = Standard.of(data.features()).keepingFlags();
            double[] weights = RowWeights.of(data, parameters.positiveWeight);
            double[] scaled = standard.scale(data.features());
            int columns = standard.columns();
            double added = parameters.smoothing * largestVariance(standard);
            double[][] means = new double[2][columns];
            double[][] variances = new double[2][columns];
            for (int j = 0; j < columns; j++) {
                double[] no = moments(data, scaled, weights, j, false);
                double[] yes = moments(data, scaled, weights, j, true);
                boolean used = standard.active(j) && no[2] > 0 && yes[2] > 0;
                double deviation = standard.deviation(j);
                for (int c = 0; c < 2; c++) {
                    double[] moments = c == 0 ? no : yes;
                    means[c][j] = standard.mean(j) + (used ? deviation * moments[0] : 0);
                    variances[c][j] = used ? deviation * deviation * (moments[1] + added) : Double.POSITIVE_INFINITY;
                }
            }
            progress.update("training", 1, 1);
            return NaiveBayes.of(prior(data, weights), means[0], variances[0], means[1], variances[1]);
        }

        /** Mean, variance and weight of the known values of a scaled column in one class. */
        private static double[] moments(
                TrainingSet data, double[] scaled, double[] weights, int column, boolean event) {
            double[] moments = new double[3];
            for (int pass = 0; pass < 2; pass++) {
                double sum = 0;
                double weight = 0;
                for (int i = 0; i < weights.length; i++) {
                    if (data.labels()[i] == event
                            && !Double.isNaN(data.features().get(i, column))) {
                        double value = scaled[i * data.features().columns() + column] - moments[0];
                        sum += weights[i] * (pass == 0 ? value : value * value);
                        weight += weights[i];
                    }
                }
                moments[pass] = weight > 0 ? sum / weight : 0;
                moments[2] = weight;
            }
            return moments;
        }

        private static double largestVariance(Standard standard) {
            double largest = 0;
            for (int j = 0; j < standard.columns(); j++) {
                if (standard.active(j)) {
                    largest = Math.max(largest, standard.scaledVariance(j));
                }
            }
            return largest;
        }

        private static double prior(TrainingSet data, double[] weights) {
            double yes = 0;
            double all = 0;
            for (int i = 0; i < weights.length; i++) {
                yes += data.labels()[i] ? weights[i] : 0;
                all += weights[i];
            }
            return Link.logit(yes / all);
        }

        @Override
        public Calibrator calibrator() {
            return Platt.scaling();
        }
    }
}
