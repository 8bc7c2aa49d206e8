// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.benchmarks.workload.BankData;
import io.nextbestaction.benchmarks.workload.Workload;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.ShapleyInteractions;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.Forest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long do the exact Shapley interactions of one row take?
 *
 * <p>Data: the first 100 trees of M (depth 6), customers nobody was trained on in turn; path-dependent, and against a
 * background of 1,000 others; limits of memory as they are by default. One thread.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar ShapleyPairs -prof gc -rf json -rff shapley-pairs.json}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by @Setup before any call
public class ShapleyPairs {
    private static final int ROWS = 256;
    private static final int TREES = 100;
    private static final int BACKGROUND = 1_000;

    /** Against what a feature is unknown. */
    public enum Definition {
        /** The training rows that reached each node. */
        PATH_DEPENDENT,
        /** The rows of a background. */
        INTERVENTIONAL
    }

    /** Against what a feature is unknown. */
    @Param
    public Definition definition;

    private ShapleyInteractions interactions;
    private ExplainScratch scratch;
    private double[][] customers;
    private double[] matrix;
    private int next;

    /** Binds the interactions and prints which kernels they chose. */
    @Setup(Level.Trial)
    public void prepare() {
        Forest forest = Workload.M.first(TREES);
        customers = BankData.each(BankData.rows(ROWS));
        Shapley shapley = definition == Definition.PATH_DEPENDENT
                ? Shapley.values()
                : Shapley.interventional(BankData.rows(BACKGROUND));
        interactions = shapley.interactions(forest);
        System.out.println(interactions.report().tableTrees() + " trees by tables of "
                + interactions.report().tableBytes() + " bytes");
        scratch = interactions.newScratch();
        matrix = new double[forest.inputs() * forest.inputs()];
    }

    /** One row. */
    @Benchmark
    public double[] explain() {
        interactions.explain(customers[next++ & (ROWS - 1)], matrix, scratch);
        return matrix;
    }
}
