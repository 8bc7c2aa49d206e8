// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.models.evaluation.BinaryMetric;

/**
 * One metric on each held-out part, never pooled. Parts share training rows, so their scores are not independent: intervals
 * widen the variance by 1/n to 1/n + held out / learnt from (Nadeau and Bengio 2003). Immutable.
 *
 * @param metric what was measured
 * @param values one for each part, in order of the splits
 * @param heldOutShare rows held out by rows learnt from, the mean over parts
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record FoldScores(BinaryMetric metric, double[] values, double heldOutShare) {
    private static final double LEVEL = 0.95;

    /** Copies the values. */
    public FoldScores {
        values = values.clone();
    }

    /** The mean over the parts. */
    public double mean() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The standard deviation over the parts, of the sample; NaN for a single one. */
    public double deviation() {
        double mean = mean();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    /** The lower end of the 95 % interval of the mean; NaN for a single part. */
    public double low() {
        return mean() - halfWidth();
    }

    /** The upper end of the 95 % interval of the mean; NaN for a single part. */
    public double high() {
        return mean() + halfWidth();
    }

    /** Whether these are better on average than others of the same metric; NaN is worse than any number. */
    public boolean betterThan(FoldScores other) {
        double mine = mean();
        double theirs = other.mean();
        if (Double.isNaN(mine) || Double.isNaN(theirs)) {
            return !Double.isNaN(mine);
        }
        return metric.higherIsBetter() ? mine > theirs : mine < theirs;
    }

    /** Half the width of the 95 % interval of the mean of such values. */
    double halfWidth() {
        return values.length < 2 ? Double.NaN : StudentT.within(LEVEL, values.length - 1.0) * standardError();
    }

    /** The corrected standard error of the mean; NaN for a single part. */
    double standardError() {
        return deviation() * Math.sqrt(1.0 / values.length + heldOutShare);
    }
}
