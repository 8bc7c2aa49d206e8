// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;

/** Learns segments from features: an immutable value. The same data and seed give the same segments. */
public interface SegmenterTrainer {

    /** The method and its settings in one line. */
    String describe();

    /**
     * Trains and compiles segments.
     *
     * @throws IllegalArgumentException if there are fewer distinct rows than segments asked for
     */
    Segmentation train(FeatureMatrix features, long seed, Progress progress);
}
