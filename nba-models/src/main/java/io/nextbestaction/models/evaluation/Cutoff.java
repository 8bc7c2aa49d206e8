// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

/**
 * What choosing every row with a probability of at least the threshold leads to.
 *
 * @param threshold the least probability chosen; positive infinity chooses nobody
 * @param confusion the counts that follow
 */
public record Cutoff(double threshold, Confusion confusion) {}
