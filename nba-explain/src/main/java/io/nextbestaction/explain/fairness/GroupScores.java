// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.fairness;

/**
 * How a score lies in a group.
 *
 * @param group its name
 * @param rows its rows
 * @param mean of the score
 * @param standardisedDifference mean less that of the reference, by the standard deviation of the reference (n − 1); NaN where
 *     that is 0 or has fewer than two rows
 */
public record GroupScores(String group, long rows, double mean, double standardisedDifference) {}
