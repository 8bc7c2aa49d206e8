// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileLogTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Sync.class)
    void segments_go_on_where_the_last_one_ended_and_each_holds_the_cards_it_needs(Sync sync) throws IOException {
        List<DecisionRecord> first = AuditStoreTest.RECORDS.subList(0, 10);
        try (AuditStore store = AuditStore.on(FileLog.open(folder, sync, 5_000))) {
            first.forEach(store::append);
        }
        try (AuditStore store = AuditStore.on(FileLog.open(folder, sync, 5_000))) {
            AuditStoreTest.RECORDS.subList(10, 20).forEach(store::append);
            assertThat(store.decisions()).isEqualTo(AuditStoreTest.RECORDS);
            assertThat(store.verify().isWhole()).isTrue();
        }
        assertThat(FileRecovery.segments(folder).size()).isGreaterThan(2);
    }

    @Test
    void a_file_store_does_what_a_store_in_memory_does() {
        try (AuditStore store = AuditStore.on(FileLog.open(folder, Sync.NONE))) {
            AuditStoreTest.fill(store);
            AuditStoreTest.check(store);
        }
    }

    @Test
    void many_threads_that_append_under_group_sync_lose_and_mix_nothing() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try (AuditStore store = AuditStore.on(FileLog.open(folder, Sync.GROUP, 20_000))) {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                tasks.add(() -> {
                    AuditStoreTest.RECORDS.forEach(store::append);
                    return 0;
                });
            }
            for (Future<Integer> done : executor.invokeAll(tasks)) {
                done.get();
            }
            assertThat(store.decisions()).hasSize(80);
            assertThat(store.verify().isWhole()).isTrue();
        } finally {
            executor.shutdownNow();
        }
    }

    private static byte[] content(int i) {
        byte[] content = new byte[10 + i * 7 % 50];
        new SplittableRandom(i).nextBytes(content);
        return content;
    }

    private static void append(FileLog log, int i) {
        byte[] head = log.head();
        log.append(head, LogEntry.after(head, LogEntry.Kind.INTERACTION, "", content(i)));
        log.force();
    }

    private static List<byte[]> contents(FileLog log) {
        List<byte[]> contents = new ArrayList<>();
        log.read("", entry -> contents.add(entry.content()));
        return contents;
    }

    @Test
    void a_kill_at_any_byte_loses_only_the_entry_being_written_and_says_so() throws IOException {
        Path whole = folder.resolve("whole");
        long[] ends = new long[9];
        Path segment = whole.resolve(FileLog.name(1));
        try (FileLog log = FileLog.open(whole, Sync.NONE)) {
            ends[0] = Files.size(segment);
            for (int i = 0; i < 8; i++) {
                append(log, i);
                ends[i + 1] = Files.size(segment);
            }
        }
        byte[] bytes = Files.readAllBytes(segment);
        for (int cut = 0; cut < bytes.length; cut++) {
            int at = cut;
            int kept = (int) Arrays.stream(ends).filter(end -> end <= at).count() - 1;
            Path killed = folder.resolve("killed" + cut);
            Files.createDirectories(killed);
            Files.write(killed.resolve(FileLog.name(1)), Arrays.copyOf(bytes, cut));
            try (FileLog log = FileLog.open(killed, Sync.NONE)) {
                long offset = kept < 0 ? 0 : ends[kept];
                assertThat(contents(log)).hasSize(Math.max(kept, 0));
                assertThat(log.torn())
                        .isEqualTo(
                                cut > 0 && offset == cut
                                        ? List.of()
                                        : List.of(new Torn(FileLog.name(1), offset, cut - offset)));
                append(log, 99);
                assertThat(contents(log)).hasSize(Math.max(kept, 0) + 1);
            }
        }
    }

    @Test
    void garbage_at_the_end_is_cut_off_and_kept_beside_the_segment() throws IOException {
        try (FileLog log = FileLog.open(folder, Sync.EACH)) {
            append(log, 0);
            append(log, 1);
        }
        Path segment = folder.resolve(FileLog.name(1));
        byte[] bytes = Files.readAllBytes(segment);
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 50; round++) {
            byte[] garbage = new byte[1 + random.nextInt(200)];
            random.nextBytes(garbage);
            byte[] damaged = Arrays.copyOf(bytes, bytes.length + garbage.length);
            System.arraycopy(garbage, 0, damaged, bytes.length, garbage.length);
            Files.write(segment, damaged);
            try (FileLog log = FileLog.open(folder, Sync.NONE)) {
                assertThat(log.torn()).containsExactly(new Torn(FileLog.name(1), bytes.length, garbage.length));
                assertThat(contents(log)).hasSize(2);
            }
            assertThat(folder.resolve(FileLog.name(1) + ".torn-" + bytes.length))
                    .hasBinaryContent(garbage);
        }
    }

    @Test
    void damage_before_the_last_entry_is_never_cut_off() throws IOException {
        try (FileLog log = FileLog.open(folder, Sync.EACH)) {
            for (int i = 0; i < 4; i++) {
                append(log, i);
            }
        }
        Path segment = folder.resolve(FileLog.name(1));
        byte[] bytes = Files.readAllBytes(segment);
        // Every byte of the first entry but its length: that of the second may then be anywhere, and is found.
        for (int at = FileRecovery.HEADER; at < FileRecovery.HEADER + 37 + content(0).length - 32; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x11;
            Files.write(segment, damaged);
            assertThatThrownBy(() -> FileLog.open(folder, Sync.EACH))
                    .isInstanceOf(AuditException.class)
                    .hasMessage("The entry at byte 40 of segment 000000000001.log must follow the one before it.\n"
                            + "Maybe the file is damaged or was changed: restore it from a copy.");
            assertThat(segment).hasBinaryContent(damaged);
        }
    }

    @Test
    void a_missing_segment_breaks_the_chain() throws IOException {
        try (AuditStore store = AuditStore.on(FileLog.open(folder, Sync.NONE, 200))) {
            AuditStoreTest.fill(store);
            Files.delete(folder.resolve(FileLog.name(5)));
            assertThat(store.verify().broken())
                    .isEqualTo("The segment 000000000006.log must begin with the hash of the one before it.\n"
                            + "Maybe a segment is missing.");
        }
    }

    @Test
    void a_folder_has_one_writer() {
        try (FileLog log = FileLog.open(folder, Sync.NONE)) {
            assertThatThrownBy(() -> FileLog.open(folder, Sync.NONE))
                    .hasMessage("The folder (" + folder + ") of an audit log must have one writer.\n"
                            + "Maybe another process, or this one, has it open.");
            append(log, 1);
        }
        FileLog closed = FileLog.open(folder, Sync.NONE);
        closed.close();
        assertThatThrownBy(() -> append(closed, 1)).isInstanceOf(AuditException.class);
    }
}
