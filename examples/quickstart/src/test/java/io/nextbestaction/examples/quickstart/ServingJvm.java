// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A fresh JVM as a service has it: the serving modules and nothing else. */
final class ServingJvm {
    private static final List<String> SERVING =
            List.of("nba-core", "nba-features", "nba-explain", "fastcsv", "jackson-core", "jspecify");

    private ServingJvm() {}

    /** The serving modules and what they need, as a class path or a module path. */
    static String modules() {
        String modules = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> SERVING.stream().anyMatch(name -> entry.contains(File.separator + name)))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(modules).contains("nba-core", "nba-features", "nba-explain").doesNotContain("tribuo", "xgboost");
        return modules;
    }

    /** Runs Java with the given arguments to its good end and returns the lines it printed. */
    static List<String> run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
