// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a model opened, closed in reverse order. */
final class Closing {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new PeerFailure(e);
            }
        }
    }
}
