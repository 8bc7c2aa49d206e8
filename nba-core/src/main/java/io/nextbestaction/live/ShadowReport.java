// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.live;

/**
 * How a candidate compares with the engine in service on the same customers.
 *
 * @param decisions how many both decided
 * @param sameAction how many of them have the same action
 * @param sameRanking how many have the same actions in the same order and the same actions rejected
 * @param failures how often the candidate failed where the engine in service did not
 * @param servedValue the sum of expected values served
 * @param candidateValue the sum of expected values by the candidate's own models
 */
public record ShadowReport(
        long decisions, long sameAction, long sameRanking, long failures, double servedValue, double candidateValue) {}
