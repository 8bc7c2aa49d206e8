// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

class CommandsTest {
    @TempDir
    Path folder;

    @Command(name = "refused")
    private static final class Refused implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new IllegalArgumentException("The field \"id\" must be a category.\n"
                    + "Maybe leave it out with .ignore(\"id\"), or read it with .withSeparator(';').");
        }
    }

    @Test
    void bad_input_ends_with_code_2_and_one_message_in_words_of_the_command_line() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        assertThat(Commands.run(new Refused(), errors, errors)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("The field \"id\" must be a category.\n"
                        + "Maybe leave it out with --drop \"id\", or read it with --separator ';'.");
    }

    @Test
    void a_result_that_cannot_be_written_is_told_beforehand() throws IOException {
        assertThatCode(() -> Commands.checkFile("--json", null)).doesNotThrowAnyException();
        assertThatCode(() -> Commands.checkFile("--json", folder.resolve("new/deep/result.json")))
                .doesNotThrowAnyException();
        Path file = Files.writeString(folder.resolve("file"), "");
        for (Path bad : new Path[] {folder, file.resolve("below.json"), Path.of("")}) {
            assertThatThrownBy(() -> Commands.checkFile("--json", bad))
                    .hasMessage("The file (" + bad + ") of --json must be a file that can be written.\n"
                            + "Maybe it names a folder, or lies below a file.");
        }
    }

    @Test
    void a_folder_that_cannot_be_written_is_told_beforehand() throws IOException {
        assertThatCode(() -> Commands.checkFolder("--out", folder.resolve("new/deep")))
                .doesNotThrowAnyException();
        Path file = Files.writeString(folder.resolve("file"), "");
        for (Path bad : new Path[] {file, file.resolve("below")}) {
            assertThatThrownBy(() -> Commands.checkFolder("--out", bad))
                    .hasMessage("The folder (" + bad + ") of --out must be a folder that can be written.\n"
                            + "Maybe name another with --out FOLDER.");
        }
    }

    @Test
    void the_end_of_a_task_is_printed_once() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConsoleProgress progress = new ConsoleProgress(new PrintStream(out, true, StandardCharsets.UTF_8));
        progress.update("reading", 10, 20);
        progress.update("reading", 20, 20);
        progress.update("reading", 20, 20);
        progress.update("fitting", 20, 20);
        progress.update("reading", 20, 20);
        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(line -> line.substring(10, 17)))
                .containsExactly("reading", "reading", "fitting", "reading");
    }

    @Test
    void json_is_written_whole_with_its_folders() {
        Path json = folder.resolve("new/result.json");
        Commands.writeJson(json, Map.of("auc", 0.5));
        assertThat(json).content().isEqualToIgnoringWhitespace("{\"auc\": 0.5}");
        assertThat(json.resolveSibling("result.json.part")).doesNotExist();
    }
}
