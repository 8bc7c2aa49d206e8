// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.live;

/**
 * What a {@link LiveEngine} has done since it was made.
 *
 * @param decisions how many were made
 * @param failures how many could not be
 * @param swaps how often another engine took over
 * @param refusals how many files were not taken over
 * @param listenerFailures how often a listener threw
 */
public record LiveCounts(long decisions, long failures, long swaps, long refusals, long listenerFailures) {}
