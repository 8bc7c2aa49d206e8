// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;
import java.util.List;

/**
 * Compiled, calibrated probabilities of several classes, which sum to 1. Immutable, thread-safe, deterministic to the bit.
 * NaN in the feature vector is missing.
 */
public sealed interface MulticlassModel permits SoftmaxModel, OneVersusRestModel, GatedModel {

    /** The class names, at least two. */
    List<String> classes();

    /** The length of the feature vector. */
    int inputs();

    /**
     * Writes the probability of every class; allocates nothing once the scratch has grown.
     *
     * @param features at least {@link #inputs()} values; NaN is missing
     * @param out at least as long as there are classes; the rest stays
     * @param scratch buffers of the calling thread
     * @throws IndexOutOfBoundsException if the output is too short
     */
    void probabilities(double[] features, double[] out, Scratch scratch);

    /** The probabilities of many rows, row-major [rows × classes]. */
    default double[] probabilities(FeatureMatrix rows) {
        int size = classes().size();
        double[] all = new double[Math.multiplyExact(rows.rows(), size)];
        double[] features = new double[rows.columns()];
        double[] out = new double[size];
        Scratch scratch = new Scratch();
        for (int i = 0; i < rows.rows(); i++) {
            rows.row(i, features);
            probabilities(features, out, scratch);
            System.arraycopy(out, 0, all, i * size, size);
        }
        return all;
    }

    /**
     * The most probable class, the first of equals; allocates nothing once the scratch has grown.
     *
     * @param out receives the probabilities
     */
    default int predicted(double[] features, double[] out, Scratch scratch) {
        probabilities(features, out, scratch);
        int best = 0;
        for (int c = 1; c < classes().size(); c++) {
            if (out[c] > out[best]) {
                best = c;
            }
        }
        return best;
    }
}
