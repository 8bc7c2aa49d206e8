// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.internal.parallel.Chunks;
import java.util.Objects;
import java.util.concurrent.Executor;

/** Shares the rows of a matrix among threads, block by block. */
final class RowTasks {
    /** Rows a thread takes at once: enough work that taking it is not felt, little enough that threads end together. */
    private static final int BLOCK = 1024;

    private RowTasks() {}

    static void run(Scorer scorer, FeatureMatrix rows, double[] out, Executor executor, int tasks) {
        if (tasks < 1) {
            throw new IllegalArgumentException("The tasks (" + tasks + ") of a batch must be at least 1.\n"
                    + "Maybe give the number of threads of the executor.");
        }
        int all = rows.rows();
        check(scorer, rows, 0, all, out);
        int blocks = all / BLOCK + (all % BLOCK == 0 ? 0 : 1);
        try {
            Chunks.run(
                    blocks,
                    () -> {
                        Scratch scratch = new Scratch();
                        return block -> {
                            int from = block * BLOCK;
                            scorer.margins(rows, from, Math.min(from + BLOCK, all), out, scratch);
                        };
                    },
                    executor,
                    tasks);
        } catch (RuntimeException | Error e) {
            throw new IllegalStateException("A block of rows could not be scored.", e);
        }
    }

    /** Checks once for a batch what each row would otherwise run into. */
    static void check(Scorer scorer, FeatureMatrix rows, int from, int to, double[] out) {
        if (rows.columns() < scorer.inputs()) {
            throw new IllegalArgumentException("The rows (" + rows.columns() + " columns) of a batch must have the "
                    + scorer.inputs() + " inputs of the scorer.\nMaybe the rows come from another pipeline.");
        }
        Objects.checkFromToIndex(from, to, rows.rows());
        Objects.checkFromToIndex(from, to, out.length);
    }
}
