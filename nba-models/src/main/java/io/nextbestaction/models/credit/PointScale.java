// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.credit;

/**
 * How the log-odds of a scorecard become points: a score at which the odds of good to bad are known, and how many points
 * double them. Immutable.
 *
 * @param doubling points that double the odds (PDO), finite and not 0
 * @param score at which the odds are known
 * @param odds of good to bad at that score, above 0: 50 for fifty good to one bad
 */
public record PointScale(double doubling, double score, double odds) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is broken
     */
    public PointScale {
        if (!Double.isFinite(doubling) || doubling == 0 || !Double.isFinite(score)) {
            throw new IllegalArgumentException(
                    "The points that double the odds (" + doubling + ") and the score (" + score
                            + ") of a point scale must be finite, the first not 0.\nMaybe 20 points and 600 were meant.");
        }
        if (!(odds > 0) || !Double.isFinite(odds)) {
            throw new IllegalArgumentException("The odds (" + odds
                    + ") of a point scale must be finite and above 0.\nMaybe 50 was meant: fifty good to one bad.");
        }
    }

    /** Points for one unit of log-odds: doubling / ln 2. */
    public double factor() {
        return doubling / Math.log(2);
    }

    /** Points at even odds: score - factor · ln(odds). */
    public double offset() {
        return score - factor() * Math.log(odds);
    }

    /** The score of a probability of bad, such as of default. */
    public double points(double bad) {
        return offset() + factor() * (Math.log1p(-bad) - Math.log(bad));
    }

    /** The probability of bad at a score. */
    public double bad(double points) {
        return 1 / (1 + Math.exp((points - offset()) / factor()));
    }
}
