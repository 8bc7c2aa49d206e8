// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

/** Scores many rows on the threads it was made with; called from one thread. */
@FunctionalInterface
public interface BatchScorer {

    /** Writes the uncalibrated probability of every row. */
    void score(Rows rows, double[] out);
}
