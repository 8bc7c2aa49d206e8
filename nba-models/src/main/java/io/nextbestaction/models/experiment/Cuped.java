// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.experiment;

/**
 * Outcomes less what an earlier measure of the same customers foretold: Y − θ(X − mean X), θ = Cov(Y, X) / Var(X) over all arms
 * (CUPED; Deng et al. 2013). The mean effect stays, the variance falls by the squared correlation. The earlier measure must be
 * from before the experiment: nothing the arms could change.
 *
 * @param theta the slope; 0 where the earlier measure does not vary
 * @param meanBefore the mean of the earlier measure
 * @param varianceKept the part of the outcome's variance that is left, 1 − correlation²; 1 where nothing varies
 */
public record Cuped(double theta, double meanBefore, double varianceKept) {

    /**
     * Learns the slope on the customers of all arms together.
     *
     * @param outcomes one for each customer
     * @param before the earlier measure of the same customers
     * @throws IllegalArgumentException if they are not as many, or fewer than 2
     */
    public static Cuped fit(double[] outcomes, double[] before) {
        int n = outcomes.length;
        if (n != before.length || n < 2) {
            throw new IllegalArgumentException("The outcomes (" + n + ") and earlier measures (" + before.length
                    + ") must be as many, at least 2.");
        }
        double meanOutcome = 0;
        double meanBefore = 0;
        for (int i = 0; i < n; i++) {
            meanOutcome += outcomes[i] / n;
            meanBefore += before[i] / n;
        }
        double both = 0;
        double outcomeSquares = 0;
        double beforeSquares = 0;
        for (int i = 0; i < n; i++) {
            double y = outcomes[i] - meanOutcome;
            double x = before[i] - meanBefore;
            both += x * y;
            outcomeSquares += y * y;
            beforeSquares += x * x;
        }
        double theta = beforeSquares > 0 ? both / beforeSquares : 0;
        double kept = beforeSquares > 0 && outcomeSquares > 0 ? 1 - theta * both / outcomeSquares : 1;
        return new Cuped(theta, meanBefore, kept);
    }

    /** The adjusted outcomes of some customers, such as those of one arm, a new array. */
    public double[] adjust(double[] outcomes, double[] before) {
        double[] adjusted = new double[outcomes.length];
        for (int i = 0; i < adjusted.length; i++) {
            adjusted[i] = outcomes[i] - theta * (before[i] - meanBefore);
        }
        return adjusted;
    }
}
