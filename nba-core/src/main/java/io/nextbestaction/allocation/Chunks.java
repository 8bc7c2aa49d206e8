// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Shares numbered chunks of work among threads; the caller works too, so a full executor only means less help. */
final class Chunks {
    private final int count;
    private final IntConsumer work;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch open;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Chunks(int count, IntConsumer work) {
        this.count = count;
        this.work = work;
        this.open = new CountDownLatch(count);
    }

    static void run(int count, IntConsumer work, Executor executor, int tasks) {
        Chunks chunks = new Chunks(count, work);
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
