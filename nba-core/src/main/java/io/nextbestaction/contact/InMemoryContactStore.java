// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Rows in a concurrent map, each replaced by compare-and-set. */
final class InMemoryContactStore implements ContactStore {
    private static final Versioned ABSENT = new Versioned(0, ContactState.EMPTY);

    private final ConcurrentMap<Key, Versioned> rows = new ConcurrentHashMap<>();

    private record Key(String policy, String key) {}

    @Override
    public Versioned load(String policy, String key) {
        return rows.getOrDefault(new Key(policy, key), ABSENT);
    }

    @Override
    public boolean replace(String policy, String key, long expectedVersion, ContactState next) {
        Key row = new Key(policy, key);
        Versioned changed = new Versioned(expectedVersion + 1, next);
        if (expectedVersion == 0) {
            return rows.putIfAbsent(row, changed) == null;
        }
        Versioned current = rows.get(row);
        return current != null && current.version() == expectedVersion && rows.replace(row, current, changed);
    }
}
