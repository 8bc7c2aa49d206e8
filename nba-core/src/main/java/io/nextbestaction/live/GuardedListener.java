// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.live;

import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Keeps what a listener throws away from decisions. */
final class GuardedListener implements LiveListener {
    private final LiveListener listener;
    private final LongAdder failures = new LongAdder();

    GuardedListener(LiveListener listener) {
        this.listener = listener;
    }

    boolean isUsed() {
        return listener != NONE;
    }

    long failures() {
        return failures.sum();
    }

    private void guard(Consumer<LiveListener> call) {
        if (listener == NONE) {
            return;
        }
        try {
            call.accept(listener);
        } catch (RuntimeException e) {
            failures.increment();
        }
    }

    @Override
    public void decided(Decision decision, long nanos) {
        guard(l -> l.decided(decision, nanos));
    }

    @Override
    public void failed(RuntimeException cause) {
        guard(l -> l.failed(cause));
    }

    @Override
    public void swapped(NextBestAction<?> from, NextBestAction<?> to) {
        guard(l -> l.swapped(from, to));
    }

    @Override
    public void refused(String file, RuntimeException cause) {
        guard(l -> l.refused(file, cause));
    }

    @Override
    public void agreed(Decision served, Decision candidate) {
        guard(l -> l.agreed(served, candidate));
    }

    @Override
    public void differed(Decision served, Decision candidate) {
        guard(l -> l.differed(served, candidate));
    }
}
