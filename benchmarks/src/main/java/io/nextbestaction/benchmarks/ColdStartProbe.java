// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.benchmarks.workload.Engines;
import io.nextbestaction.features.synthetic.BankCustomer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/** One cold JVM: loads, decides, prints its {@link #FIGURES} in microseconds. Started by {@link ColdStart}. */
public final class ColdStartProbe {
    /** What it prints, in order. */
    static final List<String> FIGURES = List.of(
            "jvm-start-to-main",
            "load",
            "warm-up",
            "first-decision",
            "main-to-first-decision",
            "mean-of-first-1000",
            "mean-of-steady-state");

    /** Whether the service warms up before its first decision. */
    enum Mode {
        /** It does not. */
        COLD,
        /** It does. */
        WARMED
    }

    private static final int CUSTOMERS = 4096;
    private static final int FIRST = 1000;
    /** How long the JIT compiler gets after the first thousand. */
    private static final long SETTLING_NANOS = 8_000_000_000L;

    private static final int STEADY = 2000;

    private ColdStartProbe() {}

    /** Runs once: the mode, then the artifact. */
    public static void main(String[] args) {
        long main = System.nanoTime();
        long booted = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        boolean warmed = Mode.valueOf(args[0]) == Mode.WARMED;
        // Drawing customers is no part of a service, so its time is taken off.
        long before = System.nanoTime();
        List<BankCustomer> customers = Engines.customers(CUSTOMERS);
        long drawn = System.nanoTime() - before;

        long start = System.nanoTime();
        NextBestAction<BankCustomer> engine = Engines.load(Path.of(args[1]));
        long loaded = System.nanoTime();
        if (warmed) {
            engine.warmUp();
        }
        long ready = System.nanoTime();
        long ranked = engine.decide(customers.get(0)).ranked().size();
        long decided = System.nanoTime();
        ranked += decide(engine, customers, FIRST - 1);
        long first = System.nanoTime();
        while (System.nanoTime() - first < SETTLING_NANOS) {
            ranked += decide(engine, customers, FIRST);
        }
        long settled = System.nanoTime();
        ranked += decide(engine, customers, STEADY);
        long steady = System.nanoTime();
        if (ranked < FIRST) {
            throw new IllegalStateException("The candidates (" + ranked + ") must be at least one a decision.");
        }
        double[] nanos = {
            booted * 1e6,
            loaded - start,
            ready - loaded,
            decided - ready,
            decided - main - drawn,
            (double) (first - ready) / FIRST,
            (double) (steady - settled) / STEADY
        };
        StringBuilder line = new StringBuilder();
        for (double figure : nanos) {
            line.append(figure / 1e3).append(' ');
        }
        System.out.println(line);
    }

    private static long decide(NextBestAction<BankCustomer> engine, List<BankCustomer> customers, int count) {
        long ranked = 0;
        for (int i = 0; i < count; i++) {
            ranked += engine.decide(customers.get(i % CUSTOMERS)).ranked().size();
        }
        return ranked;
    }
}
