// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.artifact.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything a file can suffer on its way, by accident or by intent. */
class ArtifactDamageTest {
    private static final byte[] WHOLE = ArtifactWriter.bytes(Fixtures.artifact());
    private static final String KEEP = ".\nMaybe another program changed it: use the file as it was saved.";
    private static final String COPY = ".\nMaybe the file was damaged on its way: copy or save it again.";
    private static final String CUT = ".\nMaybe the file was cut off: copy or save it again.";

    @TempDir
    Path folder;

    static void refused(byte[] bytes, String message) {
        assertThatExceptionOfType(ArtifactException.class)
                .isThrownBy(() -> ArtifactReader.read(bytes, "x.nba"))
                .withMessage(message)
                .satisfies(e -> assertThat(e.file()).isEqualTo("x.nba"));
    }

    private static void assertRefused(byte[] bytes, String change) {
        assertThatExceptionOfType(ArtifactException.class)
                .as(change)
                .isThrownBy(() -> ArtifactReader.read(bytes, "x.nba"))
                .withMessageContainingAll(" must ", "x.nba", ".\nMaybe ");
    }

    /** A zip file in our form of any entries at all, whether or not the manifest tells of them. */
    static byte[] zip(Map<String, byte[]> entries) {
        StoredZip zip = new StoredZip();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        entries.forEach((name, bytes) -> {
            out.writeBytes(zip.header(name, bytes));
            out.writeBytes(bytes);
        });
        out.writeBytes(zip.directory());
        return out.toByteArray();
    }

    private static Map<String, byte[]> entries() {
        ArtifactContents contents = Fixtures.artifact();
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("manifest.json", contents.manifestBytes());
        contents.manifest().entries().forEach(e -> entries.put(e.name(), contents.bytes(e)));
        return entries;
    }

    private static byte[] zipWithManifest(String from, String to) {
        Map<String, byte[]> entries = entries();
        entries.computeIfPresent(
                "manifest.json",
                (k, v) -> new String(v, UTF_8).replace(from, to).getBytes(UTF_8));
        return zip(entries);
    }

    @Test
    void every_changed_byte_is_noticed() {
        assertThat(WHOLE.length).isLessThan(20_000);
        for (int i = 0; i < WHOLE.length; i++) {
            byte[] bytes = WHOLE.clone();
            bytes[i] ^= (byte) (1 << (i % 8));
            assertRefused(bytes, "bit flipped at " + i);
            bytes[i] = (byte) ~WHOLE[i];
            assertRefused(bytes, "byte inverted at " + i);
        }
    }

    @Test
    void every_cut_and_every_addition_is_noticed() {
        for (int length = 0; length < WHOLE.length; length++) {
            assertRefused(Arrays.copyOf(WHOLE, length), "cut to " + length);
        }
        assertRefused(Arrays.copyOf(WHOLE, WHOLE.length + 1), "one byte more");
        byte[] shifted = new byte[WHOLE.length + 1];
        System.arraycopy(WHOLE, 0, shifted, 1, WHOLE.length);
        assertRefused(shifted, "one byte before");
    }

    @Test
    void random_files_are_refused() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            if (i % 2 == 0) {
                System.arraycopy(WHOLE, 0, bytes, 0, Math.min(bytes.length, random.nextInt(60)));
            }
            assertRefused(bytes, "random " + i);
        }
    }

    @Test
    void damage_is_told_where_it_is() {
        Map<String, byte[]> entries = entries();
        int manifestEnd = StoredZip.LOCAL_SIZE + 13 + Fixtures.artifact().manifestBytes().length;
        refused(new byte[0], "The artifact (x.nba) must not be empty.\nMaybe a copy broke off: copy or save it again.");
        refused(
                "{\"a\": 1}".getBytes(UTF_8),
                "The start (7b226122) of artifact x.nba must be that of a zip file (504b0304).\n"
                        + "Maybe it is another kind of file.");
        refused(Arrays.copyOf(WHOLE, 100), "The entry \"manifest.json\" of artifact x.nba must be complete" + CUT);
        refused(Arrays.copyOf(WHOLE, 20), "The manifest of artifact x.nba must be complete" + CUT);
        refused(
                Arrays.copyOf(WHOLE, manifestEnd + 50),
                "The entry \"schema.json\" of artifact x.nba must be complete" + CUT);
        refused(Arrays.copyOf(WHOLE, WHOLE.length - 1), "The directory of artifact x.nba must be complete" + CUT);
        refused(flip(100), "The manifest of artifact x.nba must match the checksum beside it" + COPY);
        refused(
                flip(manifestEnd + 10),
                "The header of entry \"schema.json\" of artifact x.nba must be as this library writes it" + COPY);
        refused(
                flip(WHOLE.length - 1),
                "The directory (" + directorySize(entries) + " bytes) of artifact x.nba must list exactly its entries"
                        + " and end the file" + COPY);
        byte[] schema = NamesCodec.encode(Fixtures.SCHEMA);
        schema[5] ^= 1;
        String found = Sha256.hex(schema).substring(0, 12);
        String listed = Sha256.hex(NamesCodec.encode(Fixtures.SCHEMA)).substring(0, 12);
        entries.put("schema.json", schema);
        refused(
                zip(entries),
                "The SHA-256 (" + found + "…) of entry \"schema.json\" of artifact x.nba must be " + listed
                        + "… as its manifest says" + COPY);
        entries.put("schema.json", new byte[7]);
        refused(
                zip(entries),
                "The size (7 bytes) of entry \"schema.json\" of artifact x.nba must be " + schema.length
                        + " bytes as its manifest says" + COPY);
    }

    private static byte[] flip(int position) {
        byte[] bytes = WHOLE.clone();
        bytes[position] ^= 1;
        return bytes;
    }

    private static int directorySize(Map<String, byte[]> entries) {
        return 22
                + entries.keySet().stream().mapToInt(name -> 46 + name.length()).sum();
    }

    @Test
    void a_newer_format_names_both_numbers() {
        refused(
                zipWithManifest("\"format\": 1", "\"format\": 7,\n  \"unheard\": true"),
                "The format (7) of artifact x.nba must be at most 1, the newest this library reads.\n"
                        + "Maybe upgrade nba-core to the version that saved it.");
        refused(
                zipWithManifest("\"format\": 1", "\"format\": 0"),
                "The entry \"manifest.json\" of artifact x.nba must be readable: The format (0) of a manifest must be"
                        + " at least 1.\nMaybe the file was edited: save it again.");
        refused(
                zipWithManifest("\"format\": 1", "\"format\": \"1\""),
                "The value (\"1\", a text) of format in entry \"manifest.json\" of artifact x.nba, line 2, column 13"
                        + " must be a number.\nMaybe remove the quotes.");
        refused(
                zipWithManifest("2026-11-21", "yesterday"),
                "The value (\"yesterdayT10:00:00Z\", a text) of created in entry \"manifest.json\" of artifact x.nba,"
                        + " line 4, column 14 must be a time like 2026-01-31T12:00:00Z.\nMaybe it was edited.");
    }

    @Test
    void added_missing_repeated_and_swapped_entries_are_refused() {
        Map<String, byte[]> added = entries();
        added.put("evil.bin", new byte[3]);
        refused(
                zip(added),
                "The entry \"evil.bin\" of artifact x.nba must be one its manifest lists.\n"
                        + "Maybe another program added it: use the file as it was saved.");
        Map<String, byte[]> missing = entries();
        missing.remove("propensity/0.model");
        refused(zip(missing), "The entry \"propensity/0.model\" of artifact x.nba must be present" + COPY);
        Map<String, byte[]> swapped = entries();
        swapped.remove("features.json");
        refused(
                zip(swapped),
                "The entry \"churn.model\" of artifact x.nba must be \"features.json\", the next its manifest lists"
                        + KEEP);
        StoredZip zip = new StoredZip();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] manifest = Fixtures.artifact().manifestBytes();
        out.writeBytes(zip.header("manifest.json", manifest));
        out.writeBytes(manifest);
        byte[] schema = NamesCodec.encode(Fixtures.SCHEMA);
        for (int i = 0; i < 2; i++) {
            out.writeBytes(zip.header("schema.json", schema));
            out.writeBytes(schema);
        }
        out.writeBytes(zip.directory());
        refused(out.toByteArray(), "The entry \"schema.json\" of artifact x.nba must come once" + KEEP);
        refused(
                zip(Map.of("word/document.xml", new byte[9])),
                "The first entry (\"word/document.xml\") of artifact x.nba must be \"manifest.json\".\n"
                        + "Maybe it is a zip file of another program.");
    }

    @Test
    void names_that_leave_the_folder_are_refused() {
        for (String name : List.of("../schema.json", "/etc/schema.json", "a\\\\schema.json", "")) {
            assertRefused(zipWithManifest("schema.json", name), name);
        }
        refused(
                zipWithManifest("schema.json", "../schema.json"),
                "The entry \"manifest.json\" of artifact x.nba must be readable: The name (14 characters) of an entry"
                        + " must be a relative path of letters, digits, dot, dash and underscore, at most 100"
                        + " characters.\nMaybe the file was edited: save it again.");
        refused(
                zipWithManifest("schema.json", "manifest.json"),
                "The entry \"manifest.json\" of artifact x.nba must be readable: The entry \"manifest.json\" of a"
                        + " manifest must be listed once, and not be itself.\nMaybe the file was edited: save it again.");
    }

    @Test
    void a_second_view_through_the_directory_is_refused() {
        byte[] hidden = WHOLE.clone();
        int directory = WHOLE.length - directorySize(entries());
        hidden[directory + 46] ^= 0x20; // the directory calls the manifest "Manifest.json"
        assertRefused(hidden, "another name in the directory");
        byte[] twice = Arrays.copyOf(WHOLE, 2 * WHOLE.length);
        System.arraycopy(WHOLE, 0, twice, WHOLE.length, WHOLE.length);
        assertRefused(twice, "two archives in one file");
    }

    @Test
    void files_that_cannot_be_artifacts_are_refused() throws IOException {
        Path absent = folder.resolve("absent.nba");
        refused(
                absent,
                "The artifact (" + absent + ") must exist.\nMaybe the path is wrong, or nothing was saved yet.");
        refused(folder, "The artifact (" + folder + ") must be a file, not a folder.\nMaybe name the file inside it.");
        Path empty = Files.createFile(folder.resolve("empty.nba"));
        refused(
                empty,
                "The artifact (" + empty + ") must not be empty.\nMaybe a copy broke off: copy or save it again.");
        Path huge = folder.resolve("huge.nba");
        try (var channel = java.nio.channels.FileChannel.open(
                huge, java.nio.file.StandardOpenOption.CREATE_NEW, java.nio.file.StandardOpenOption.WRITE)) {
            channel.position(5L << 30).write(java.nio.ByteBuffer.allocate(1)); // sparse
        }
        refused(
                huge,
                "The size (5368709121 bytes) of artifact " + huge + " must be at most 268435456 bytes.\n"
                        + "Maybe it is another kind of file.");
    }

    private static void refused(Path file, String message) {
        assertThatExceptionOfType(ArtifactException.class)
                .isThrownBy(() -> ArtifactReader.read(file))
                .withMessage(message);
    }

    @Test
    void declared_sizes_in_the_manifest_are_not_believed() {
        Manifest.Entry schema = Fixtures.artifact().manifest().entries().get(0);
        assertRefused(
                zipWithManifest("\"size\": " + schema.size(), "\"size\": " + Integer.MAX_VALUE), "2 GiB declared");
        assertRefused(zipWithManifest("\"size\": " + schema.size(), "\"size\": -1"), "negative");
        assertRefused(zipWithManifest("\"size\": " + schema.size(), "\"size\": 1e15"), "no int");
        ArtifactContents empty = ArtifactContents.builder("0.1.0", Instant.EPOCH, Fixtures.provenance())
                .put("a", new byte[0])
                .build();
        assertThat(ArtifactReader.read(ArtifactWriter.bytes(empty), "x.nba").id())
                .isEqualTo(empty.id());
    }
}
