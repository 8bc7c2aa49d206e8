// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.model.ClassifierTrainer;

/**
 * A model to be tried: what makes features of raw rows, and what learns from them.
 *
 * @param name what it is called in a leaderboard
 * @param recipe fitted anew on the training rows of every split
 * @param trainer trained anew on their features
 */
public record Candidate(String name, FeaturePipeline recipe, ClassifierTrainer trainer) {}
