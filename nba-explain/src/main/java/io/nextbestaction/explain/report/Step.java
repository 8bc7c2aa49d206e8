// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

/**
 * One step of a waterfall.
 *
 * @param label what moved the sum
 * @param delta by how much, finite
 */
public record Step(String label, double delta) {}
