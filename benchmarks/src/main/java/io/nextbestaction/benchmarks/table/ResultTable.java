// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.table;

import io.nextbestaction.benchmarks.internal.JmhResults;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Turns JMH result files into the table of the README, so that nobody types numbers.
 *
 * <pre>{@code java -cp benchmarks/target/benchmarks.jar io.nextbestaction.benchmarks.table.ResultTable result.json…}</pre>
 *
 * <p>{@code --lines} prints one line a workload instead; {@code --commit X} and {@code --machine X} say what is else read
 * from git and the system, on the machine that runs this.
 */
public final class ResultTable {
    private static final String USAGE = "Usage: ResultTable [--lines] [--commit X] [--machine X] result.json…";

    private ResultTable() {}

    /** Prints the table. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<Path> files = new ArrayList<>();
        boolean lines = false;
        String commit = "";
        String machine = "";
        for (int i = 0; i < args.length; i++) {
            boolean hasValue = i + 1 < args.length;
            switch (args[i]) {
                case "--lines" -> lines = true;
                case "--commit" -> commit = hasValue ? args[++i] : "";
                case "--machine" -> machine = hasValue ? args[++i] : "";
                default -> files.add(Path.of(args[i]));
            }
        }
        if (files.isEmpty()) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Report report = JmhResults.read(files);
        out.print(
                lines
                        ? CompareLines.of(report)
                        : MarkdownTable.of(
                                report, machine.isEmpty() ? machine() : machine, commit.isEmpty() ? commit() : commit));
    }

    private static String machine() throws IOException {
        String cpu = System.getProperty("os.arch");
        Path info = Path.of("/proc/cpuinfo");
        if (Files.exists(info)) {
            try (Stream<String> rows = Files.lines(info, StandardCharsets.UTF_8)) {
                cpu = rows.filter(row -> row.startsWith("model name"))
                        .map(row -> row.substring(row.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(cpu);
            }
        }
        return cpu + ", " + Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name");
    }

    private static String commit() throws InterruptedException {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12").start();
            String name = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? name : "unknown";
        } catch (IOException e) {
            return "unknown";
        }
    }
}
