// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

/** Scores one row; for one thread. */
@FunctionalInterface
public interface RowScorer {

    /** The uncalibrated probability of a row; NaN is missing. */
    double score(double[] row);
}
