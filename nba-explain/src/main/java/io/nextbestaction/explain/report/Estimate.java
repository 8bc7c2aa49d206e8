// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.explain.Interval;

/**
 * A value with the interval it may lie in.
 *
 * @param label what it is the value of
 * @param value the estimate and its interval; nothing is drawn for an estimate that is not finite, and no line where an end
 *     is not
 * @param text the value as it is to be read, such as {@code 0.830 (0.790 to 0.870)}
 */
public record Estimate(String label, Interval value, String text) {

    /** What is read where there is little room: the text without its interval. */
    String brief() {
        int bracket = text.indexOf(" (");
        return bracket < 0 ? text : text.substring(0, bracket);
    }

    /** An estimate with three decimals. */
    public static Estimate of(String label, Interval value) {
        return new Estimate(label, value, Chart.minus(value.toString().replace("-0.000", "0.000")));
    }
}
