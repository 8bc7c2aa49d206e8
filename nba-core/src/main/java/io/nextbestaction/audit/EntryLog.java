// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import java.util.function.Consumer;

/**
 * A medium that keeps entries in order, for {@link AuditStore}: memory, files, a database. Implementations are thread-safe.
 */
public interface EntryLog extends AutoCloseable {
    /** The hash of the last entry, {@link LogEntry#start()} before the first. */
    byte[] head();

    /**
     * Adds an entry if its predecessor is still the last.
     *
     * @param head the hash of the predecessor
     * @return whether it was added; false if somebody else was faster
     * @throws AuditException if the medium fails
     */
    boolean append(byte[] head, LogEntry entry);

    /**
     * Returns when everything added so far is as safe as this medium promises.
     *
     * @throws AuditException if the medium fails
     */
    void force();

    /** Whether a card can be found again by readers of what is appended next. */
    boolean hasCard(long key);

    /**
     * Reads entries in order.
     *
     * @param customer whose to read besides the cards; empty for all. A medium without an index may pass others, too
     * @throws AuditException if the medium fails
     */
    void read(String customer, Consumer<LogEntry> reader);

    @Override
    void close();
}
