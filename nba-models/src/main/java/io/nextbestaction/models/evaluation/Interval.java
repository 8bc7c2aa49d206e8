// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

/**
 * A figure with its confidence interval, by bootstrap or, where no replicates are counted, by a formula.
 *
 * @param estimate the figure on the rows themselves
 * @param low the lower end
 * @param high the upper end
 * @param level the confidence, such as 0.95
 * @param standardError the standard deviation over the replicates, or what the formula gives
 * @param replicates the replicates the interval rests on; 0 for a formula
 * @param undefined the replicates left out because the figure is NaN there, such as an AUC without a positive row
 */
public record Interval(
        double estimate, double low, double high, double level, double standardError, int replicates, int undefined) {

    /** Whether the value lies outside: for a difference and 0, whether it is significant at 1 − level. */
    public boolean excludes(double value) {
        return value < low || value > high;
    }
}
