// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import io.nextbestaction.internal.artifact.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One link of the chain: its hash is the SHA-256 of the hash before it, its kind and its content, so that no link can be
 * changed, taken out or put in without changing every one after it. The arrays are not copied and must not be changed.
 *
 * @param kind what the content is
 * @param customer the key of the customer it is about, empty for a card; for look-ups, not part of the chain
 * @param content the bytes
 * @param hash 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to and from a medium; never compared
public record LogEntry(Kind kind, String customer, byte[] content, byte[] hash) {
    /** What an entry adds to a record in a file: length, kind, card key and hash. */
    static final int OVERHEAD = 4 + 1 + 8 + 32;

    /** What an entry holds. */
    public enum Kind {
        /** An {@link EngineCard}. */
        CARD(1),
        /** The key of a card and a {@link DecisionRecord} in its compact form. */
        DECISION(2),
        /** An interaction. */
        INTERACTION(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** What media store. */
        public int code() {
            return code;
        }

        /** The kind of a code, null if there is none. */
        public static @Nullable Kind of(int code) {
            return switch (code) {
                case 1 -> CARD;
                case 2 -> DECISION;
                case 3 -> INTERACTION;
                default -> null;
            };
        }
    }

    /** The hash before the first entry. */
    public static byte[] start() {
        return new byte[32];
    }

    static LogEntry after(byte[] head, Kind kind, String customer, byte[] content) {
        return new LogEntry(kind, customer, content, hash(head, kind, content, 0, content.length));
    }

    static byte[] hash(byte[] head, Kind kind, byte[] bytes, int from, int length) {
        MessageDigest digest = Sha256.digest();
        digest.update(head);
        digest.update((byte) kind.code);
        digest.update(bytes, from, length);
        return digest.digest();
    }

    /** Whether this is what followed the entry with the given hash. */
    public boolean follows(byte[] head) {
        return Arrays.equals(hash, hash(head, kind, content, 0, content.length));
    }
}
