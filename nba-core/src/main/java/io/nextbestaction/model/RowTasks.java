// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Shares the rows of a matrix among threads: whoever is free takes the next block. The calling thread works too, so an
 * executor that is full, or runs nothing before we return, only means less help, never a wait for ever.
 */
final class RowTasks {
    /** Rows a thread takes at once: enough work that taking it is not felt, little enough that threads end together. */
    private static final int BLOCK = 1024;

    private final Scorer scorer;
    private final FeatureMatrix rows;
    private final double[] out;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch open;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private RowTasks(Scorer scorer, FeatureMatrix rows, double[] out) {
        this.scorer = scorer;
        this.rows = rows;
        this.out = out;
        this.open = new CountDownLatch(blocks(rows));
    }

    static void run(Scorer scorer, FeatureMatrix rows, double[] out, Executor executor, int tasks) {
        if (tasks < 1) {
            throw new IllegalArgumentException("The tasks (" + tasks + ") of a batch must be at least 1.\n"
                    + "Maybe give the number of threads of the executor.");
        }
        check(scorer, rows, 0, rows.rows(), out);
        RowTasks work = new RowTasks(scorer, rows, out);
        for (int i = Math.min(tasks, blocks(rows)); i > 1; i--) {
            try {
                executor.execute(work::drain);
            } catch (RejectedExecutionException e) {
                break;
            }
        }
        work.drain();
        work.finish();
    }

    private static int blocks(FeatureMatrix rows) {
        return rows.rows() / BLOCK + (rows.rows() % BLOCK == 0 ? 0 : 1);
    }

    private void drain() {
        Scratch scratch = new Scratch();
        int blocks = blocks(rows);
        for (int block = next.getAndIncrement(); block < blocks; block = next.getAndIncrement()) {
            try {
                int from = block * BLOCK;
                scorer.margins(rows, from, Math.min(from + BLOCK, rows.rows()), out, scratch);
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                open.countDown();
            }
        }
    }

    /** Waits for the blocks that other threads have taken; each is being worked on, so the wait is short. */
    private void finish() {
        boolean interrupted = false;
        while (true) {
            try {
                open.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("A block of rows could not be scored.", thrown);
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
