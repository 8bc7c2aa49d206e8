// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.artifact.Manifest;
import io.nextbestaction.model.ProbabilityModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactTest {
    @TempDir
    Path folder;

    private static void assertSame(ArtifactContents read, ArtifactContents written) {
        assertThat(read.manifest()).isEqualTo(written.manifest());
        assertThat(read.id()).isEqualTo(written.id());
        for (Manifest.Entry entry : written.manifest().entries()) {
            assertThat(read.bytes(entry)).isEqualTo(written.bytes(entry));
        }
    }

    @Test
    void what_is_written_is_read_back() {
        ArtifactContents written = Fixtures.artifact();
        Path file = folder.resolve("retail.nba");
        ArtifactWriter.write(written, file);
        ArtifactContents read = ArtifactReader.read(file);
        assertSame(read, written);
        assertThat(read.file()).isEqualTo(file.toString());
        assertThat(read.id()).matches("[0-9a-f]{64}");
        assertThat(read.has("schema.json")).isTrue();
        assertThat(read.has("absent")).isFalse();
        assertThat(read.manifest().entries())
                .extracting(Manifest.Entry::name)
                .startsWith("schema.json", "features.json");
        assertThat(read.manifest().provenance()).isEqualTo(Fixtures.provenance());
        assertThat(read.manifest().provenance().metrics().keySet()).containsExactly("auc", "brier", "none");
        assertThat(NamesCodec.schema(read.entry("schema.json"))).isEqualTo(Fixtures.SCHEMA);
        assertThatExceptionOfType(ArtifactException.class)
                .isThrownBy(() -> read.entry("absent"))
                .withMessage("The entry \"absent\" of artifact " + file + " must be present.\n"
                        + "Maybe it was saved by another version of the library: fit and save again.");
    }

    @Test
    void the_same_contents_give_the_same_bytes() throws IOException {
        byte[] bytes = ArtifactWriter.bytes(Fixtures.artifact());
        assertThat(ArtifactWriter.bytes(Fixtures.artifact())).isEqualTo(bytes);
        assertThat(ArtifactWriter.bytes(ArtifactReader.read(bytes, "x"))).isEqualTo(bytes);
        Path file = folder.resolve("a.nba");
        ArtifactWriter.write(Fixtures.artifact(), file);
        assertThat(file).hasBinaryContent(bytes);
        ArtifactContents later = ArtifactContents.builder("0.1.0", Instant.EPOCH, Fixtures.provenance())
                .build();
        assertThat(later.id()).isNotEqualTo(Fixtures.artifact().id());
    }

    @Test
    void the_jdk_reads_the_same_entries_both_by_headers_and_by_directory() throws IOException {
        ArtifactContents written = Fixtures.artifact();
        byte[] bytes = ArtifactWriter.bytes(written);
        List<String> names = new ArrayList<>(List.of(StoredZip.MANIFEST));
        written.manifest().entries().forEach(e -> names.add(e.name()));

        List<String> streamed = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                assertThat(content).isEqualTo(content(written, e.getName()));
                streamed.add(e.getName());
            }
        }
        assertThat(streamed).isEqualTo(names);

        Path file = Files.write(folder.resolve("x.zip"), bytes);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactlyElementsOf(names);
            for (String name : names) {
                assertThat(zip.getInputStream(zip.getEntry(name)).readAllBytes())
                        .isEqualTo(content(written, name));
            }
        }
    }

    private static byte[] content(ArtifactContents written, String name) {
        return name.equals(StoredZip.MANIFEST)
                ? written.manifestBytes()
                : written.entry(name).bytes();
    }

    /** The file was written by the first version of this format and is never written again. */
    @Test
    void the_first_file_of_format_1_is_read_for_ever() throws IOException {
        byte[] bytes;
        try (InputStream in = ArtifactTest.class.getResourceAsStream("format-1.nba")) {
            bytes = Objects.requireNonNull(in).readAllBytes();
        }
        ArtifactContents read = ArtifactReader.read(bytes, "format-1.nba");
        assertThat(read.id()).isEqualTo("6a85eb848bbda1445581d65a2fbcfc09fe132b7a4826cc2dae8f92476b0961a9");
        assertThat(read.manifest().provenance()).isEqualTo(Fixtures.provenance());
        assertThat(NamesCodec.schema(read.entry("schema.json"))).isEqualTo(Fixtures.SCHEMA);
        assertThat(NamesCodec.featureNames(read.entry("features.json"))).isEqualTo(Fixtures.FEATURES);
        assertThat(NamesCodec.segmentation(read.entry("segments.json"), read.entry("segments.centroids"))
                        .segments())
                .isEqualTo(Fixtures.segmentation().segments());
        ProbabilityModel churn = KernelCodec.probabilityModel(read.entry("churn.model"));
        assertThat(churn.calibration()).isEqualTo(Fixtures.calibration());
        assertThat(churn.scorer().margin(new double[] {0.5, Double.NaN})).isEqualTo(-0.12571834326705533);
        assertThat(KernelCodec.scorer(read.entry("propensity/0.model")).margin(new double[] {0.5, Double.NaN}))
                .isEqualTo(-0.5572503227509062);
        assertThat(GoldenRowCodec.decode(read.entry("golden.rows"))
                        .get(0)
                        .expected()
                        .difference(Fixtures.goldenRow().expected()))
                .isNull();
    }

    @Test
    void the_manifest_is_for_people_too() {
        ArtifactContents small = ArtifactContents.builder(
                        "0.1.0", Instant.parse("2026-11-21T10:00:00Z"), Fixtures.provenance())
                .put("a.txt", "a".getBytes(UTF_8))
                .build();
        assertThat(new String(small.manifestBytes(), UTF_8)).isEqualTo("""
                        {
                          "format": 1,
                          "library": "0.1.0",
                          "created": "2026-11-21T10:00:00Z",
                          "provenance": {
                            "trained": "2026-11-20T10:00:00.000000001Z",
                            "rows": 8000,
                            "positiveRate": 0.2037,
                            "dataHash": "%s",
                            "seed": -9223372036854775808,
                            "trainers": {
                              "churn": "gradient boosting (100 rounds, depth 4)",
                              "segments": "k-means"
                            },
                            "metrics": {
                              "auc": 0.86,
                              "brier": 0.1,
                              "none": "NaN"
                            }
                          },
                          "entries": [ {
                            "name": "a.txt",
                            "size": 1,
                            "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
                          } ]
                        }
                        """.formatted("ab".repeat(32)));
    }

    @Test
    void saving_replaces_the_old_file_and_leaves_nothing_beside_it() throws IOException {
        Path file = Files.writeString(folder.resolve("retail.nba"), "old");
        ArtifactWriter.write(Fixtures.artifact(), file);
        assertSame(ArtifactReader.read(file), Fixtures.artifact());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_failed_save_leaves_the_old_file_and_no_part_of_the_new() throws IOException {
        Path absent = folder.resolve("absent").resolve("retail.nba");
        assertThatExceptionOfType(ArtifactException.class)
                .isThrownBy(() -> ArtifactWriter.write(Fixtures.artifact(), absent))
                .withMessage("The artifact (" + absent + ") must be writable (NoSuchFileException).\n"
                        + "Maybe its folder does not exist, is read-only or is full.")
                .satisfies(e -> assertThat(e.file()).isEqualTo(absent.toString()));
        assertThatExceptionOfType(ArtifactException.class)
                .isThrownBy(() -> ArtifactWriter.write(Fixtures.artifact(), folder))
                .withMessage("The artifact (" + folder + ") must be a file, not a folder.\n"
                        + "Maybe add a file name to the path.");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void names_and_sizes_are_checked_before_saving() {
        for (String name :
                List.of("", "/a", "a/", "../a", "a/../b", "a//b", ".a", "a\\b", "c:a", "ä", "a".repeat(101))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder().put(name, new byte[0]))
                    .withMessage("The name (" + name.length() + " characters) of an entry must be a relative path of"
                            + " letters, digits, dot, dash and underscore, at most 100 characters.");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().put("a", new byte[0]).put("a", new byte[0]))
                .withMessage("The entry \"a\" of an artifact must be put once.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().put("manifest.json", new byte[0]))
                .withMessage("The entry \"manifest.json\" of an artifact must be put once.");
        ArtifactContents.Builder many = builder();
        for (int i = 0; i <= 4096; i++) {
            many.put("e" + i, new byte[0]);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(many::build)
                .withMessageStartingWith("The artifact (4097 entries, ");
    }

    private static ArtifactContents.Builder builder() {
        return ArtifactContents.builder("0.1.0", Instant.EPOCH, Fixtures.provenance());
    }
}
