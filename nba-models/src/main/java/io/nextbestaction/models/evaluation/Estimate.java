// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

/**
 * An estimated figure with its standard error and confidence interval.
 *
 * @param value the estimate
 * @param standardError its standard error
 * @param low the lower end, or negative infinity
 * @param high the upper end, or positive infinity
 * @param level the confidence, such as 0.95
 */
public record Estimate(double value, double standardError, double low, double high, double level) {

    /** Whether the number lies outside: for a difference and 0, whether it is significant at 1 − level. */
    public boolean excludes(double number) {
        return number < low || number > high;
    }
}
