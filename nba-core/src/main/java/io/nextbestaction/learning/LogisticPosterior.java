// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import io.nextbestaction.data.State;
import io.nextbestaction.model.Link;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What is known of a conversion probability that is logistic in the features, learnt one outcome at a time: each weight is
 * normal around m with precision q, an outcome moves m to the likeliest weights and adds x²p(1 - p) to q (Chapelle and Li
 * 2011, one outcome a batch). {@link #draw} is the score of logistic Thompson sampling; take one for each action. Flat
 * arrays, O(d) an outcome and a score, neither allocates. Not thread-safe. What was learnt cannot be taken back: learn
 * outcomes known for sure, or begin again from the log. NaN features are refused when learning and give NaN when scoring.
 */
public final class LogisticPosterior {
    private static final int STEPS = 100;

    private final double[] means;
    private final double[] precisions;

    /**
     * Knows nothing yet.
     *
     * @param inputs the length of the feature vector, at least 1; an intercept is a feature that is always 1
     * @param precision how sure the start at 0 is, above 0
     * @throws IllegalArgumentException if either is out of range
     */
    public LogisticPosterior(int inputs, double precision) {
        this(new double[Math.max(inputs, 0)], filled(inputs, precision));
    }

    /**
     * Starts from a belief about each weight.
     *
     * @param means finite
     * @param precisions as many, finite and above 0
     * @throws IllegalArgumentException if they are not, or there are none
     */
    public LogisticPosterior(double[] means, double[] precisions) {
        if (means.length == 0 || precisions.length != means.length) {
            throw new IllegalArgumentException("The precisions (" + precisions.length
                    + ") must be as many as the means (" + means.length + "), and at least one.\n"
                    + "Maybe give one of each for every feature.");
        }
        for (int i = 0; i < means.length; i++) {
            if (!Double.isFinite(means[i]) || !(precisions[i] > 0) || !Double.isFinite(precisions[i])) {
                throw new IllegalArgumentException("The mean (" + means[i] + ") and precision (" + precisions[i]
                        + ") of weight " + i + " must be finite, the precision above 0.\n"
                        + "Maybe start at 0 with a precision of 1.");
            }
        }
        this.means = means.clone();
        this.precisions = precisions.clone();
    }

    private static double[] filled(int inputs, double value) {
        double[] filled = new double[Math.max(inputs, 0)];
        Arrays.fill(filled, value);
        return filled;
    }

    /** The length of the feature vector. */
    public int inputs() {
        return means.length;
    }

    /** The log-odds of conversion by the likeliest weights. */
    public double margin(double[] x) {
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
            sum += means[i] * x[i];
        }
        return sum;
    }

    /** The standard deviation of the log-odds. */
    public double deviation(double[] x) {
        return Math.sqrt(variance(x));
    }

    private double variance(double[] x) {
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
            sum += x[i] * x[i] / precisions[i];
        }
        return sum;
    }

    /** The probability of conversion by the likeliest weights. */
    public double probability(double[] x) {
        return Link.sigmoid(margin(x));
    }

    /** The probability of conversion by weights drawn at random. */
    public double draw(double[] x, SplittableRandom random) {
        return Link.sigmoid(margin(x) + deviation(x) * Sampling.normal(random));
    }

    /** The draw of one decision: the same for the same seed and decision. */
    public double draw(double[] x, long seed, String decision) {
        return draw(x, Sampling.of(seed, decision));
    }

    /**
     * Takes an outcome in.
     *
     * @param weight how many outcomes it counts for, finite and above 0
     * @throws IllegalArgumentException if a feature or the weight is out of range
     */
    public void learn(double[] x, boolean converted, double weight) {
        double margin = margin(x);
        double variance = variance(x);
        if (!Double.isFinite(margin + variance) || !(weight > 0) || !Double.isFinite(weight)) {
            throw new IllegalArgumentException("The features of an outcome must be finite numbers, and its weight ("
                    + weight + ") finite and above 0.\nMaybe fill in what is missing.");
        }
        double step = step(margin, variance, converted, weight);
        double p = Link.sigmoid(margin + step * variance);
        for (int i = 0; i < means.length; i++) {
            means[i] += step * x[i] / precisions[i];
            precisions[i] += weight * x[i] * x[i] * p * (1 - p);
        }
    }

    /** Takes an outcome in. */
    public void learn(double[] x, boolean converted) {
        learn(x, converted, 1);
    }

    /**
     * The likeliest weights lie at m + c·x/q, where c = weight·(y - σ(margin + c·Σx²/q)): one equation whatever the number of
     * features, solved by Newton's method within the bracket that is known.
     */
    private static double step(double margin, double variance, boolean converted, double weight) {
        double low = converted ? 0 : -weight;
        double high = converted ? weight : 0;
        double c = 0;
        for (int i = 0; i < STEPS; i++) {
            double p = Link.sigmoid(margin + c * variance);
            double excess = c - weight * ((converted ? 1 : 0) - p);
            if (excess > 0) {
                high = c;
            } else {
                low = c;
            }
            double next = c - excess / (1 + weight * variance * p * (1 - p));
            next = next > low && next < high ? next : (low + high) / 2;
            if (Math.abs(next - c) <= 1e-15 * Math.max(Math.abs(c), 1e-300)) {
                break;
            }
            c = next;
        }
        return c;
    }

    /**
     * Makes all that is known count so much less, the start included, against drift; such as 0.99 once a day.
     *
     * @throws IllegalArgumentException if the factor lies outside (0, 1]
     */
    public void discount(double factor) {
        Discount.check(factor);
        for (int i = 0; i < precisions.length; i++) {
            precisions[i] *= factor;
        }
    }

    /** All that was learnt. */
    public State state() {
        return State.builder().put("means", means).put("precisions", precisions).build();
    }

    /**
     * Restores what {@link #state()} saved, to the bit.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static LogisticPosterior restore(State state) {
        return new LogisticPosterior(state.numbers("means"), state.numbers("precisions"));
    }
}
