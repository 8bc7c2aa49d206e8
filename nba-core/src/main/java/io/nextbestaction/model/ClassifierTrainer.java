// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.Progress;

/**
 * Learns a binary score from a training set: an immutable value, so one trainer serves every fold. The same data and
 * seed give the same scorer.
 */
public interface ClassifierTrainer {

    /** The model family and its settings in one line, such as {@code "gradient boosting (400 rounds, depth 4)"}. */
    String describe();

    /**
     * Trains and compiles a scorer.
     *
     * @throws IllegalArgumentException if there is no row, one class only, or a column of an unusable value
     */
    Scorer train(TrainingSet data, long seed, Progress progress);

    /** What calibrates its probabilities. */
    Calibrator calibrator();

    /** This trainer with another calibrator for its probabilities. */
    default ClassifierTrainer calibratedBy(Calibrator calibrator) {
        return new RecalibratedTrainer(this, calibrator);
    }
}
