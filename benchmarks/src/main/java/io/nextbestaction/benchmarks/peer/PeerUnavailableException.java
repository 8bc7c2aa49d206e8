// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

/** A peer whose native code does not load here: its figures are left out, the others go on. */
public final class PeerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PeerUnavailableException(Peer peer, Throwable cause) {
        super(
                "The native library of the peer " + peer + " must load on this machine ("
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                        + ").\nMaybe there is none for it: the peer is skipped.",
                cause);
    }
}
