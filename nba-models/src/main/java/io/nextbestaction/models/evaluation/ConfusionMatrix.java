// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * How often each class was predicted for each class that was true [classes × classes], and the metrics it defines.
 *
 * <p>Where a denominator is 0 the metric of a class is 0, as in {@link Confusion}. A class that is neither true nor
 * predicted in any row counts in no average, as in scikit-learn. Immutable.
 */
public final class ConfusionMatrix {
    private final List<String> classes;
    /** Row-major: true class, predicted class. */
    private final long[] counts;

    private ConfusionMatrix(List<String> classes, long[] counts) {
        this.classes = classes;
        this.counts = counts;
    }

    /**
     * The counts of predicted against true classes, both as indices into the class names; O(n).
     *
     * @throws IllegalArgumentException if there are fewer than two classes, lengths differ or are 0, or an index names no
     *     class
     */
    public static ConfusionMatrix of(List<String> classes, int[] predicted, int[] labels) {
        List<String> names = List.copyOf(classes);
        if (names.size() < 2) {
            throw new IllegalArgumentException("The classes (" + names.size() + ") must be at least 2.");
        }
        if (predicted.length != labels.length || labels.length == 0) {
            throw new IllegalArgumentException("The predicted classes (" + predicted.length
                    + ") must be as many as the labels (" + labels.length + ") and at least 1.");
        }
        long[] counts = new long[names.size() * names.size()];
        for (int i = 0; i < labels.length; i++) {
            check("label", labels[i], i, names.size());
            check("predicted class", predicted[i], i, names.size());
            counts[labels[i] * names.size() + predicted[i]]++;
        }
        return new ConfusionMatrix(names, counts);
    }

    static void check(String thing, int index, int row, int classes) {
        if (index < 0 || index >= classes) {
            throw new IllegalArgumentException("The " + thing + " (" + index + ") of row " + (row + 1)
                    + " must be a class index from 0 to " + (classes - 1) + ".");
        }
    }

    /** The class names. */
    public List<String> classes() {
        return classes;
    }

    /** How many rows of one class were predicted to be of another, by index. */
    public long count(int actual, int predicted) {
        return counts[actual * classes.size() + predicted];
    }

    /** All rows. */
    public long rows() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** One class against the rest. */
    public Confusion oneVersusRest(int index) {
        long hits = count(index, index);
        long actual = actual(index);
        long predicted = predicted(index);
        return new Confusion(hits, predicted - hits, rows() - actual - predicted + hits, actual - hits);
    }

    /** The share of rows predicted rightly, in [0, 1]; also the micro precision, recall and F. */
    public double accuracy() {
        return Confusion.share(hits(), rows());
    }

    /** The mean recall of the classes that are true in some row, in [0, 1]. */
    public double balancedAccuracy() {
        double sum = 0;
        int occurring = 0;
        for (int c = 0; c < classes.size(); c++) {
            if (actual(c) > 0) {
                sum += Confusion.share(count(c, c), actual(c));
                occurring++;
            }
        }
        return sum / occurring;
    }

    /** Precision over all classes, in [0, 1]. */
    public double precision(Average average) {
        return average(average, c -> Confusion.share(count(c, c), predicted(c)));
    }

    /** Recall over all classes, in [0, 1]. */
    public double recall(Average average) {
        return average(average, c -> Confusion.share(count(c, c), actual(c)));
    }

    /** F1 over all classes, in [0, 1]: the mean of the F1 of each, not the F1 of the means. */
    public double f1(Average average) {
        return fBeta(average, 1);
    }

    /**
     * F-beta over all classes, in [0, 1].
     *
     * @param beta how many times as much recall counts as precision
     * @throws IllegalArgumentException if beta is not finite and above 0
     */
    public double fBeta(Average average, double beta) {
        return average(average, c -> Confusion.fBeta(count(c, c), actual(c), predicted(c), beta));
    }

    /** Matthews' correlation of several classes (Gorodkin 2004), in [-1, 1]; 0 if only one class is true or predicted. */
    public double matthews() {
        double n = rows();
        double agreement = hits() * n;
        double actualSpread = n * n;
        double predictedSpread = n * n;
        for (int c = 0; c < classes.size(); c++) {
            double actual = actual(c);
            double predicted = predicted(c);
            agreement -= actual * predicted;
            actualSpread -= actual * actual;
            predictedSpread -= predicted * predicted;
        }
        double scale = Math.sqrt(actualSpread) * Math.sqrt(predictedSpread);
        return scale == 0 ? 0 : Math.max(-1, Math.min(1, agreement / scale));
    }

    private double average(Average average, IntToDoubleFunction metric) {
        if (average == Average.MICRO) {
            // With one prediction a row, every miss is one false positive and one false negative.
            return accuracy();
        }
        double sum = 0;
        double weights = 0;
        for (int c = 0; c < classes.size(); c++) {
            if (actual(c) + predicted(c) > 0) {
                double weight = average == Average.MACRO ? 1 : actual(c);
                sum += weight * metric.applyAsDouble(c);
                weights += weight;
            }
        }
        return sum / weights;
    }

    private long hits() {
        long sum = 0;
        for (int c = 0; c < classes.size(); c++) {
            sum += count(c, c);
        }
        return sum;
    }

    private long actual(int index) {
        long sum = 0;
        for (int c = 0; c < classes.size(); c++) {
            sum += count(index, c);
        }
        return sum;
    }

    private long predicted(int index) {
        long sum = 0;
        for (int c = 0; c < classes.size(); c++) {
            sum += count(c, index);
        }
        return sum;
    }
}
