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
 * How long do the exact path-dependent Shapley values of a batch take?
 *
 * <p>Data: the forests S, M, L and customers nobody was trained on. Ours: {@code Shapley.values()}; XGBoost4J and
 * LightGBM4j: their contributions; H2O: TreeSHAP of its genmodel. One thread.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar ShapleyBatch -rf json -rff shapley-batch.json}</pre>
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
public class ShapleyBatch {
    /** The forest. */
    @Param
    public Workload workload;

    /** The rows of a batch. */
    @Param("1000")
    public int rows;

    /** Who explains. */
    @Param({"OURS", "XGBOOST", "H2O", "LIGHTGBM"})
    public Peer peer;

    private PeerModel model;
    private ContributionScorer scorer;
    private Rows batch;
    private double[] contributions;

    /** Loads the forest into the peer and checks its answers. */
    @Setup(Level.Trial)
    public void prepare() {
        Forest forest = workload.forest();
        model = peer.load(forest);
        scorer = model.contributions();
        PeerAgreement.checkContributions(peer, forest, scorer);
        batch = Rows.of(BankData.rows(rows));
        contributions = new double[rows * (forest.inputs() + 1)];
    }

    /** Frees native memory. */
    @TearDown(Level.Trial)
    public void close() {
        model.close();
    }

    /** One batch. */
    @Benchmark
    public double[] explain() {
        scorer.explain(batch, contributions);
        return contributions;
    }
}
