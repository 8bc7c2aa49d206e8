// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Entries in the numbered files of one folder, for one writing process. A segment that has reached its size is closed and
 * the next one begins with the hash of the last entry. Opening reads the last segment only, cuts off what a dead writer
 * left unfinished, and tells. An entry whose writing failed is cut off again; if that fails too, or the disk refuses a
 * force, the log takes no more: what the disk has is then unknown until it is opened again.
 */
public final class FileLog implements EntryLog {
    private static final long DEFAULT_SEGMENT = 64L << 20;

    private final Path folder;
    private final Sync sync;
    private final long segmentBytes;
    private final FileChannel lockFile;
    private final List<Torn> torn;
    private final Object forcing = new Object();
    private final Set<Long> cards = new HashSet<>();
    private FileChannel segment;
    private long number;
    private byte[] head;
    private long position;
    private long appended;
    private boolean broken;
    private volatile long forced;

    private FileLog(Path folder, Sync sync, long segmentBytes, FileChannel lockFile) throws IOException {
        this.folder = folder;
        this.sync = sync;
        this.segmentBytes = segmentBytes;
        this.lockFile = lockFile;
        FileRecovery recovery = FileRecovery.of(folder);
        this.torn = recovery.torn();
        this.number = recovery.number();
        this.head = recovery.head();
        if (recovery.position() == 0) {
            this.segment = begin();
        } else {
            this.position = recovery.position();
            this.segment = FileChannel.open(file(), StandardOpenOption.WRITE);
            segment.position(position);
            cards.addAll(recovery.cards());
        }
    }

    /** Opens a folder with segments of 64 MiB; see {@link #open(Path, Sync, long)}. */
    public static FileLog open(Path folder, Sync sync) {
        return open(folder, sync, DEFAULT_SEGMENT);
    }

    /**
     * Opens a folder, made if absent, and recovers what a dead writer left.
     *
     * @param sync when an entry counts as kept
     * @param segmentBytes after how many bytes a segment is closed; one entry may exceed it
     * @throws AuditException if another process writes to it, a segment is damaged before its end, or a file cannot be
     *     read or written
     */
    public static FileLog open(Path folder, Sync sync, long segmentBytes) {
        FileChannel lockFile = null;
        try {
            Files.createDirectories(folder);
            lockFile = FileChannel.open(
                    folder.resolve("writer.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(folder, lockFile);
            return new FileLog(folder, sync, segmentBytes, lockFile);
        } catch (IOException e) {
            closeQuietly(lockFile);
            throw failure(folder, "be readable and writable", e);
        } catch (AuditException e) {
            closeQuietly(lockFile);
            throw e;
        }
    }

    private static void lock(Path folder, FileChannel file) throws IOException {
        FileLock lock = null;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            // this process has it open already: the same as another one having it
        }
        if (lock == null) {
            throw new AuditException("The folder (" + folder + ") of an audit log must have one writer.\n"
                    + "Maybe another process, or this one, has it open.");
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // the failure that brought us here is the one to tell
        }
    }

    private static AuditException failure(Path file, String rule, IOException cause) {
        return new AuditException(
                "The audit log (" + file + ") must " + rule
                        + ".\nMaybe the disk is full, or the folder is not this user's.",
                cause);
    }

    /** What was cut off when the log was opened. */
    public List<Torn> torn() {
        return torn;
    }

    private Path file() {
        return folder.resolve(name(number));
    }

    static String name(long number) {
        return String.format(Locale.ROOT, "%012d.log", number);
    }

    private FileChannel begin() throws IOException {
        FileChannel next = FileChannel.open(file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ByteBuffer header = ByteBuffer.wrap(FileRecovery.header(head));
        while (header.hasRemaining()) {
            next.write(header);
        }
        next.force(true);
        forceFolder();
        position = FileRecovery.HEADER;
        cards.clear();
        return next;
    }

    /** A new file is only found after loss of power if its folder was written, too. */
    private void forceFolder() throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (java.nio.file.AccessDeniedException e) {
            // Windows does not open folders, and writes them by itself
        }
    }

    @Override
    public synchronized byte[] head() {
        return head;
    }

    @Override
    public synchronized boolean append(byte[] expected, LogEntry entry) {
        if (!Arrays.equals(expected, head)) {
            return false;
        }
        checkSound();
        ByteBuffer frame = FileRecovery.frame(entry);
        int length = frame.remaining();
        try {
            while (frame.hasRemaining()) {
                segment.write(frame);
            }
        } catch (IOException e) {
            cutOff();
            throw failure(file(), "take another entry", e);
        }
        position += length;
        head = entry.hash();
        appended++;
        if (entry.kind() == LogEntry.Kind.CARD) {
            cards.add(EngineCard.parse(entry.content()).key());
        }
        if (sync == Sync.EACH) {
            forceSegment();
        }
        if (position >= segmentBytes) {
            rotate();
        }
        return true;
    }

    private void checkSound() {
        if (broken) {
            throw new AuditException("The audit log (" + folder + ") must not be written to after its disk failed.\n"
                    + "Maybe open it again once the disk is well.");
        }
    }

    private void cutOff() {
        try {
            segment.truncate(position);
            segment.position(position);
        } catch (IOException e) {
            broken = true;
        }
    }

    private void rotate() {
        forceSegment();
        try {
            segment.close();
            number++;
            segment = begin();
        } catch (IOException e) {
            broken = true;
            throw failure(file(), "begin", e);
        }
    }

    private synchronized void forceSegment() {
        checkSound();
        try {
            if (sync != Sync.NONE) {
                segment.force(false);
            }
        } catch (IOException e) {
            // The kernel may have dropped what it could not write, so a second force that succeeds would prove nothing.
            broken = true;
            throw failure(file(), "reach the disk", e);
        }
    }

    @Override
    public void force() {
        if (sync != Sync.GROUP) {
            return;
        }
        long mine;
        synchronized (this) {
            mine = appended;
        }
        // Whoever comes first forces for all who queue up behind.
        synchronized (forcing) {
            if (forced >= mine) {
                return;
            }
            FileChannel current;
            long reached;
            synchronized (this) {
                checkSound();
                current = segment;
                reached = appended;
            }
            forceOutside(current);
            forced = reached;
        }
    }

    /** Others go on appending meanwhile; a segment closed meanwhile was forced when it was. */
    private void forceOutside(FileChannel current) {
        try {
            current.force(false);
        } catch (java.nio.channels.ClosedChannelException e) {
            synchronized (this) {
                checkSound();
            }
        } catch (IOException e) {
            synchronized (this) {
                broken = true;
            }
            throw failure(folder, "reach the disk", e);
        }
    }

    @Override
    public synchronized boolean hasCard(long key) {
        return cards.contains(key);
    }

    @Override
    public void read(String customer, Consumer<LogEntry> reader) {
        long last;
        long end;
        synchronized (this) {
            last = number;
            end = position;
        }
        try {
            byte[] before = null;
            for (long n : FileRecovery.segments(folder)) {
                if (n <= last) {
                    byte[] bytes = Files.readAllBytes(folder.resolve(name(n)));
                    before = FileRecovery.read(name(n), bytes, n == last ? (int) end : bytes.length, before, reader);
                }
            }
        } catch (IOException e) {
            throw failure(folder, "be readable", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (!broken) {
                forceSegment();
            }
        } finally {
            broken = true;
            closeQuietly(segment);
            closeQuietly(lockFile);
        }
    }
}
