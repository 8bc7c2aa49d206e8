// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.benchmarks.peer.ContributionScorer;
import io.nextbestaction.benchmarks.peer.Peer;
import io.nextbestaction.benchmarks.peer.PeerAgreement;
import io.nextbestaction.benchmarks.peer.PeerModel;
import io.nextbestaction.benchmarks.peer.RowScorer;
import io.nextbestaction.benchmarks.peer.Rows;
import io.nextbestaction.benchmarks.workload.BankData;
import io.nextbestaction.benchmarks.workload.Workload;
import io.nextbestaction.data.FeatureMatrix;
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
 * What would the kernels of a decision cost with each library: ten different forests M score one customer, the winner is
 * explained, the three strongest reasons are found?
 *
 * <p>Data: ten forests M from ten seeds and 256 customers in turn. No rules and no arbitration: the peers have none.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar TenModels -rf json -rff ten-models.json}</pre>
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
public class TenModels {
    private static final int MODELS = 10;
    private static final int ROWS = 256;
    private static final int REASONS = 3;

    /** Who scores and explains. */
    @Param({"OURS", "XGBOOST", "H2O", "LIGHTGBM"})
    public Peer peer;

    private final PeerModel[] models = new PeerModel[MODELS];
    private final RowScorer[] scorers = new RowScorer[MODELS];
    private final ContributionScorer[] explainers = new ContributionScorer[MODELS];
    private double[][] rows;
    private Rows[] customers;
    private double[] contributions;
    private int next;

    /** Loads the forests into the peer and checks its answers. */
    @Setup(Level.Trial)
    public void prepare() {
        for (int m = 0; m < MODELS; m++) {
            Forest forest = Workload.M.forest(m + 1);
            models[m] = peer.load(forest);
            scorers[m] = models[m].row();
            explainers[m] = models[m].contributions();
            PeerAgreement.checkRows(peer, forest, scorers[m]);
            PeerAgreement.checkContributions(peer, forest, explainers[m]);
        }
        FeatureMatrix matrix = BankData.rows(ROWS);
        rows = BankData.each(matrix);
        customers = Rows.oneByOne(matrix);
        contributions = new double[matrix.columns() + 1];
    }

    /** Frees native memory. */
    @TearDown(Level.Trial)
    public void close() {
        for (PeerModel model : models) {
            model.close();
        }
    }

    /** One customer. */
    @Benchmark
    public int decide() {
        int customer = next++ & (ROWS - 1);
        int winner = 0;
        double best = 0;
        for (int m = 0; m < MODELS; m++) {
            double score = scorers[m].score(rows[customer]);
            if (score > best) {
                best = score;
                winner = m;
            }
        }
        explainers[winner].explain(customers[customer], contributions);
        return winner + strongest();
    }

    /** The three strongest columns as one number. */
    private int strongest() {
        int code = 0;
        double above = Double.POSITIVE_INFINITY;
        for (int r = 0; r < REASONS; r++) {
            int strongest = 0;
            double size = -1;
            for (int j = 0; j < contributions.length - 1; j++) {
                double candidate = Math.abs(contributions[j]);
                if (candidate > size && candidate < above) {
                    size = candidate;
                    strongest = j;
                }
            }
            above = size;
            code = code * contributions.length + strongest;
        }
        return code;
    }
}
