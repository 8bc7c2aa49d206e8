// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.MulticlassSet;
import java.util.Arrays;
import java.util.List;

/**
 * Probabilities of several classes on rows the model has not seen, with the class each row turned out to be.
 *
 * <p>Probabilities only: a row must sum to 1. Where several classes are equally likely the first is predicted. Immutable
 * and thread-safe.
 */
public final class MulticlassPredictions {
    private static final double EDGE = 1e-6;
    private static final double SUM_TOLERANCE = 1e-6;

    private final List<String> classes;
    /** Row-major [rows × classes]. */
    private final double[] probabilities;

    private final int[] labels;

    private MulticlassPredictions(List<String> classes, double[] probabilities, int[] labels) {
        this.classes = classes;
        this.probabilities = probabilities;
        this.labels = labels;
    }

    /**
     * Takes a copy of probabilities and true classes of the same rows.
     *
     * @param classes the class names, at least two
     * @param probabilities row-major [rows × classes], each in [0, 1], a row summing to 1 within 1e-6
     * @param labels the index of the true class of each row
     * @throws IllegalArgumentException if any of this does not hold, or there is no row
     */
    public static MulticlassPredictions of(List<String> classes, double[] probabilities, int[] labels) {
        List<String> names = List.copyOf(classes);
        int k = names.size();
        if (k < 2) {
            throw new IllegalArgumentException("The classes (" + k + ") must be at least 2.");
        }
        if (labels.length == 0) {
            throw new IllegalArgumentException(
                    "The rows (0) of an evaluation must be at least 1.\nMaybe the held-out part is empty.");
        }
        if (probabilities.length != (long) labels.length * k) {
            throw new IllegalArgumentException("The probabilities (" + probabilities.length + ") must be as many as "
                    + labels.length + " rows by " + k + " classes.");
        }
        for (int i = 0; i < labels.length; i++) {
            ConfusionMatrix.check("label", labels[i], i, k);
            double sum = 0;
            for (int c = 0; c < k; c++) {
                double p = probabilities[i * k + c];
                if (!(p >= 0 && p <= 1)) {
                    throw new IllegalArgumentException(
                            "The probability (" + p + ") of row " + (i + 1) + " must lie in [0, 1].");
                }
                sum += p;
            }
            if (Math.abs(sum - 1) > SUM_TOLERANCE) {
                throw new IllegalArgumentException("The probabilities (sum " + sum + ") of row " + (i + 1)
                        + " must sum to 1.\nMaybe they are scores of one class against the rest: divide by their sum.");
            }
        }
        return new MulticlassPredictions(names, probabilities.clone(), labels.clone());
    }

    /**
     * The probabilities a model gives to rows it has not seen.
     *
     * @throws IllegalArgumentException if the classes differ, or there is no row
     */
    public static MulticlassPredictions of(MulticlassModel model, MulticlassSet held) {
        if (!model.classes().equals(held.classes())) {
            throw new IllegalArgumentException(
                    "The classes (" + model.classes().size() + ") of the model must be those of the rows ("
                            + held.classes().size() + "), in order.");
        }
        return of(model.classes(), model.probabilities(held.features()), held.labels());
    }

    /** The number of rows. */
    public int rows() {
        return labels.length;
    }

    /** The class names. */
    public List<String> classes() {
        return classes;
    }

    /** The most probable class of a row, by index; the first of equals. */
    public int predicted(int row) {
        int best = 0;
        for (int c = 1; c < classes.size(); c++) {
            if (probability(row, c) > probability(row, best)) {
                best = c;
            }
        }
        return best;
    }

    /** The class a row turned out to be, by index. */
    public int label(int row) {
        return labels[row];
    }

    /** The probability of a class in a row, both from 0. */
    public double probability(int row, int index) {
        return probabilities[row * classes.size() + index];
    }

    /** The most probable classes against the true ones. */
    public ConfusionMatrix confusion() {
        int[] predicted = new int[rows()];
        for (int i = 0; i < predicted.length; i++) {
            predicted[i] = predicted(i);
        }
        return ConfusionMatrix.of(classes, predicted, labels);
    }

    /** The predictions of one class against the rest; a class that occurs in no or every row lacks a side. */
    public Predictions oneVersusRest(int index) {
        double[] p = new double[rows()];
        boolean[] y = new boolean[rows()];
        for (int i = 0; i < p.length; i++) {
            p[i] = probability(i, index);
            y[i] = labels[i] == index;
        }
        return Predictions.ofCertain(p, y);
    }

    /**
     * The area under the ROC curve of each class against the rest, averaged, in [0, 1]. Micro ranks all pairs of row and
     * class together. Macro and weighted leave out a class that occurs in no row; NaN if only one class occurs.
     */
    public double auc(Average average) {
        int k = classes.size();
        if (average == Average.MICRO) {
            boolean[] y = new boolean[probabilities.length];
            for (int i = 0; i < labels.length; i++) {
                y[i * k + labels[i]] = true;
            }
            return Predictions.ofCertain(probabilities, y).auc();
        }
        double sum = 0;
        double weights = 0;
        for (int c = 0; c < k; c++) {
            Predictions one = oneVersusRest(c);
            if (one.positives() > 0) {
                double weight = average == Average.MACRO ? 1 : one.positives();
                sum += weight * one.auc();
                weights += weight;
            }
        }
        return sum / weights;
    }

    /** The mean negative log-likelihood of the true class, natural, probabilities clipped to 1e-6 from the edge. */
    public double logLoss() {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum -= StrictMath.log(Math.max(EDGE, Math.min(1 - EDGE, probability(i, labels[i]))));
        }
        return sum / rows();
    }

    /** The mean over rows of the squared error summed over classes (Brier 1950), in [0, 2]. */
    public double brier() {
        double sum = 0;
        int k = classes.size();
        for (int i = 0; i < probabilities.length; i++) {
            double error = probabilities[i] - (labels[i / k] == i % k ? 1 : 0);
            sum += error * error;
        }
        return sum / rows();
    }

    /** These rows, each as often as its weight says: a bootstrap replicate. */
    MulticlassPredictions resampled(int[] weights) {
        int k = classes.size();
        double[] p = new double[probabilities.length];
        int[] y = new int[rows()];
        int next = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int w = weights[i]; w > 0; w--) {
                System.arraycopy(probabilities, i * k, p, next * k, k);
                y[next++] = labels[i];
            }
        }
        return new MulticlassPredictions(classes, p, y);
    }

    boolean sameLabels(MulticlassPredictions other) {
        return classes.equals(other.classes) && Arrays.equals(labels, other.labels);
    }
}
