// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

/**
 * One figure of a report.
 *
 * @param name what is measured, such as {@code AUC}
 * @param value the figure as it is to be read, such as {@code 0.871}
 * @param note what helps to judge it, empty if nothing
 */
public record Metric(String name, String value, String note) {}
