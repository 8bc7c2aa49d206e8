// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;

/**
 * A compiled binary score over a feature vector: plain arrays and a loop. Immutable, thread-safe, deterministic to the
 * bit; scoring allocates nothing. NaN in the vector is missing.
 */
public sealed interface Scorer permits Forest, LinearModel {

    /** The length of the feature vector. */
    int inputs();

    /** How the margin becomes a probability. */
    Link link();

    /**
     * The score on the scale on which contributions of features add up.
     *
     * @param features at least {@link #inputs()} values; NaN is missing
     */
    double margin(double[] features);

    /** The uncalibrated probability, in [0, 1]. */
    default double probability(double[] features) {
        return link().probability(margin(features));
    }

    /** The uncalibrated probabilities of many rows. */
    default double[] probabilities(FeatureMatrix rows) {
        double[] out = new double[rows.rows()];
        double[] row = new double[rows.columns()];
        for (int i = 0; i < out.length; i++) {
            rows.row(i, row);
            out[i] = probability(row);
        }
        return out;
    }
}
