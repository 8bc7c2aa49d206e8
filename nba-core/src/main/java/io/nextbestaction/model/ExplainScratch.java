// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * The buffers of one thread's explanations, made by {@link ScoreExplainer#newScratch()} and of use only to the explainer
 * that made them. It keeps nothing between calls that a caller could read. Not thread-safe.
 */
public interface ExplainScratch {}
