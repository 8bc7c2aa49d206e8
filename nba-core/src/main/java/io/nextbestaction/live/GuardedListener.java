// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.live;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Keeps what a listener throws away from decisions. */
final class GuardedListener implements ForwardingListener {
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

    @Override
    public void pass(Consumer<LiveListener> call) {
        if (listener == NONE) {
            return;
        }
        try {
            call.accept(listener);
        } catch (RuntimeException e) {
            failures.increment();
        }
    }
}
