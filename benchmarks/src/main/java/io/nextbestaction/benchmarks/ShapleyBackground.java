// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.benchmarks.workload.BankData;
import io.nextbestaction.benchmarks.workload.Workload;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.ShapleyExplainer;
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
 * Do the exact interventional Shapley values of one row cost the same whatever the background?
 *
 * <p>Data: the first 100 trees of M (depth 6) and of L (depth 8), customers nobody was trained on in turn, and a background
 * of other such customers; limits of memory as they are by default. One thread. No peer on the JVM has such values.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar ShapleyBackground -prof gc -rf json -rff shapley-background.json}</pre>
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
public class ShapleyBackground {
    private static final int ROWS = 256;
    private static final int TREES = 100;

    /** Whose first hundred trees. */
    @Param({"M", "L"})
    public Workload workload;

    /** The rows of the background. */
    @Param({"100", "10000", "100000"})
    public int background;

    private ShapleyExplainer explainer;
    private ExplainScratch scratch;
    private double[][] customers;
    private double[] contributions;
    private int next;

    /** Binds the explainer and prints what that took and which kernels it chose. */
    @Setup(Level.Trial)
    public void prepare() {
        Forest forest = workload.first(TREES);
        customers = BankData.each(BankData.rows(ROWS));
        Shapley shapley = Shapley.interventional(BankData.rows(background));
        long start = System.nanoTime();
        explainer = shapley.bind(forest);
        System.out.println("bound in " + (System.nanoTime() - start) / 1_000_000 + " ms: "
                + explainer.report().tableTrees() + " trees by tables of "
                + explainer.report().tableBytes() + " bytes, "
                + explainer.report().bitsetTrees() + " by bit sets");
        scratch = explainer.newScratch();
        contributions = new double[forest.inputs()];
    }

    /** One row. */
    @Benchmark
    public double[] explain() {
        explainer.explain(customers[next++ & (ROWS - 1)], contributions, scratch);
        return contributions;
    }
}
