// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.live;

import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;

/**
 * Hears what happens in a {@link LiveEngine}, on the thread it happens on, so it should be quick; what it throws is
 * counted and goes no further. Called by many threads at once.
 */
public interface LiveListener {
    /** Hears nothing; the engine then does not even look at the clock. */
    LiveListener NONE = new LiveListener() {};

    /**
     * A decision was made.
     *
     * @param nanos how long it took
     */
    default void decided(Decision decision, long nanos) {}

    /** A decision failed; whoever asked for it gets the same exception. */
    default void failed(RuntimeException cause) {}

    /**
     * Another engine took over.
     *
     * @param from the engine before, which decisions under way still use
     * @param to the engine now
     */
    default void swapped(NextBestAction<?> from, NextBestAction<?> to) {}

    /** A file was not taken over; the engine in service stays. */
    default void refused(String file, RuntimeException cause) {}

    /** A candidate decided on the same action in the shadow. */
    default void agreed(Decision served, Decision candidate) {}

    /** A candidate decided on another action in the shadow. */
    default void differed(Decision served, Decision candidate) {}

    /** This listener and then another, which hears everything whatever this one throws. */
    default LiveListener and(LiveListener next) {
        return new BothListeners(this, next);
    }
}
