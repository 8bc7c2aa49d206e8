// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

/**
 * One bar of a bar chart.
 *
 * @param label what it stands for
 * @param value its length, of either sign; no bar is drawn for a value that is not finite
 * @param text the value as it is to be read, such as {@code 41.20 EUR}
 */
public record Bar(String label, double value, String text) {}
