// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

/**
 * What each of the four results of a decision is worth, in money per row: a cost matrix with gains positive and costs
 * negative.
 *
 * @param truePositive worth of choosing a positive row
 * @param falsePositive worth of choosing a negative row
 * @param trueNegative worth of leaving a negative row
 * @param falseNegative worth of leaving a positive row
 */
public record Payoff(double truePositive, double falsePositive, double trueNegative, double falseNegative) {

    /**
     * Checks the amounts.
     *
     * @throws IllegalArgumentException if one is not finite, or choosing never depends on the outcome in the right
     *     direction: a positive row must gain by being chosen and a negative row by being left
     */
    public Payoff {
        double positive = truePositive - falseNegative;
        double negative = trueNegative - falsePositive;
        if (!Double.isFinite(positive) || !Double.isFinite(negative)) {
            throw new IllegalArgumentException("The payoff (" + truePositive + ", " + falsePositive + ", "
                    + trueNegative + ", " + falseNegative + ") must hold finite amounts.");
        }
        if (positive <= 0 || negative <= 0) {
            throw new IllegalArgumentException("The payoff (" + truePositive + ", " + falsePositive + ", "
                    + trueNegative + ", " + falseNegative
                    + ") must be better for choosing a positive row than for leaving it, and worse for a negative row.\n"
                    + "Maybe a cost was given without its minus sign: Payoff.costs takes costs as positive amounts.");
        }
    }

    /**
     * Costs of the two errors, as positive amounts; right decisions cost nothing.
     *
     * @throws IllegalArgumentException if one is not finite and above 0
     */
    public static Payoff costs(double falsePositive, double falseNegative) {
        // 0 − x, so that a cost of 0 is shown as 0 and not as −0.
        return new Payoff(0, 0 - falsePositive, 0, 0 - falseNegative);
    }

    /** The worth of all rows together. */
    public double total(Confusion confusion) {
        return truePositive * confusion.truePositives()
                + falsePositive * confusion.falsePositives()
                + trueNegative * confusion.trueNegatives()
                + falseNegative * confusion.falseNegatives();
    }

    /** The worth of one row on average. */
    public double mean(Confusion confusion) {
        return total(confusion) / confusion.rows();
    }

    /**
     * The probability from which choosing pays (Elkan 2001), in (0, 1). Needs no data but calibrated probabilities; for
     * others see {@link Predictions#bestCutoff(Payoff)}.
     */
    public double breakEven() {
        double negative = trueNegative - falsePositive;
        return negative / (negative + (truePositive - falseNegative));
    }
}
