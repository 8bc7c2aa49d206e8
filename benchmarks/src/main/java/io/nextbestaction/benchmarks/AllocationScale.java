// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.allocation.Allocation;
import io.nextbestaction.allocation.AllocationSource;
import io.nextbestaction.allocation.AssignmentSink;
import io.nextbestaction.allocation.Certificate;
import io.nextbestaction.allocation.Constraint;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Customers × 20 actions under five constraints, for three sizes: time, readings, the gap the certificate proves, and the
 * peak of the heap. Values are drawn anew at every reading, as a bank would score anew, and no customer is held.
 */
public final class AllocationScale {
    private static final int ACTIONS = 20;
    private static final int LARGEST = 1_000_000;
    private static final int TASKS = 2;

    private AllocationScale() {}

    /** Runs a quarter, a half and all of so many customers, by default a million. */
    public static void main(String[] args) {
        int largest = args.length > 0 ? Integer.parseInt(args[0]) : LARGEST;
        for (int customers : new int[] {largest / 4, largest / 2, largest}) {
            run(customers, System.out);
        }
    }

    static Certificate run(int customers, PrintStream out) {
        double[] cost = new double[ACTIONS];
        double[] calls = new double[ACTIONS];
        double[] mails = new double[ACTIONS];
        double[] loss = new double[ACTIONS];
        double[] savings = new double[ACTIONS];
        for (int a = 0; a < ACTIONS; a++) {
            boolean call = a % 4 == 0;
            cost[a] = call ? 4 : 0.5;
            (call ? calls : mails)[a] = 1;
            loss[a] = a % 5 == 1 ? 8 : 0;
            savings[a] = a % 10 == 3 ? 1 : 0;
        }
        List<Constraint> constraints = List.of(
                Constraint.atMost("budget", 0.8 * customers, cost),
                Constraint.atMost("calls", 0.1 * customers, calls),
                Constraint.atMost("e-mails", 0.5 * customers, mails),
                Constraint.atMost("expected loss", 0.3 * customers, loss),
                Constraint.atLeast("savings plans", 0.05 * customers, savings));
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        ExecutorService pool = Executors.newFixedThreadPool(TASKS);
        try {
            long start = System.nanoTime();
            Certificate certificate =
                    Allocation.of(ACTIONS, constraints).solve(new Drawn(customers), AssignmentSink.NONE, pool, TASKS);
            double seconds = (System.nanoTime() - start) / 1e9;
            long peak = heap.stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum();
            out.printf(
                    Locale.ROOT,
                    "%,9d customers: %5.1f s, %d readings, gap %.2e, %,d assigned, heap at most %d MB, %s%n",
                    customers,
                    seconds,
                    certificate.passes(),
                    certificate.relativeGap(),
                    certificate.assigned(),
                    peak >> 20,
                    certificate.status());
            return certificate;
        } finally {
            pool.shutdown();
        }
    }

    /** Values by a hash of customer and action, some actions not allowed. */
    private record Drawn(long customers) implements AllocationSource {
        @Override
        public void read(long from, int count, double[] values, double[] usage) {
            Arrays.fill(values, 0, count * ACTIONS, Double.NaN);
            for (int i = 0; i < count; i++) {
                double wealth = unit(mix(from + i));
                for (int a = 0; a < ACTIONS; a++) {
                    double u = unit(mix((from + i) * ACTIONS + a + 1));
                    if (u > 0.15) {
                        values[i * ACTIONS + a] = 20 * wealth * u - (a % 4 == 0 ? 2 : 5) + a % 3;
                    }
                }
            }
        }

        private static double unit(long bits) {
            return (bits >>> 11) * 0x1p-53;
        }

        /** SplitMix64's finaliser (Steele, Lea and Flood 2014). */
        private static long mix(long z) {
            long y = (z + 0x9E3779B97F4A7C15L ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
            y = (y ^ y >>> 27) * 0x94D049BB133111EBL;
            return y ^ y >>> 31;
        }
    }
}
