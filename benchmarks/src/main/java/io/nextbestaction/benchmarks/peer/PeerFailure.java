// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

/** A checked exception of a peer's library, passed on. */
final class PeerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PeerFailure(Throwable cause) {
        super(
                "A call of the peer's library must succeed.\nMaybe its own message tells why: " + cause.getMessage(),
                cause);
    }
}
