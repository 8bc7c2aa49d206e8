// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.benchmarks.peer.Peer;
import io.nextbestaction.benchmarks.peer.PeerAgreement;
import io.nextbestaction.benchmarks.peer.PeerModel;
import io.nextbestaction.benchmarks.peer.RowScorer;
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
 * How long does one row take, on average and in the worst of a thousand, and what does it allocate?
 *
 * <p>Data: the forests S, M, L and 4,096 customers nobody was trained on, in turn, so that no branch is learnt by heart.
 * The peers that take floats convert the row in the call.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar SingleRow -prof gc -rf json -rff single-row.json}</pre>
 *
 * <p>Two callers on one shared model: add {@code -t 2 -bm thrpt}.
 */
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@SuppressWarnings("NullAway.Init") // set by @Setup before any call
public class SingleRow {
    private static final int ROWS = 4096;

    /** The forest. */
    @Param
    public Workload workload;

    /** Who scores. */
    @Param
    public Peer peer;

    private PeerModel model;
    private double[][] rows;

    /** Loads the forest into the peer and checks its answers. */
    @Setup(Level.Trial)
    public void prepare() {
        Forest forest = workload.forest();
        model = peer.load(forest);
        PeerAgreement.checkRows(peer, forest, model.row());
        rows = BankData.each(BankData.rows(ROWS));
    }

    /** Frees native memory. */
    @TearDown(Level.Trial)
    public void close() {
        model.close();
    }

    /** What one calling thread has for itself. */
    @State(Scope.Thread)
    public static class Caller {
        private RowScorer scorer;
        private int next;

        /** Makes the scorer. */
        @Setup(Level.Trial)
        public void prepare(SingleRow shared) {
            scorer = shared.model.row();
        }
    }

    /** One row. */
    @Benchmark
    public double score(Caller caller) {
        return caller.scorer.score(rows[caller.next++ & (ROWS - 1)]);
    }
}
