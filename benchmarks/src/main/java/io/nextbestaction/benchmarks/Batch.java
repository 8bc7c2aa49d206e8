// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.benchmarks.peer.BatchScorer;
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
 * How long does a batch take, on one thread and on two?
 *
 * <p>Data: the forests S, M, L and customers nobody was trained on, in floats for the peers that take floats. Native
 * peers use their own threads; for plain Java two workers share the rows. The table shows nanoseconds a row.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar '\.Batch\.' -rf json -rff batch.json}</pre>
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
public class Batch {
    /** The forest. */
    @Param
    public Workload workload;

    /** The rows of a batch. */
    @Param({"1000", "100000"})
    public int rows;

    /** The threads that score. */
    @Param({"1", "2"})
    public int threads;

    /** Who scores. */
    @Param({"OURS", "XGBOOST", "XGBOOST_INPLACE", "H2O", "ONNX", "LIGHTGBM", "TRIBUO"})
    public Peer peer;

    private PeerModel model;
    private BatchScorer scorer;
    private Rows batch;
    private double[] scores;

    /** Loads the forest into the peer and checks its answers. */
    @Setup(Level.Trial)
    public void prepare() {
        Forest forest = workload.forest();
        model = peer.load(forest);
        scorer = model.batch(threads);
        PeerAgreement.checkBatch(peer, forest, scorer);
        batch = Rows.of(BankData.rows(rows));
        scores = new double[rows];
    }

    /** Frees native memory and threads. */
    @TearDown(Level.Trial)
    public void close() {
        model.close();
    }

    /** One batch. */
    @Benchmark
    public double[] score() {
        scorer.score(batch, scores);
        return scores;
    }
}
