// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.Progress;

/**
 * Learns calibrated probabilities of several classes: an immutable value, so one trainer serves every fold. The same data
 * and seed give the same model. Rows its calibration is learnt from are never rows its scorers have seen.
 */
public interface MulticlassTrainer {

    /** The model family and its settings in one line. */
    String describe();

    /**
     * Trains and compiles a model.
     *
     * @throws IllegalArgumentException if there is no row, a class has too few rows, or a column has an unusable value
     */
    MulticlassModel train(MulticlassSet data, long seed, Progress progress);
}
