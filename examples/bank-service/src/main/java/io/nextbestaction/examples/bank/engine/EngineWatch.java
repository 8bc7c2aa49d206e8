// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.nextbestaction.Decision;
import io.nextbestaction.live.LiveListener;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what happens in the engine into figures and log lines, and remembers the last artifact refused. */
final class EngineWatch implements LiveListener {
    private static final Logger LOG = LoggerFactory.getLogger(EngineWatch.class);

    private final Timer decisions;
    private final Counter failures;
    private final Counter swaps;
    private final Counter refusals;
    private final Clock clock;
    private final AtomicReference<@Nullable Refusal> last = new AtomicReference<>();

    EngineWatch(MeterRegistry figures, Clock clock) {
        this.decisions = figures.timer("bank.decide");
        this.failures = figures.counter("bank.decide.failures");
        this.swaps = figures.counter("bank.artifact.swaps");
        this.refusals = figures.counter("bank.artifact.refusals");
        this.clock = clock;
    }

    @Override
    public void decided(Decision decision, long nanos) {
        decisions.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(RuntimeException cause) {
        failures.increment();
    }

    @Override
    public void swapped(String from, String to) {
        swaps.increment();
        last.set(null);
        LOG.info("Engine {} took over from {}", to, from);
    }

    @Override
    public void refused(String file, RuntimeException cause) {
        refusals.increment();
        last.set(new Refusal(clock.instant(), String.valueOf(cause.getMessage())));
        LOG.warn("The engine in service stays, for {} was refused: {}", file, cause.getMessage());
    }

    /** The file is sound again. */
    void sound() {
        last.set(null);
    }

    @Nullable
    Refusal lastRefusal() {
        return last.get();
    }

    /** An artifact that was not taken over. */
    record Refusal(Instant at, String because) {}
}
