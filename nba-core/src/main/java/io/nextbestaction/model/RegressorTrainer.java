// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.Progress;

/**
 * Learns a number from a training set, such as an effect or an amount: an immutable value, so one trainer serves every
 * fold. The same data and seed give the same scorer.
 */
public interface RegressorTrainer {

    /** The model family and its settings in one line. */
    String describe();

    /**
     * Trains and compiles a scorer whose margin is the predicted number; its link is {@link Link#IDENTITY} and its
     * probability means nothing.
     *
     * @throws IllegalArgumentException if there is no row, or a column of an unusable value
     */
    Scorer train(RegressionSet data, long seed, Progress progress);
}
