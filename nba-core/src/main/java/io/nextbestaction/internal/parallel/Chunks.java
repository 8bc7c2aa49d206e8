// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.parallel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares numbered chunks of work among threads: whoever is free takes the next. The calling thread works too, so an executor
 * that is full, or runs nothing before we return, only means less help, never a wait for ever.
 */
public final class Chunks {
    private final int count;
    private final Supplier<IntConsumer> worker;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch open;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Chunks(int count, Supplier<IntConsumer> worker) {
        this.count = count;
        this.worker = worker;
        this.open = new CountDownLatch(count);
    }

    /**
     * Returns when every chunk is done; after a failure, chunks not yet begun are left out and the first failure is thrown.
     *
     * @param count how many chunks, numbered from 0
     * @param worker asked once by each thread that helps, so that it may keep buffers of its own
     * @param tasks how many threads may work, the calling one included
     */
    public static void run(int count, Supplier<IntConsumer> worker, Executor executor, int tasks) {
        Chunks chunks = new Chunks(count, worker);
        for (int i = Math.min(tasks, count); i > 1; i--) {
            try {
                executor.execute(chunks::drain);
            } catch (RejectedExecutionException e) {
                break;
            }
        }
        chunks.drain();
        chunks.finish();
    }

    private void drain() {
        IntConsumer work = worker.get();
        for (int chunk = next.getAndIncrement(); chunk < count; chunk = next.getAndIncrement()) {
            try {
                if (failure.get() == null) {
                    work.accept(chunk);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                open.countDown();
            }
        }
    }

    /** Waits for the chunks other threads have taken. */
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
        if (thrown instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }
}
