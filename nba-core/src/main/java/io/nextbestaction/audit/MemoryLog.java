// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Entries in a list, for tests and single processes. */
final class MemoryLog implements EntryLog {
    private final List<LogEntry> entries = new ArrayList<>();

    @Override
    public synchronized byte[] head() {
        return entries.isEmpty()
                ? LogEntry.start()
                : entries.get(entries.size() - 1).hash();
    }

    @Override
    public synchronized boolean append(byte[] head, LogEntry entry) {
        return Arrays.equals(head, head()) && entries.add(entry);
    }

    @Override
    public void force() {
        // memory is as safe as it gets
    }

    @Override
    public synchronized boolean hasCard(long key) {
        return entries.stream()
                .anyMatch(e -> e.kind() == LogEntry.Kind.CARD
                        && EngineCard.parse(e.content()).key() == key);
    }

    @Override
    public void read(String customer, Consumer<LogEntry> reader) {
        List<LogEntry> all;
        synchronized (this) {
            all = List.copyOf(entries);
        }
        all.forEach(reader);
    }

    @Override
    public void close() {
        // nothing is held
    }
}
