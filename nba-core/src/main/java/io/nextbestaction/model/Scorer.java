// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;
import java.util.concurrent.Executor;

/**
 * A compiled binary score over a feature vector: plain arrays and a loop. Immutable, thread-safe, deterministic to the
 * bit. NaN in the vector is missing.
 */
public sealed interface Scorer permits Forest, LinearModel, NaiveBayes, KernelMachine, Network, Neighbors, Blend {

    /** The length of the feature vector. */
    int inputs();

    /** How the margin becomes a probability. */
    Link link();

    /** Whether it holds customers' rows of the training set: the scorer, and a file that holds it, is then customer data. */
    default boolean holdsTrainingRows() {
        return false;
    }

    /**
     * The score on the scale on which contributions of features add up. Kernels that need buffers make them anew: on a
     * hot path give a scratch.
     *
     * @param features at least {@link #inputs()} values; NaN is missing
     */
    double margin(double[] features);

    /**
     * The same margin to the bit, by the fastest kernel: forests rank the features once, for which they need buffers.
     * Allocates nothing once the scratch has grown to this scorer.
     *
     * @param features at least {@link #inputs()} values; NaN is missing
     * @param scratch buffers of the calling thread
     */
    double margin(double[] features, Scratch scratch);

    /**
     * The margins of rows {@code from} to {@code to}, exclusive, the same to the bit as one by one; allocates nothing
     * once the scratch has grown to this scorer.
     *
     * @param rows [rows × at least {@link #inputs()} columns]
     * @param out receives the margin of each row at the row's position
     * @param scratch buffers of the calling thread
     * @throws IllegalArgumentException if the rows are narrower than the inputs
     * @throws IndexOutOfBoundsException if the range is not within the rows or not within the output
     */
    void margins(FeatureMatrix rows, int from, int to, double[] out, Scratch scratch);

    /**
     * The margins of all rows, in blocks that the executor's threads and the calling thread take in turn; returns when
     * all are done. The same bits whatever the executor.
     *
     * @param rows [rows × at least {@link #inputs()} columns]
     * @param out receives the margin of each row
     * @param executor runs up to {@code tasks - 1} tasks beside the calling thread
     * @param tasks how many threads may work, at least 1
     * @throws IllegalArgumentException if the rows are narrower than the inputs, or the tasks fewer than 1
     * @throws IndexOutOfBoundsException if the output is shorter than the rows
     */
    default void margins(FeatureMatrix rows, double[] out, Executor executor, int tasks) {
        RowTasks.run(this, rows, out, executor, tasks);
    }

    /** The uncalibrated probability, in [0, 1]. */
    default double probability(double[] features) {
        return link().probability(margin(features));
    }

    /** The same probability to the bit, by the fastest kernel; allocates nothing once the scratch has grown. */
    default double probability(double[] features, Scratch scratch) {
        return link().probability(margin(features, scratch));
    }

    /** The uncalibrated probabilities of many rows. */
    default double[] probabilities(FeatureMatrix rows) {
        double[] out = new double[rows.rows()];
        margins(rows, 0, out.length, out, new Scratch());
        for (int i = 0; i < out.length; i++) {
            out[i] = link().probability(out[i]);
        }
        return out;
    }
}
