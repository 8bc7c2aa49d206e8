// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.live;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.audit.RecordSink;
import io.nextbestaction.audit.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The engine in service, replaced whole while it decides. Every decision reads the engine once and belongs to that version
 * alone, which {@link Decision#engine()} names. Starts no thread: files are looked at when {@link #poll} is called, by the
 * caller's scheduler. Thread-safe; decisions never wait for a swap.
 *
 * <pre>{@code
 * LiveEngine<Customer> live = LiveEngine.of(NextBestAction.load(file, Customer.class));
 * scheduler.scheduleWithFixedDelay(() -> live.poll(file, f -> NextBestAction.load(f, Customer.class)), 1, 1, MINUTES);
 * Decision decision = live.decide(customer, Context.NONE);
 * }</pre>
 *
 * @param <C> the user's customer type
 */
public final class LiveEngine<C> {
    private final RecordSink sink;
    private final GuardedListener listener;
    private final LongAdder decisions = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder swaps = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private volatile Version<C> version;
    private volatile @Nullable Shadow<C> shadow;
    private @Nullable Stamp seen;

    /** What changes together: an engine, and its recorder where there is a sink. */
    private record Version<C>(
            NextBestAction<C> engine, @Nullable Recorder<C> recorder) {}

    /** What tells that a file was written. */
    private record Stamp(Path file, long modified, long size) {}

    private LiveEngine(NextBestAction<C> engine, RecordSink sink, LiveListener listener) {
        this.sink = sink;
        this.listener = new GuardedListener(listener);
        this.version = version(engine);
    }

    /** An engine in service that nobody watches and that keeps no records. */
    public static <C> LiveEngine<C> of(NextBestAction<C> engine) {
        return new LiveEngine<>(engine, RecordSink.NONE, LiveListener.NONE);
    }

    /**
     * An engine in service.
     *
     * @param sink keeps a record of every decision made by {@link #decide(String, Object, Context)}; {@link RecordSink#NONE}
     *     for none
     * @param listener hears what happens; {@link LiveListener#NONE} for nobody
     * @throws IllegalArgumentException if there is a sink and the engine cannot be saved
     */
    public static <C> LiveEngine<C> of(NextBestAction<C> engine, RecordSink sink, LiveListener listener) {
        return new LiveEngine<>(engine, sink, listener);
    }

    private Version<C> version(NextBestAction<C> engine) {
        return new Version<>(engine, sink == RecordSink.NONE ? null : Recorder.of(engine, sink));
    }

    /** The engine in service now, for its fast door; a workspace is good for the engine that made it. */
    public NextBestAction<C> engine() {
        return version.engine();
    }

    /**
     * Decides for one customer without a record; see {@link NextBestAction#decide(Object, Context)}.
     *
     * @throws IllegalArgumentException as that does
     */
    public Decision decide(C customer, Context context) {
        return decide(customer, context, now -> now.engine().decide(customer, context));
    }

    /**
     * Decides for one customer and keeps the record, if there is a sink.
     *
     * @param key the customer's key in the records
     * @throws IllegalArgumentException as {@link Recorder#decide} does
     */
    public Decision decide(String key, C customer, Context context) {
        return decide(customer, context, now -> {
            Recorder<C> recorder = now.recorder();
            return recorder == null ? now.engine().decide(customer, context) : recorder.decide(key, customer, context);
        });
    }

    private Decision decide(C customer, Context context, Function<Version<C>, Decision> how) {
        Version<C> now = version;
        long started = listener.isUsed() ? System.nanoTime() : 0;
        Decision decision;
        try {
            decision = how.apply(now);
        } catch (RuntimeException e) {
            failures.increment();
            listener.failed(e);
            throw e;
        }
        decisions.increment();
        if (listener.isUsed()) {
            listener.decided(decision, System.nanoTime() - started);
        }
        Shadow<C> candidate = shadow;
        if (candidate != null) {
            candidate.decide(customer, context, decision, listener);
        }
        return decision;
    }

    /**
     * Puts another engine into service, after its golden rows have been decided again to the bit.
     *
     * @throws IllegalArgumentException if they do not hold; the engine in service stays
     */
    public synchronized void swap(NextBestAction<C> next) {
        next.verify();
        NextBestAction<C> before = version.engine();
        version = version(next);
        swaps.increment();
        listener.swapped(before, next);
    }

    /**
     * Loads a file and puts its engine into service, if it is another. A file that is refused is told, and the engine in
     * service stays. One caller at a time.
     *
     * @param loader loads and so verifies, as {@link NextBestAction#load(Path, Class)} does
     * @return whether another engine is in service
     * @throws RuntimeException what the loader throws; or if the golden rows do not hold
     */
    public synchronized boolean load(Path file, Function<Path, NextBestAction<C>> loader) {
        seen = stamp(file);
        try {
            NextBestAction<C> next = loader.apply(file);
            if (next.id().equals(version.engine().id())) {
                return false;
            }
            swap(next);
            return true;
        } catch (RuntimeException e) {
            refusals.increment();
            listener.refused(file.toString(), e);
            throw e;
        }
    }

    /**
     * As {@link #load}, but only if the file was written since it was last looked at, so that its time or size differs; and
     * what is refused, as a file still being written, is told only.
     *
     * @return whether another engine is in service
     */
    public synchronized boolean poll(Path file, Function<Path, NextBestAction<C>> loader) {
        Stamp now = stamp(file);
        if (now != null && now.equals(seen)) {
            return false;
        }
        try {
            return load(file, loader);
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Null for a file that cannot be looked at, of which the loader will tell. */
    private static @Nullable Stamp stamp(Path file) {
        try {
            return new Stamp(file, Files.getLastModifiedTime(file).toMillis(), Files.size(file));
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Lets a candidate decide along from now on, in place of any other, on the deciding threads, which so take its time,
     * too; nobody hears it.
     */
    public synchronized void shadow(NextBestAction<C> candidate) {
        shadow = new Shadow<>(candidate);
    }

    /** What the candidate decided so far; null without one. */
    public @Nullable ShadowReport shadowReport() {
        Shadow<C> candidate = shadow;
        return candidate == null ? null : candidate.report();
    }

    /**
     * Ends the shadow.
     *
     * @return the candidate, to be put into service if it did well; null without one
     */
    public synchronized @Nullable NextBestAction<C> endShadow() {
        Shadow<C> candidate = shadow;
        shadow = null;
        return candidate == null ? null : candidate.candidate();
    }

    /** What happened so far. */
    public LiveCounts counts() {
        return new LiveCounts(decisions.sum(), failures.sum(), swaps.sum(), refusals.sum(), listener.failures());
    }
}
