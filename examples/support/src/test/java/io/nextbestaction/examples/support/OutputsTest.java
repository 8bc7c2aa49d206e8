// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OutputsTest {
    @TempDir
    Path folder;

    private Outputs outputs(String... arguments) {
        Outputs outputs = new Outputs("example", "page.html");
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("outputs", spec(outputs))).parseArgs(arguments);
        return outputs;
    }

    private static CommandLine.Model.CommandSpec spec(Outputs outputs) {
        return CommandLine.Model.CommandSpec.forAnnotatedObject(outputs);
    }

    @Test
    void files_go_below_target_unless_told_otherwise() {
        assertThat(outputs().file("page.html")).isEqualTo(Path.of("target/example/page.html"));
        assertThat(outputs("--out", folder.toString()).file("page.html")).isEqualTo(folder.resolve("page.html"));
    }

    @Test
    void what_cannot_be_written_is_refused_before_the_work() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Files.createDirectory(folder.resolve("page.html"));

        assertThatThrownBy(() -> outputs("--out", file.toString()).check())
                .hasMessage("The folder (" + file + ") of --out must be a folder that can be written.\n"
                        + "Maybe name another with --out FOLDER.");
        assertThatThrownBy(() -> outputs("--out", folder.toString()).check())
                .hasMessageStartingWith("The file (" + folder.resolve("page.html") + ") of --out must be a file");
        assertThatThrownBy(() -> outputs("--json", folder.toString()).check())
                .hasMessageStartingWith("The file (" + folder + ") of --json must be a file");
    }

    @Test
    void results_are_written_as_json_where_that_is_asked_for() throws Exception {
        Path file = folder.resolve("result.json");
        outputs().writeJson(Map.of("a", 1));
        outputs("--json", file.toString()).writeJson(Map.of("a", 1));

        assertThat(Files.readString(file)).contains("\"a\" : 1");
    }
}
