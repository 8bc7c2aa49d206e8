// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.benchmarks.workload.BankData;
import io.nextbestaction.benchmarks.workload.Offers;
import io.nextbestaction.benchmarks.workload.Workload;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.ActionForest;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Scratch;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where does the time go, of one row, a row of a batch, and 50 actions? JFR samples the running thread, and the samples
 * are counted by the method that ran, inlined or not.
 *
 * <pre>{@code java -XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints -cp benchmarks/target/benchmarks.jar \
 *     io.nextbestaction.benchmarks.WhereTimeGoes}</pre>
 */
public final class WhereTimeGoes {
    private static final int ROWS = 256;
    private static final int BATCH = 1_000;
    private static final int ACTIONS = 50;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(4);
    /** Methods with less are one line. */
    private static final double LEAST = 0.02;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Scratch scratch = new Scratch();
    private double sink;

    private WhereTimeGoes() {}

    /** Prints the table. */
    public static void main(String[] arguments) throws IOException {
        WhereTimeGoes profile = new WhereTimeGoes();
        profile.out.println("| what | ns | method | share | ns |");
        profile.out.println("| --- | ---: | --- | ---: | ---: |");
        for (Workload workload : new Workload[] {Workload.S, Workload.M}) {
            profile.row(workload);
            profile.batch(workload);
            profile.actions(workload);
        }
        if (Double.isNaN(profile.sink)) {
            throw new IllegalStateException("A margin was no number.");
        }
    }

    private void row(Workload workload) throws IOException {
        Forest forest = workload.forest();
        double[][] rows = BankData.each(BankData.rows(ROWS));
        sample("one row, " + workload, 1, i -> sink += forest.margin(rows[i & (ROWS - 1)], scratch));
    }

    private void batch(Workload workload) throws IOException {
        Forest forest = workload.forest();
        FeatureMatrix rows = BankData.rows(BATCH);
        double[] margins = new double[BATCH];
        sample("a row of " + BATCH + ", " + workload, BATCH, i -> {
            forest.margins(rows, 0, BATCH, margins, scratch);
            sink += margins[0];
        });
    }

    private void actions(Workload workload) throws IOException {
        Forest forest = Offers.forest(workload);
        double[] offers = Offers.draw(ACTIONS);
        ActionForest compiled = forest.forActions(Offers.columns(forest), offers);
        double[][] customers = BankData.each(BankData.rows(ROWS));
        Arrays.setAll(customers, i -> Arrays.copyOf(customers[i], forest.inputs()));
        double[] margins = new double[ACTIONS];
        sample(ACTIONS + " actions, " + workload, 1, i -> {
            compiled.margins(customers[i & (ROWS - 1)], margins, scratch);
            sink += margins[0];
        });
        sample(ACTIONS + " actions of the call, " + workload, 1, i -> {
            compiled.margins(customers[i & (ROWS - 1)], offers, margins, scratch);
            sink += margins[0];
        });
    }

    /** One piece of work, by its number. */
    private interface Work {
        void run(int i);
    }

    private void sample(String name, int unit, Work work) throws IOException {
        run(WARM_UP, work);
        Path file = Files.createTempFile("profile", ".jfr");
        double nanos;
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(1));
            recording.start();
            nanos = run(MEASURED, work) / unit;
            recording.stop();
            recording.dump(file);
        }
        print(name, nanos, samples(file));
        Files.delete(file);
    }

    /** The nanoseconds of one piece of work, by the thread's own clock, which stands still while others run. */
    private static double run(Duration time, Work work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long took;
        int count = 0;
        do {
            for (int i = 0; i < ROWS; i++) {
                work.run(count++);
            }
            took = threads.getCurrentThreadCpuTime() - start;
        } while (took < time.toNanos());
        return (double) took / count;
    }

    private static Map<String, Integer> samples(Path file) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getStackTrace() != null
                    && !event.getStackTrace().getFrames().isEmpty()) {
                RecordedFrame top = event.getStackTrace().getFrames().get(0);
                String type = top.getMethod().getType().getName();
                counts.merge(
                        type.substring(type.lastIndexOf('.') + 1) + "."
                                + top.getMethod().getName(),
                        1,
                        Integer::sum);
            }
        }
        return counts;
    }

    private void print(String name, double nanos, Map<String, Integer> counts) {
        double all = counts.values().stream().mapToInt(count -> count).sum();
        String what = name;
        String whole = "%,.0f".formatted(nanos);
        double rest = 0;
        for (Map.Entry<String, Integer> entry : counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .toList()) {
            double share = entry.getValue() / all;
            if (share < LEAST) {
                rest += share;
                continue;
            }
            line(what, whole, entry.getKey(), share, nanos);
            what = "";
            whole = "";
        }
        line(what, whole, "others", rest, nanos);
    }

    private void line(String what, String whole, String method, double share, double nanos) {
        out.println("| %s | %s | %s | %.0f %% | %,.0f |".formatted(what, whole, method, 100 * share, share * nanos));
    }
}
