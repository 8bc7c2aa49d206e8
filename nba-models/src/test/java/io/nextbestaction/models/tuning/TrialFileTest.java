// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialFileTest {
    private static final double[][] FIRST = {{0.1, 1e-300}, {Math.PI / 4, 0}};
    private static final double[][] SECOND = {{1}, {0.3}};

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void begin() {
        path = folder.resolve("trials");
        try (TrialFile file = TrialFile.open(path, "abc 7")) {
            file.append("one", FIRST, 1.5);
            file.append("two", SECOND, 0.25);
        }
    }

    @Test
    void finished_trials_are_found_again_to_the_bit() {
        try (TrialFile file = TrialFile.open(path, "abc 7")) {
            TrialFile.Saved one = Objects.requireNonNull(file.find("one"));
            assertThat(one.raw()).isDeepEqualTo(FIRST);
            assertThat(one.seconds()).isEqualTo(1.5);
            assertThat(Objects.requireNonNull(file.find("two")).raw()).isDeepEqualTo(SECOND);
            assertThat(file.find("three")).isNull();
        }
    }

    @Test
    void a_torn_last_line_is_dropped_wherever_it_was_torn_and_the_file_goes_on() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length++) {
            Files.write(path, java.util.Arrays.copyOf(whole, length));
            try (TrialFile file = TrialFile.open(path, "abc 7")) {
                file.append("two", SECOND, 0.25);
            }
            try (TrialFile file = TrialFile.open(path, "abc 7")) {
                assertThat(file.find("two")).as("torn at %s", length).isNotNull();
            }
        }
        assertThat(Files.readAllBytes(path)).endsWith(whole[whole.length - 1]);
    }

    @Test
    void any_other_change_is_refused_or_changes_nothing() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        int header = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 300; round++) {
            byte[] changed = whole.clone();
            // Not the last line, whose end may be torn.
            int at = header + random.nextInt(20);
            changed[at] ^= (byte) (1 << random.nextInt(7));
            Files.write(path, changed);
            assertThatThrownBy(() -> TrialFile.open(path, "abc 7"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The line 2 of the trial file (" + path + ") must be as it was written.\n"
                            + "Maybe the file was edited or damaged: delete it to begin anew.");
        }
    }

    @Test
    void a_file_of_other_data_or_another_seed_or_of_another_kind_is_refused() throws IOException {
        assertThatThrownBy(() -> TrialFile.open(path, "abc 8"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The trial file (" + path + ") must belong to the same rows, labels and seed.\n"
                        + "Maybe give this search a file of its own.");
        Files.writeString(path, "age,churned\n1,0\n");
        assertThatThrownBy(() -> TrialFile.open(path, "abc 7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The trial file (" + path + ") must begin as one.\nMaybe another file is meant.");
        Files.writeString(path, "precious");
        assertThatThrownBy(() -> TrialFile.open(path, "abc 7")).isInstanceOf(IllegalArgumentException.class);
        assertThat(path).hasContent("precious");
    }

    @Test
    void two_searches_do_not_write_to_one_file() {
        try (TrialFile file = TrialFile.open(path, "abc 7")) {
            assertThat(file.size()).isEqualTo(2);
            assertThatThrownBy(() -> TrialFile.open(path, "abc 7"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The trial file (" + path + ") must be used by one search at a time.\n"
                            + "Maybe give the other search a file of its own.");
        }
    }
}
