// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain;

import java.util.Locale;

/**
 * A figure with its confidence interval.
 *
 * @param estimate the figure on the rows themselves; NaN where it is not defined
 * @param low the lower end, NaN where it is not defined
 * @param high the upper end, NaN where it is not defined
 * @param level the confidence, such as 0.95
 */
public record Interval(double estimate, double low, double high, double level) {

    /** Whether a value lies outside: for a difference and 0, whether it is significant at 1 − level. */
    public boolean excludes(double value) {
        return value < low || value > high;
    }

    /** {@code 0.120 (0.081 to 0.164)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", estimate, low, high);
    }
}
