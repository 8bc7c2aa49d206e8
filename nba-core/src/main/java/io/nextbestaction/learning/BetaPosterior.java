// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import java.util.SplittableRandom;

/**
 * What is known of a conversion rate: a Beta distribution. Immutable.
 *
 * @param alpha conversions seen and assumed, above 0
 * @param beta outcomes without one seen and assumed, above 0
 */
public record BetaPosterior(double alpha, double beta) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if alpha or beta is not finite and above 0
     */
    public BetaPosterior {
        if (!(alpha > 0 && beta > 0) || !Double.isFinite(alpha + beta)) {
            throw new IllegalArgumentException("The alpha (" + alpha + ") and beta (" + beta
                    + ") of a Beta distribution must be finite and above 0.\n"
                    + "Maybe start at 1 and 1, where every rate is as likely.");
        }
    }

    /** A rate believed in as much as after so many outcomes. */
    public static BetaPosterior of(double mean, double strength) {
        return new BetaPosterior(strength * mean, strength * (1 - mean));
    }

    /** Around the probability a model gives, which was learnt from so many outcomes: Beta(1 + p·n, 1 + (1 - p)·n). */
    public static BetaPosterior around(double probability, double outcomes) {
        return new BetaPosterior(1 + probability * outcomes, 1 + (1 - probability) * outcomes);
    }

    /** After further outcomes. */
    public BetaPosterior after(double conversions, double others) {
        return new BetaPosterior(alpha + conversions, beta + others);
    }

    /** The expected rate. */
    public double mean() {
        return alpha / (alpha + beta);
    }

    /** The standard deviation of the rate. */
    public double deviation() {
        double sum = alpha + beta;
        return Math.sqrt(alpha * beta / (sum + 1)) / sum;
    }

    /** A rate at random. */
    public double draw(SplittableRandom random) {
        double yes = Sampling.logGamma(alpha, random);
        double no = Sampling.logGamma(beta, random);
        return 1 / (1 + StrictMath.exp(no - yes));
    }
}
