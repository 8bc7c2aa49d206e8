// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form of a segment, and what is left of one whose writer died. A segment is a header (eight bytes of name, the hash
 * before its first entry) and frames (length of content, kind, content, hash).
 *
 * @param number the segment to go on with
 * @param position where its next frame goes; 0 if it must begin
 * @param head the hash of the last whole entry
 * @param cards the keys of the cards it holds
 * @param torn what was cut off
 */
@SuppressWarnings("ArrayRecordComponent") // a hash on its way to the log; never compared
record FileRecovery(long number, long position, byte[] head, Set<Long> cards, List<Torn> torn) {
    private static final byte[] MAGIC = "NBALOG1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH = 32;
    private static final int FRAME = Integer.BYTES + 1 + HASH;
    static final int HEADER = 8 + HASH;

    static byte[] header(byte[] head) {
        return ByteBuffer.allocate(HEADER).put(MAGIC).put(head).array();
    }

    static ByteBuffer frame(LogEntry entry) {
        return ByteBuffer.allocate(FRAME + entry.content().length)
                .putInt(entry.content().length)
                .put((byte) entry.kind().code())
                .put(entry.content())
                .put(entry.hash())
                .flip();
    }

    /** The numbers of the segments in a folder, ascending. */
    static List<Long> segments(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{12}\\.log"))
                    .map(name -> Long.parseLong(name.substring(0, 12)))
                    .sorted()
                    .toList();
        }
    }

    /** Reads the last segment and cuts off what is unfinished. */
    static FileRecovery of(Path folder) throws IOException {
        List<Torn> torn = new ArrayList<>();
        List<Long> segments = new ArrayList<>(segments(folder));
        while (!segments.isEmpty()) {
            long number = segments.remove(segments.size() - 1);
            Path file = folder.resolve(FileLog.name(number));
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length < HEADER) {
                // The writer died between making a segment and its first entry.
                torn.add(cut(file, bytes, 0));
                Files.delete(file);
                continue;
            }
            byte[] head = headOf(FileLog.name(number), bytes);
            Set<Long> cards = new HashSet<>();
            int at = HEADER;
            while (at < bytes.length) {
                LogEntry entry = entry(bytes, at, bytes.length, head);
                if (entry == null) {
                    checkTail(FileLog.name(number), bytes, at);
                    torn.add(cut(file, bytes, at));
                    break;
                }
                if (entry.kind() == LogEntry.Kind.CARD) {
                    cards.add(EngineCard.parse(entry.content()).key());
                }
                head = entry.hash();
                at += FRAME + entry.content().length;
            }
            return new FileRecovery(number, at, head, cards, List.copyOf(torn));
        }
        return new FileRecovery(1, 0, LogEntry.start(), Set.of(), List.copyOf(torn));
    }

    private static byte[] headOf(String segment, byte[] bytes) {
        if (bytes.length < HEADER || !Arrays.equals(Arrays.copyOf(bytes, MAGIC.length), MAGIC)) {
            throw new AuditException("The segment (" + segment
                    + ") of an audit log must begin with the header of one.\n" + "Maybe another file has its name.");
        }
        return Arrays.copyOfRange(bytes, MAGIC.length, HEADER);
    }

    /** The entry that begins at a place; null if none does that follows the head. */
    private static @Nullable LogEntry entry(byte[] bytes, int at, int end, byte[] head) {
        if (at + FRAME > end) {
            return null;
        }
        int length = ByteBuffer.wrap(bytes).getInt(at);
        LogEntry.Kind kind = LogEntry.Kind.of(bytes[at + Integer.BYTES]);
        if (length < 0 || length > end - at - FRAME || kind == null) {
            return null;
        }
        int content = at + Integer.BYTES + 1;
        byte[] hash = Arrays.copyOfRange(bytes, content + length, content + length + HASH);
        return Arrays.equals(hash, LogEntry.hash(head, kind, bytes, content, length))
                ? new LogEntry(kind, "", Arrays.copyOfRange(bytes, content, content + length), hash)
                : null;
    }

    /** An unfinished end has nothing whole after it; damage in the middle has, and is not ours to cut. */
    private static void checkTail(String segment, byte[] bytes, int at) {
        for (int next = at + HASH; next + FRAME <= bytes.length; next++) {
            if (entry(bytes, next, bytes.length, Arrays.copyOfRange(bytes, next - HASH, next)) != null) {
                throw damaged(segment, at);
            }
        }
    }

    private static AuditException damaged(String segment, int at) {
        return new AuditException("The entry at byte " + at + " of segment " + segment
                + " must follow the one before it.\nMaybe the file is damaged or was changed: restore it from a copy.");
    }

    /** Nothing is lost for good: what is cut off stays beside the segment. */
    private static Torn cut(Path file, byte[] bytes, int at) throws IOException {
        String name = file.getFileName().toString();
        Files.write(file.resolveSibling(name + ".torn-" + at), Arrays.copyOfRange(bytes, at, bytes.length));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(at);
            channel.force(true);
        }
        return new Torn(name, at, bytes.length - at);
    }

    /**
     * Reads the entries of a segment.
     *
     * @param before the hash the segment before it ended with, null for the first
     * @return the hash it ends with
     */
    static byte[] read(String segment, byte[] bytes, int end, byte @Nullable [] before, Consumer<LogEntry> reader) {
        byte[] head = headOf(segment, bytes);
        if (before != null && !Arrays.equals(before, head)) {
            throw new AuditException("The segment " + segment + " must begin with the hash of the one before it.\n"
                    + "Maybe a segment is missing.");
        }
        for (int at = HEADER; at < end; ) {
            LogEntry entry = entry(bytes, at, end, head);
            if (entry == null) {
                throw damaged(segment, at);
            }
            reader.accept(entry);
            head = entry.hash();
            at += FRAME + entry.content().length;
        }
        return head;
    }
}
