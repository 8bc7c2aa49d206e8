// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.benchmarks.workload.Engines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long does a service take from {@code main} to its first decision, through its first thousand, and when warm; and
 * what does {@code warmUp()} change?
 *
 * <p>Data: the explained engine of eight actions; every run is a fresh JVM of the same kind as this one. Prints medians.
 *
 * <pre>{@code java -cp benchmarks/target/benchmarks.jar io.nextbestaction.benchmarks.ColdStart [runs]}</pre>
 */
public final class ColdStart {
    private static final int RUNS = 11;

    private ColdStart() {}

    /** Forks the JVMs and prints one line a figure. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int runs = args.length == 0 ? RUNS : Integer.parseInt(args[0]);
        Path artifact = Engines.artifact(8, true);
        for (ColdStartProbe.Mode mode : ColdStartProbe.Mode.values()) {
            List<double[]> figures = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                figures.add(run(mode, artifact));
            }
            print(mode, figures);
        }
    }

    private static void print(ColdStartProbe.Mode mode, List<double[]> figures) {
        for (int f = 0; f < ColdStartProbe.FIGURES.size(); f++) {
            int figure = f;
            double[] sorted = figures.stream()
                    .mapToDouble(values -> values[figure])
                    .sorted()
                    .toArray();
            System.out.println(String.format(
                    Locale.ROOT,
                    "ColdStart-%s %s median %.1f us (%.1f to %.1f, %d runs)",
                    mode,
                    ColdStartProbe.FIGURES.get(f),
                    sorted[sorted.length / 2],
                    sorted[0],
                    sorted[sorted.length - 1],
                    sorted.length));
        }
    }

    private static double[] run(ColdStartProbe.Mode mode, Path artifact) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ColdStartProbe.class.getName(),
                        mode.name(),
                        artifact.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The probe (exit " + process.exitValue()
                    + ") of a cold start must end well.\nMaybe its own message tells why.");
        }
        return Arrays.stream(output.strip().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
