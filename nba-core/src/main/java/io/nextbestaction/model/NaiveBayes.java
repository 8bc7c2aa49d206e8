// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;
import java.util.Arrays;

/**
 * Gaussian naive Bayes as log-odds: the prior's, and for each input ln N(value; event) − ln N(value; no event), as if
 * inputs were independent within a class. A missing value says nothing: its input is left out. Immutable, thread-safe;
 * scoring is O(inputs) and allocates nothing.
 */
public final class NaiveBayes implements Scorer {
    /** Its inverse is still finite. */
    private static final double LEAST_VARIANCE = 1e-300;

    private final double prior;
    private final double[] noMeans;
    private final double[] noVariances;
    private final double[] yesMeans;
    private final double[] yesVariances;
    /** Half of ln(variance without the event / variance with it); 0 of an input left out. */
    private final double[] constants;
    /** Half of 1 / variance without the event, and with it: products are faster than quotients. */
    private final double[] noHalves;

    private final double[] yesHalves;

    private NaiveBayes(double prior, double[] noMeans, double[] noVariances, double[] yesMeans, double[] yesVariances) {
        this.prior = prior;
        this.noMeans = noMeans;
        this.noVariances = noVariances;
        this.yesMeans = yesMeans;
        this.yesVariances = yesVariances;
        this.constants = new double[noMeans.length];
        this.noHalves = new double[noMeans.length];
        this.yesHalves = new double[noMeans.length];
        for (int j = 0; j < constants.length; j++) {
            noHalves[j] = 0.5 / noVariances[j];
            yesHalves[j] = 0.5 / yesVariances[j];
            constants[j] = Double.isInfinite(noVariances[j])
                    ? 0
                    : (StrictMath.log(noVariances[j]) - StrictMath.log(yesVariances[j])) / 2;
        }
    }

    /**
     * A naive Bayes score; arrays are copied.
     *
     * @param prior the log-odds of the event before anything is known, finite
     * @param noMeans the mean of each input without the event, finite
     * @param noVariances its variance, above 1e-300; infinite in both classes leaves the input out
     * @param yesMeans the mean of each input with the event, finite
     * @param yesVariances its variance, above 1e-300; infinite in both classes leaves the input out
     * @throws IllegalArgumentException if lengths differ or a number breaks its rule
     */
    public static NaiveBayes of(
            double prior, double[] noMeans, double[] noVariances, double[] yesMeans, double[] yesVariances) {
        int inputs = noMeans.length;
        if (inputs == 0 || noVariances.length != inputs || yesMeans.length != inputs || yesVariances.length != inputs) {
            throw new IllegalArgumentException("The means (" + inputs + ", " + yesMeans.length + ") and variances ("
                    + noVariances.length + ", " + yesVariances.length
                    + ") of naive Bayes must be as many, at least one.");
        }
        boolean finite = Double.isFinite(prior)
                && Arrays.stream(noMeans).allMatch(Double::isFinite)
                && Arrays.stream(yesMeans).allMatch(Double::isFinite);
        if (!finite) {
            throw new IllegalArgumentException("The prior and means of naive Bayes must be finite.\n"
                    + "Maybe a column holds values too large to sum.");
        }
        for (int j = 0; j < inputs; j++) {
            boolean positive = noVariances[j] > LEAST_VARIANCE && yesVariances[j] > LEAST_VARIANCE;
            if (!positive || Double.isInfinite(noVariances[j]) != Double.isInfinite(yesVariances[j])) {
                throw new IllegalArgumentException("The variances (" + noVariances[j] + " and " + yesVariances[j]
                        + ") of input " + j + " of naive Bayes must be above " + LEAST_VARIANCE
                        + ", and infinite in both classes or none.");
            }
        }
        return new NaiveBayes(prior, noMeans.clone(), noVariances.clone(), yesMeans.clone(), yesVariances.clone());
    }

    @Override
    public int inputs() {
        return noMeans.length;
    }

    @Override
    public Link link() {
        return Link.LOGISTIC;
    }

    @Override
    public double margin(double[] features) {
        return margin(features, 0);
    }

    private double margin(double[] rows, int offset) {
        double sum = prior;
        for (int j = 0; j < noMeans.length; j++) {
            double value = rows[offset + j];
            if (!Double.isNaN(value)) {
                sum += ratio(j, value);
            }
        }
        return sum;
    }

    private double ratio(int input, double value) {
        double no = value - noMeans[input];
        double yes = value - yesMeans[input];
        return constants[input] + (no * no * noHalves[input] - yes * yes * yesHalves[input]);
    }

    /**
     * What a value of an input adds to the margin: ln N(value; event) − ln N(value; no event), its weight of evidence; 0 of
     * a missing one.
     */
    public double evidence(int input, double value) {
        return Double.isNaN(value) ? 0 : ratio(input, value);
    }

    @Override
    public double margin(double[] features, Scratch scratch) {
        return margin(features);
    }

    @Override
    public void margins(FeatureMatrix rows, int from, int to, double[] out, Scratch scratch) {
        RowTasks.check(this, rows, from, to, out);
        double[] values = rows.values();
        for (int row = from; row < to; row++) {
            out[row] = margin(values, row * rows.columns());
        }
    }

    /** The log-odds of the event before anything is known. */
    public double prior() {
        return prior;
    }

    /** The mean of an input among rows with the event, or without it. */
    public double mean(boolean event, int input) {
        return event ? yesMeans[input] : noMeans[input];
    }

    /** The variance of an input among rows with the event, or without it; infinite where the input is left out. */
    public double variance(boolean event, int input) {
        return event ? yesVariances[input] : noVariances[input];
    }
}
