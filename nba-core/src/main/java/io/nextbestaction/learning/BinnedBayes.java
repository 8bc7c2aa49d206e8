// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import java.util.Arrays;

/**
 * Naive Bayes over binned predictors, averaged over those that are active, in the arithmetic of an adaptive model as
 * Pega's documentation describes it: for migrators who compare scores. Its score orders customers; it becomes a
 * probability by {@link #binPropensity} of the score's bin. Immutable.
 */
public final class BinnedBayes {
    private final long positives;
    private final long negatives;
    private final long[][] positive;
    private final long[][] negative;

    /**
     * A model of counts.
     *
     * @param positives of all cases
     * @param negatives of all cases
     * @param positive by active predictor and bin
     * @param negative by active predictor and bin
     * @throws IllegalArgumentException if a count is negative, or the two tables differ in shape or have no bin
     */
    public BinnedBayes(long positives, long negatives, long[][] positive, long[][] negative) {
        boolean fits = positives >= 0 && negatives >= 0 && positive.length == negative.length;
        for (int p = 0; fits && p < positive.length; p++) {
            fits = positive[p].length > 0
                    && positive[p].length == negative[p].length
                    && Arrays.stream(positive[p]).min().orElse(0) >= 0
                    && Arrays.stream(negative[p]).min().orElse(0) >= 0;
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "The counts of positives (" + positive.length + " predictors) and negatives (" + negative.length
                            + ") must be at least 0 and have the same predictors and bins.\n"
                            + "Maybe a predictor is active in one table only.");
        }
        this.positives = positives;
        this.negatives = negatives;
        this.positive = copy(positive);
        this.negative = copy(negative);
    }

    private static long[][] copy(long[][] table) {
        return Arrays.stream(table).map(long[]::clone).toArray(long[][]::new);
    }

    /**
     * What a predictor adds when its value lies in a bin: ln(pos + 1/bins) - ln(neg + 1/bins) - ln(1 + Σpos) + ln(1 + Σneg).
     *
     * @param predictor from 0
     * @param bin from 0
     */
    public double contribution(int predictor, int bin) {
        double smoothing = 1.0 / positive[predictor].length;
        return Math.log(positive[predictor][bin] + smoothing)
                - Math.log(negative[predictor][bin] + smoothing)
                - Math.log1p((double) Arrays.stream(positive[predictor]).sum())
                + Math.log1p((double) Arrays.stream(negative[predictor]).sum());
    }

    /**
     * The score: ln(1 + positives) - ln(1 + negatives) and all contributions, divided by 1 + predictors.
     *
     * @param bins the bin of each predictor
     */
    public double score(int... bins) {
        if (bins.length != positive.length) {
            throw new IllegalArgumentException("The bins (" + bins.length
                    + ") must be as many as the active predictors (" + positive.length
                    + ").\nMaybe leave out the bins of predictors that are not active.");
        }
        double sum = Math.log1p((double) positives) - Math.log1p((double) negatives);
        for (int p = 0; p < bins.length; p++) {
            sum += contribution(p, bins[p]);
        }
        return sum / (1 + bins.length);
    }

    /** The propensity of a bin of scores: (0.5 + positives) / (1 + positives + negatives). */
    public static double binPropensity(double positives, double negatives) {
        return (0.5 + positives) / (1 + positives + negatives);
    }

    /**
     * A starting propensity giving way to the learnt one: (s₀·p₀ + n·p) / (s₀ + n + 1). Its weights add up to less than 1: so
     * it was in the original.
     *
     * @param evidence s₀, behind the starting propensity p₀
     * @param outcomes n, behind the learnt propensity p
     */
    public static double smoothed(double evidence, double start, double outcomes, double learnt) {
        return (evidence * start + outcomes * learnt) / (evidence + outcomes + 1);
    }
}
