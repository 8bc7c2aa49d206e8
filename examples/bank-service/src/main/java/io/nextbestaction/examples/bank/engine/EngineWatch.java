// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.engine;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.live.LiveListener;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs which engine took over and which artifact was refused, and remembers the last refusal. */
final class EngineWatch implements LiveListener {
    private static final Logger LOG = LoggerFactory.getLogger(EngineWatch.class);

    private final Clock clock;
    private final AtomicReference<@Nullable Refusal> last = new AtomicReference<>();

    EngineWatch(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void swapped(NextBestAction<?> from, NextBestAction<?> to) {
        last.set(null);
        LOG.info("Engine {} took over from {}", to.id(), from.id());
    }

    @Override
    public void refused(String file, RuntimeException cause) {
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
