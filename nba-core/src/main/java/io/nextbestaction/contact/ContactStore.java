// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

/**
 * Where contact states are kept: one row for each policy and key, with a version that grows by one with every change.
 * Implementations are thread-safe; {@link #replace} is atomic over every process that shares the store, which is all that
 * keeps two services from both sending.
 */
public interface ContactStore {

    /**
     * A state and the version it has in the store.
     *
     * @param version 0 for a row that does not exist yet
     * @param state the state
     */
    record Versioned(long version, ContactState state) {}

    /** The state under a key; {@link ContactState#EMPTY} of version 0 if there is none. */
    Versioned load(String policy, String key);

    /**
     * Replaces the state under a key if its version is still the one expected, and raises the version by one; over SQL an
     * update {@code where version = expected}, or for version 0 an insert.
     *
     * @return whether it was replaced; false if somebody else was faster
     */
    boolean replace(String policy, String key, long expectedVersion, ContactState next);

    /** A store in memory, for one process. */
    static ContactStore inMemory() {
        return new InMemoryContactStore();
    }
}
