// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Shares the rows of a batch among the threads of a pool, for libraries without threads of their own. */
final class SharedRows implements AutoCloseable {

    /** Scores the rows from one position to before another. */
    @FunctionalInterface
    interface Part {
        void score(int from, int to);
    }

    private final int threads;
    private final ExecutorService pool;

    SharedRows(int threads) {
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(threads);
    }

    void forEach(int rows, Part part) {
        if (threads == 1) {
            part.score(0, rows);
            return;
        }
        List<Callable<Void>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int from = (int) ((long) rows * i / threads);
            int to = (int) ((long) rows * (i + 1) / threads);
            parts.add(() -> {
                part.score(from, to);
                return null;
            });
        }
        try {
            for (Future<Void> done : pool.invokeAll(parts)) {
                done.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new PeerFailure(e);
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
