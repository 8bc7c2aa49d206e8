// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

/**
 * The four counts of a yes-or-no decision against the outcome, and the metrics they define.
 *
 * <p>Where a denominator is 0 the metric is 0, as in scikit-learn: precision when nobody is chosen, recall when nobody is
 * positive, specificity when nobody is negative, F when there is neither a positive nor a chosen row, Matthews'
 * correlation when one class or one decision is absent. Only balanced accuracy differs: it averages over the classes
 * that occur.
 *
 * @param truePositives chosen and positive
 * @param falsePositives chosen but negative
 * @param trueNegatives left and negative
 * @param falseNegatives left but positive
 */
public record Confusion(long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if a count is negative or all are 0
     */
    public Confusion {
        if (truePositives < 0 || falsePositives < 0 || trueNegatives < 0 || falseNegatives < 0) {
            throw new IllegalArgumentException("The counts (" + truePositives + ", " + falsePositives + ", "
                    + trueNegatives + ", " + falseNegatives + ") of a confusion must be at least 0.");
        }
        if (truePositives + falsePositives + trueNegatives + falseNegatives == 0) {
            throw new IllegalArgumentException("The rows (0) of a confusion must be at least 1.");
        }
    }

    /**
     * The counts of decisions against outcomes; O(n).
     *
     * @throws IllegalArgumentException if lengths differ or are 0
     */
    public static Confusion of(boolean[] chosen, boolean[] labels) {
        if (chosen.length != labels.length) {
            throw new IllegalArgumentException(
                    "The decisions (" + chosen.length + ") must be as many as the labels (" + labels.length + ").");
        }
        long tp = 0;
        long fp = 0;
        long tn = 0;
        long fn = 0;
        for (int i = 0; i < labels.length; i++) {
            if (chosen[i]) {
                tp += labels[i] ? 1 : 0;
                fp += labels[i] ? 0 : 1;
            } else {
                fn += labels[i] ? 1 : 0;
                tn += labels[i] ? 0 : 1;
            }
        }
        return new Confusion(tp, fp, tn, fn);
    }

    /** All rows. */
    public long rows() {
        return truePositives + falsePositives + trueNegatives + falseNegatives;
    }

    /** The rows chosen. */
    public long chosen() {
        return truePositives + falsePositives;
    }

    /** The rows with the event. */
    public long positives() {
        return truePositives + falseNegatives;
    }

    /** The rows without the event. */
    public long negatives() {
        return trueNegatives + falsePositives;
    }

    /** The share of rows decided rightly, in [0, 1]; says little where one class is rare. */
    public double accuracy() {
        return share(truePositives + trueNegatives, rows());
    }

    /** The mean of recall and specificity, in [0, 1]; the one that is defined if a class does not occur. */
    public double balancedAccuracy() {
        if (positives() == 0) {
            return specificity();
        }
        return negatives() == 0 ? recall() : (recall() + specificity()) / 2;
    }

    /** The share of chosen rows that are positive, in [0, 1]. */
    public double precision() {
        return share(truePositives, chosen());
    }

    /** The share of positive rows that are chosen, in [0, 1]. */
    public double recall() {
        return share(truePositives, positives());
    }

    /** The share of negative rows that are left, in [0, 1]. */
    public double specificity() {
        return share(trueNegatives, negatives());
    }

    /** The harmonic mean of precision and recall, in [0, 1]. */
    public double f1() {
        return fBeta(1);
    }

    /**
     * The weighted harmonic mean of precision and recall (van Rijsbergen 1979), in [0, 1].
     *
     * @param beta how many times as much recall counts as precision; finite, above 0
     * @throws IllegalArgumentException if it is not
     */
    public double fBeta(double beta) {
        return fBeta(truePositives, positives(), chosen(), beta);
    }

    /** Matthews' correlation of decision and outcome, in [-1, 1]. */
    public double matthews() {
        // Square roots first: the product of four counts may pass what a double holds exactly.
        double scale = Math.sqrt((double) chosen())
                * Math.sqrt((double) positives())
                * Math.sqrt((double) negatives())
                * Math.sqrt((double) (trueNegatives + falseNegatives));
        double agreement = (double) truePositives * trueNegatives - (double) falsePositives * falseNegatives;
        return scale == 0 ? 0 : Math.max(-1, Math.min(1, agreement / scale));
    }

    static double fBeta(long hits, long positives, long chosen, double beta) {
        if (!(beta > 0) || Double.isInfinite(beta)) {
            throw new IllegalArgumentException("The beta (" + beta
                    + ") of F-beta must be finite and above 0.\nMaybe 1 is meant, or precision or recall alone.");
        }
        double square = beta * beta;
        double denominator = square * positives + chosen;
        return denominator == 0 ? 0 : (1 + square) * hits / denominator;
    }

    static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
