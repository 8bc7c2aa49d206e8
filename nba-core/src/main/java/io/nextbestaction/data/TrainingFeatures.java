// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

/**
 * What fitting with labels gives: the pipeline for every other row, and the features of the training rows themselves, in
 * which an encoding by the label never saw the label of its own row.
 *
 * @param pipeline the fitted pipeline
 * @param features [training rows × columns] to train on; not always what the pipeline would make of the same rows
 */
public record TrainingFeatures(FittedPipeline pipeline, FeatureMatrix features) {}
