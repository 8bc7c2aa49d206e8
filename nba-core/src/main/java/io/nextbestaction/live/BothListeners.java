// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.live;

import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import java.util.function.Consumer;

/** Two listeners, one after the other. */
record BothListeners(LiveListener first, LiveListener second) implements LiveListener {
    private void both(Consumer<LiveListener> call) {
        try {
            call.accept(first);
        } finally {
            call.accept(second);
        }
    }

    @Override
    public void decided(Decision decision, long nanos) {
        both(l -> l.decided(decision, nanos));
    }

    @Override
    public void failed(RuntimeException cause) {
        both(l -> l.failed(cause));
    }

    @Override
    public void swapped(NextBestAction<?> from, NextBestAction<?> to) {
        both(l -> l.swapped(from, to));
    }

    @Override
    public void refused(String file, RuntimeException cause) {
        both(l -> l.refused(file, cause));
    }

    @Override
    public void agreed(Decision served, Decision candidate) {
        both(l -> l.agreed(served, candidate));
    }

    @Override
    public void differed(Decision served, Decision candidate) {
        both(l -> l.differed(served, candidate));
    }
}
