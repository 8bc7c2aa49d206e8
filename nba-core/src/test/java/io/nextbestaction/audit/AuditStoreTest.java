// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.history.Interaction;
import io.nextbestaction.history.InteractionType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The store in memory; {@link FileLogTest} does the same on files. */
class AuditStoreTest {
    static final List<DecisionRecord> RECORDS = Bank.records(20, 3);
    static final Interaction SHOWN =
            Interaction.of("C1", "a3", "phone", Instant.parse("2026-05-04T12:00:00.000000001Z"), InteractionType.SHOWN);

    static void fill(AuditStore store) {
        RECORDS.forEach(record -> {
            store.append(record);
            store.append(new Interaction(
                    record.customer(), "H", record.action(), "phone", record.time(), InteractionType.CLICKED));
        });
        store.append(SHOWN);
    }

    static void check(AuditStore store) {
        assertThat(store.decisions()).isEqualTo(RECORDS);
        assertThat(store.interactions("C1")).hasSize(2).endsWith(SHOWN);
        List<DecisionRecord> ofOne = new ArrayList<>();
        store.read("C7", new AuditReader() {
            @Override
            public void decision(DecisionRecord record) {
                ofOne.add(record);
            }
        });
        assertThat(ofOne).containsExactly(RECORDS.get(7));
        ChainCheck check = store.verify();
        assertThat(check.broken()).isEmpty();
        assertThat(check.isWhole()).isTrue();
        assertThat(check.head()).hasSize(64);
    }

    @Test
    void what_was_kept_is_read_in_order_and_by_customer() {
        try (AuditStore store = AuditStore.inMemory()) {
            fill(store);
            check(store);
            assertThat(store.verify().entries()).isEqualTo(1 + 20 + 20 + 1);
        }
    }

    @Test
    void an_entry_that_was_changed_taken_out_or_put_in_breaks_the_chain() {
        MemoryLog log = new MemoryLog();
        fill(AuditStore.on(log));
        List<LogEntry> all = new ArrayList<>();
        log.read("", all::add);
        LogEntry third = all.get(2);
        byte[] content = third.content().clone();
        content[content.length - 1] ^= 1;

        assertBrokenAt(3, all, list -> list.set(2, new LogEntry(third.kind(), "", content, third.hash())));
        assertBrokenAt(3, all, list -> list.remove(2));
        assertBrokenAt(4, all, list -> list.add(3, third));
        assertBrokenAt(1, all, list -> list.remove(0));
    }

    private static void assertBrokenAt(int entry, List<LogEntry> all, Consumer<List<LogEntry>> change) {
        List<LogEntry> changed = new ArrayList<>(all);
        change.accept(changed);
        MemoryLog log = new MemoryLog();
        changed.forEach(e -> log.append(log.head(), e));

        ChainCheck check = AuditStore.on(log).verify();

        assertThat(check.isWhole()).isFalse();
        assertThat(check.entries()).isEqualTo(entry - 1);
        assertThat(check.broken())
                .isEqualTo("The entry " + entry + " of the store must follow the one before it.\n"
                        + "Maybe one was changed, taken out or put in.");
    }
}
