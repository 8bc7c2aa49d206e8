// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.benchmarks.peer.ContributionScorer;
import io.nextbestaction.benchmarks.peer.Peer;
import io.nextbestaction.benchmarks.peer.PeerAgreement;
import io.nextbestaction.benchmarks.peer.PeerModel;
import io.nextbestaction.benchmarks.peer.Rows;
import io.nextbestaction.benchmarks.workload.BankData;
import io.nextbestaction.benchmarks.workload.Workload;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long do the exact path-dependent Shapley values of one row take?
 *
 * <p>Data: the forests S, M, L and customers nobody was trained on. Ours: {@code Shapley.values()}; XGBoost4J and
 * LightGBM4j: their contributions; H2O: TreeSHAP of its genmodel. One thread.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar ShapleyRow -prof gc -rf json -rff shapley-row.json}</pre>
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
public class ShapleyRow {
    private static final int ROWS = 256;

    /** The forest. */
    @Param
    public Workload workload;

    /** Who explains. */
    @Param({"OURS", "XGBOOST", "H2O", "LIGHTGBM"})
    public Peer peer;

    private PeerModel model;
    private ContributionScorer scorer;
    private Rows[] customers;
    private double[] contributions;
    private int next;

    /** Loads the forest into the peer and checks its answers. */
    @Setup(Level.Trial)
    public void prepare() {
        Forest forest = workload.forest();
        model = peer.load(forest);
        scorer = model.contributions();
        PeerAgreement.checkContributions(peer, forest, scorer);
        customers = Rows.oneByOne(BankData.rows(ROWS));
        contributions = new double[forest.inputs() + 1];
    }

    /** Frees native memory. */
    @TearDown(Level.Trial)
    public void close() {
        model.close();
    }

    /** One row. */
    @Benchmark
    public double[] explain() {
        scorer.explain(customers[next++ & (ROWS - 1)], contributions);
        return contributions;
    }
}
