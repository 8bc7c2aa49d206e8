// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.live;

import java.util.function.Consumer;

/** Two listeners, one after the other. */
record BothListeners(LiveListener first, LiveListener second) implements ForwardingListener {
    @Override
    public void pass(Consumer<LiveListener> call) {
        try {
            call.accept(first);
        } finally {
            call.accept(second);
        }
    }
}
