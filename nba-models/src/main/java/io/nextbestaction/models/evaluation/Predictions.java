// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import io.nextbestaction.model.BinaryMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Probabilities of a yes-or-no outcome on rows the model has not seen, with what happened: the value from which every
 * metric, curve and cutoff is read.
 *
 * <p>Probabilities only, in [0, 1]; a decision already cut to 0 or 1 has no ranking left, and an AUC of it is the
 * balanced accuracy under a wrong name. Rows of equal probability are never told apart. A metric that needs a class which
 * does not occur is NaN. Immutable and thread-safe; made in O(n log n), the metrics read in O(n).
 */
public final class Predictions {
    private final double[] probabilities;
    private final boolean[] labels;
    /** The rows, highest probability first. */
    private final int[] order;
    /** The distinct probabilities, highest first, and how many of each class have at least that one. */
    private final double[] thresholds;

    private final int[] truePositives;
    private final int[] falsePositives;

    private Predictions(double[] probabilities, boolean[] labels, int[] order) {
        this.probabilities = probabilities;
        this.labels = labels;
        this.order = order;
        int n = labels.length;
        double[] values = new double[n];
        int[] tp = new int[n];
        int[] fp = new int[n];
        int groups = 0;
        int positives = 0;
        for (int i = 0; i < n; i++) {
            int row = order[i];
            positives += labels[row] ? 1 : 0;
            if (i + 1 == n || probabilities[order[i + 1]] != probabilities[row]) {
                values[groups] = probabilities[row];
                tp[groups] = positives;
                fp[groups] = i + 1 - positives;
                groups++;
            }
        }
        thresholds = Arrays.copyOf(values, groups);
        truePositives = Arrays.copyOf(tp, groups);
        falsePositives = Arrays.copyOf(fp, groups);
    }

    /**
     * Takes a copy of probabilities and outcomes of the same rows.
     *
     * @throws IllegalArgumentException if lengths differ or are 0, a probability is outside [0, 1], or every one is
     *     exactly 0 or 1
     */
    public static Predictions of(double[] probabilities, boolean[] labels) {
        Predictions predictions = ofCertain(probabilities, labels);
        if (predictions.certain()) {
            throw new IllegalArgumentException("The probabilities (all of them 0 or 1) of " + labels.length
                    + " rows must be probabilities, not decisions.\nMaybe the model's probability is at hand; if it truly"
                    + " knows nothing between 0 and 1, say so with Predictions.ofCertain.");
        }
        return predictions;
    }

    /**
     * The same for a model that truly knows nothing between 0 and 1, such as a tree grown to pure leaves.
     *
     * @throws IllegalArgumentException if lengths differ or are 0, or a probability is outside [0, 1]
     */
    public static Predictions ofCertain(double[] probabilities, boolean[] labels) {
        int n = labels.length;
        if (probabilities.length != n) {
            throw new IllegalArgumentException(
                    "The probabilities (" + probabilities.length + ") must be as many as the labels (" + n + ").");
        }
        if (n == 0) {
            throw new IllegalArgumentException(
                    "The rows (0) of an evaluation must be at least 1.\nMaybe the held-out part is empty.");
        }
        double[] copy = new double[n];
        for (int i = 0; i < n; i++) {
            double p = probabilities[i];
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException(
                        "The probability (" + p + ") of row " + (i + 1) + " must lie in [0, 1].");
            }
            copy[i] = p + 0.0; // no negative zero
        }
        return new Predictions(copy, labels.clone(), descending(copy));
    }

    /** Row numbers by falling probability, rows of equal probability in their order: a counting sort over ranks. */
    private static int[] descending(double[] values) {
        int n = values.length;
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        int[] rank = new int[n];
        int[] next = new int[distinct + 1];
        for (int i = 0; i < n; i++) {
            rank[i] = distinct - 1 - Arrays.binarySearch(sorted, 0, distinct, values[i]);
            next[rank[i] + 1]++;
        }
        for (int g = 0; g < distinct; g++) {
            next[g + 1] += next[g];
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[next[rank[i]]++] = i;
        }
        return order;
    }

    /** The number of rows. */
    public int rows() {
        return labels.length;
    }

    /** The rows with the event. */
    public int positives() {
        return truePositives[truePositives.length - 1];
    }

    /** The share of rows with the event, in [0, 1]. */
    public double eventRate() {
        return (double) positives() / rows();
    }

    /** The probability of a row, from 0. */
    public double probability(int row) {
        return probabilities[row];
    }

    /** Whether a row, from 0, has the event. */
    public boolean label(int row) {
        return labels[row];
    }

    /** Whether every probability is exactly 0 or 1. */
    public boolean certain() {
        for (double threshold : thresholds) {
            if (threshold != 0 && threshold != 1) {
                return false;
            }
        }
        return true;
    }

    /**
     * The metrics every model is listed by.
     *
     * @throws IllegalArgumentException if one class is absent
     */
    public BinaryMetrics metrics() {
        return BinaryMetrics.of(probabilities, labels);
    }

    /** The mean probability, in [0, 1]. */
    public double meanProbability() {
        double sum = 0;
        for (double p : probabilities) {
            sum += p;
        }
        return sum / rows();
    }

    /** The mean squared error of the probability, in [0, 1]; defined for one class, too. */
    public double brier() {
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            double error = probabilities[i] - (labels[i] ? 1 : 0);
            sum += error * error;
        }
        return sum / rows();
    }

    /** The area under the ROC curve, ties counted half, in [0, 1]; NaN if a class is absent. */
    public double auc() {
        double sum = 0;
        int above = 0;
        int negatives = 0;
        for (int g = 0; g < thresholds.length; g++) {
            sum += (falsePositives[g] - negatives) * (above + (truePositives[g] - above) / 2.0);
            above = truePositives[g];
            negatives = falsePositives[g];
        }
        return sum / ((double) above * negatives);
    }

    /** The Gini coefficient, 2 AUC − 1, in [-1, 1]; NaN if a class is absent. */
    public double gini() {
        return 2 * auc() - 1;
    }

    /** The Kolmogorov-Smirnov distance between the scores of both classes, in [0, 1]; NaN if a class is absent. */
    public double ks() {
        double positives = positives();
        double negatives = rows() - positives();
        if (positives == 0 || negatives == 0) {
            return Double.NaN;
        }
        double largest = 0;
        for (int g = 0; g < thresholds.length; g++) {
            largest = Math.max(largest, Math.abs(truePositives[g] / positives - falsePositives[g] / negatives));
        }
        return largest;
    }

    /**
     * The share of all positives among the best share of rows, in [0, 1]: 0.1 is the top decile. Of rows with equal
     * probability, and of a row cut in two, as large a part counts as falls inside: the mean over every order of ties. NaN
     * without a positive.
     *
     * @throws IllegalArgumentException if the share is not above 0 and at most 1
     */
    public double capture(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("The share (" + share
                    + ") of the best rows must lie above 0 and be at most 1.\nMaybe 0.1 is meant, the top decile.");
        }
        double wanted = share * rows();
        int rows = 0;
        int hits = 0;
        for (int g = 0; g < thresholds.length; g++) {
            int through = truePositives[g] + falsePositives[g];
            if (through >= wanted) {
                double part = (wanted - rows) / (through - rows);
                return (hits + part * (truePositives[g] - hits)) / positives();
            }
            rows = through;
            hits = truePositives[g];
        }
        return (double) hits / positives();
    }

    /**
     * How many times as many positives the best share of rows holds as a random one: {@link #capture} / share.
     *
     * @throws IllegalArgumentException if the share is not above 0 and at most 1
     */
    public double lift(double share) {
        return capture(share) / share;
    }

    /**
     * The counts when every row with a probability of at least the threshold is chosen; O(log n).
     *
     * @throws IllegalArgumentException if the threshold is NaN
     */
    public Confusion confusion(double threshold) {
        if (Double.isNaN(threshold)) {
            throw new IllegalArgumentException("The threshold (NaN) of a cutoff must be a number.");
        }
        int low = 0;
        int high = thresholds.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (thresholds[middle] >= threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return confusionThrough(low - 1);
    }

    /** Every cutoff that chooses differently, highest threshold first, from nobody to everybody. */
    public List<Cutoff> cutoffs() {
        List<Cutoff> cutoffs = new ArrayList<>(thresholds.length + 1);
        for (int g = -1; g < thresholds.length; g++) {
            cutoffs.add(cutoff(g));
        }
        return List.copyOf(cutoffs);
    }

    /**
     * The cutoff of the highest payoff on these rows; of equals the one that chooses fewest. Choose it on rows that are
     * not the ones it is judged by.
     */
    public Cutoff bestCutoff(Payoff payoff) {
        return best(payoff::total);
    }

    /**
     * The cutoff of the highest F-beta on these rows; of equals the one that chooses fewest. Choose it on rows that are
     * not the ones it is judged by.
     *
     * @param beta how many times as much recall counts as precision
     * @throws IllegalArgumentException if beta is not finite and above 0
     */
    public Cutoff bestCutoff(double beta) {
        return best(confusion -> confusion.fBeta(beta));
    }

    private Cutoff best(ToDoubleFunction<Confusion> worth) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int g = -1; g < thresholds.length; g++) {
            double value = worth.applyAsDouble(confusionThrough(g));
            if (value > most) {
                most = value;
                best = g;
            }
        }
        return cutoff(best);
    }

    private Cutoff cutoff(int group) {
        return new Cutoff(group < 0 ? Double.POSITIVE_INFINITY : thresholds[group], confusionThrough(group));
    }

    private Confusion confusionThrough(int group) {
        int tp = group < 0 ? 0 : truePositives[group];
        int fp = group < 0 ? 0 : falsePositives[group];
        return new Confusion(tp, fp, rows() - positives() - fp, positives() - tp);
    }

    /**
     * The parts these rows fall into, by name; a part may lack a class.
     *
     * @param segments one name per row
     * @throws IllegalArgumentException if there are not as many names as rows
     */
    public SortedMap<String, Predictions> slices(List<String> segments) {
        if (segments.size() != rows()) {
            throw new IllegalArgumentException("The segments (" + segments.size() + ") must be as many as the rows ("
                    + rows() + ") of the predictions.");
        }
        SortedMap<String, List<Integer>> members = new TreeMap<>();
        for (int i = 0; i < rows(); i++) {
            members.computeIfAbsent(segments.get(i), name -> new ArrayList<>()).add(i);
        }
        SortedMap<String, Predictions> slices = new TreeMap<>();
        members.forEach((name, rows) -> {
            double[] p = new double[rows.size()];
            boolean[] y = new boolean[p.length];
            for (int i = 0; i < p.length; i++) {
                p[i] = probabilities[rows.get(i)];
                y[i] = labels[rows.get(i)];
            }
            slices.put(name, new Predictions(p, y, descending(p)));
        });
        return slices;
    }

    /** The given rows alone, in the order given. */
    Predictions select(int[] rows) {
        double[] p = new double[rows.length];
        boolean[] y = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            p[i] = probabilities[rows[i]];
            y[i] = labels[rows[i]];
        }
        return ofCertain(p, y);
    }

    /** These rows, each as often as its weight says: a bootstrap replicate, in order already, so without a sort. */
    Predictions resampled(int[] weights) {
        double[] p = new double[rows()];
        boolean[] y = new boolean[rows()];
        int[] identity = new int[rows()];
        int next = 0;
        for (int row : order) {
            for (int w = weights[row]; w > 0; w--) {
                p[next] = probabilities[row];
                y[next] = labels[row];
                identity[next] = next;
                next++;
            }
        }
        return new Predictions(p, y, identity);
    }

    /** The rows, highest probability first; not a copy. */
    int[] order() {
        return order;
    }

    boolean sameLabels(Predictions other) {
        return Arrays.equals(labels, other.labels);
    }
}
