// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

/**
 * A value with the interval it may lie in.
 *
 * @param label what it is the value of
 * @param value the estimate; nothing is drawn for one that is not finite
 * @param low the lower end of the interval, NaN without one
 * @param high the upper end, NaN without one
 * @param text the value as it is to be read, such as {@code 0.83 (0.79 to 0.87)}
 */
public record Estimate(String label, double value, double low, double high, String text) {}
