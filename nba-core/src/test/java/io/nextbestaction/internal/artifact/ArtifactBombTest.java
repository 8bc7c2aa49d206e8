// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.nextbestaction.artifact.ArtifactException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that would grow beyond all memory in a careless reader; what is allocated is measured. */
class ArtifactBombTest {
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    /** The bytes this thread allocates while a file is refused with a message. */
    private static long allocatedRefusing(Path file, String message) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        ArtifactException thrown = null;
        try {
            ArtifactReader.read(file);
        } catch (ArtifactException e) {
            thrown = e;
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(thrown).isNotNull().hasMessage(message);
        return allocated;
    }

    @Test
    void a_gigabyte_of_zeros_is_never_unpacked() throws IOException {
        Path file = folder.resolve("bomb.nba");
        byte[] zeros = new byte[1 << 20];
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            for (int i = 0; i < 1024; i++) {
                zip.write(zeros);
            }
        }
        assertThat(Files.size(file)).isLessThan(2 * MIB);
        long allocated = allocatedRefusing(
                file,
                "The compression (method 8) of entry \"manifest.json\" of artifact " + file
                        + " must be none (method 0).\n"
                        + "Maybe another program packed it: keep the file as it was saved.");
        assertThat(allocated).isLessThan(4 * MIB);
    }

    @Test
    void an_artifact_packed_again_by_another_program_is_refused() throws IOException {
        ArtifactContents contents = Fixtures.artifact();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(contents.manifestBytes());
        }
        assertThatExceptionOfType(ArtifactException.class)
                .isThrownBy(() -> ArtifactReader.read(out.toByteArray(), "x.nba"))
                .withMessageContaining("must be none (method 0)");
    }

    @Test
    void a_million_entries_end_at_the_first_the_manifest_does_not_list() throws IOException {
        Path file = folder.resolve("many.nba");
        StoredZip zip = new StoredZip();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArtifactContents contents = Fixtures.artifact();
        out.writeBytes(zip.header("manifest.json", contents.manifestBytes()));
        out.writeBytes(contents.manifestBytes());
        byte[] none = new byte[0];
        for (int i = 0; i < 1_000_000; i++) {
            out.writeBytes(zip.header("e" + i, none));
        }
        Files.write(file, out.toByteArray());
        long allocated = allocatedRefusing(
                file,
                "The entry \"e0\" of artifact " + file + " must be \"schema.json\", the next its manifest lists.\n"
                        + "Maybe another program changed it: use the file as it was saved.");
        assertThat(allocated).isLessThan(3 * Files.size(file) + 4 * MIB);
    }

    @Test
    void a_manifest_of_a_million_entries_is_refused_unread() throws IOException {
        Path file = folder.resolve("long.nba");
        byte[] manifest = ("{\"format\": 1, \"entries\": [" + "{},".repeat(2_000_000) + "{}]}").getBytes(UTF_8);
        Files.write(file, ArtifactDamageTest.zip(java.util.Map.of("manifest.json", manifest)));
        long allocated = allocatedRefusing(
                file,
                "The manifest (" + manifest.length + " bytes) of artifact " + file + " must be at most 4194304 bytes.\n"
                        + "Maybe the file was damaged on its way: copy or save it again.");
        assertThat(allocated).isLessThan(3 * Files.size(file) + 4 * MIB);
    }

    @Test
    void declared_sizes_allocate_nothing() throws IOException {
        byte[] bytes = ArtifactWriter.bytes(Fixtures.artifact());
        for (int field : new int[] {18, 22}) {
            byte[] lying = bytes.clone();
            lying[field + 3] = (byte) 0x7F; // 2 GiB
            Path file = Files.write(folder.resolve("lying" + field + ".nba"), lying);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThatExceptionOfType(ArtifactException.class).isThrownBy(() -> ArtifactReader.read(file));
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4 * MIB);
        }
    }
}
