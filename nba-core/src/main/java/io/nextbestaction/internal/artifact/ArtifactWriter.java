// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.artifact.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes an artifact to a file: all of it or nothing. */
public final class ArtifactWriter {
    private ArtifactWriter() {}

    /** The bytes of the file; the same contents give the same bytes. */
    public static byte[] bytes(ArtifactContents contents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(contents, out::writeBytes);
        } catch (IOException e) {
            throw new AssertionError("bytes in memory cannot fail to be written", e);
        }
        return out.toByteArray();
    }

    /**
     * Writes the file, replacing an earlier one in one step: a reader sees the old or the new, never a part.
     *
     * @throws ArtifactException if it cannot be written; nothing is left behind
     */
    public static void write(ArtifactContents contents, Path file) {
        if (Files.isDirectory(file)) {
            throw new ArtifactException(
                    file.toString(),
                    "The artifact (" + file + ") must be a file, not a folder.\nMaybe add a file name to the path.",
                    null);
        }
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(contents, bytes -> {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                });
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(target);
        } catch (IOException e) {
            throw new ArtifactException(
                    file.toString(),
                    "The artifact (" + file + ") must be writable ("
                            + e.getClass().getSimpleName()
                            + ").\nMaybe its folder does not exist, is read-only or is full.",
                    e);
        } finally {
            deleteQuietly(part);
        }
    }

    private static void write(ArtifactContents contents, Sink sink) throws IOException {
        StoredZip zip = new StoredZip();
        byte[] manifest = contents.manifestBytes();
        sink.write(zip.header(StoredZip.MANIFEST, manifest));
        sink.write(manifest);
        for (Manifest.Entry entry : contents.manifest().entries()) {
            byte[] bytes = contents.bytes(entry);
            sink.write(zip.header(entry.name(), bytes));
            sink.write(bytes);
        }
        sink.write(zip.directory());
    }

    /** Makes the new name last through a power cut, where the system lets a folder be opened. */
    private static void syncFolder(Path target) {
        try (FileChannel folder = FileChannel.open(target.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            return; // not possible on Windows, and not needed for the file to be whole
        }
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            return; // the first failure is the one to tell
        }
    }

    @FunctionalInterface
    private interface Sink {
        void write(byte[] bytes) throws IOException;
    }
}
