// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.live;

import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import java.util.function.Consumer;

/** Passes on all it hears in one way. */
interface ForwardingListener extends LiveListener {
    /** Has a listener, or some, called. */
    void pass(Consumer<LiveListener> call);

    @Override
    default void decided(Decision decision, long nanos) {
        pass(l -> l.decided(decision, nanos));
    }

    @Override
    default void failed(RuntimeException cause) {
        pass(l -> l.failed(cause));
    }

    @Override
    default void swapped(NextBestAction<?> from, NextBestAction<?> to) {
        pass(l -> l.swapped(from, to));
    }

    @Override
    default void refused(String file, RuntimeException cause) {
        pass(l -> l.refused(file, cause));
    }

    @Override
    default void agreed(Decision served, Decision candidate) {
        pass(l -> l.agreed(served, candidate));
    }

    @Override
    default void differed(Decision served, Decision candidate) {
        pass(l -> l.differed(served, candidate));
    }
}
