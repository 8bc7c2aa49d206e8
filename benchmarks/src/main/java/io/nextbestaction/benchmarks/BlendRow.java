// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.benchmarks.workload.BankData;
import io.nextbestaction.benchmarks.workload.Workload;
import io.nextbestaction.model.Blend;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a blend of three forests S cost over its members called one by one? 256 customers in turn.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar BlendRow -prof gc}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by @Setup before any call
public class BlendRow {
    private static final int MEMBERS = 3;
    private static final int ROWS = 256;

    private final Scratch scratch = new Scratch();
    private Forest[] forests;
    private Blend mean;
    private Blend stack;
    private double[][] rows;
    private int next;

    /** Trains the forests, or takes them from the cache. */
    @Setup(Level.Trial)
    public void prepare() {
        forests = new Forest[MEMBERS];
        List<ProbabilityModel> members = new ArrayList<>();
        for (int m = 0; m < MEMBERS; m++) {
            forests[m] = Workload.S.forest(m + 1);
            members.add(new ProbabilityModel(forests[m], new PlattLine(1.1, 0.1, "by hand", 1)));
        }
        mean = Blend.mean(members);
        stack = Blend.of(Link.LOGISTIC, 0.1, new double[] {0.2, 0.3, 0.5}, members);
        rows = BankData.each(BankData.rows(ROWS));
    }

    /** The margins of the members alone. */
    @Benchmark
    public double members() {
        double[] row = rows[next++ & (ROWS - 1)];
        double sum = 0;
        for (Forest forest : forests) {
            sum += forest.margin(row, scratch);
        }
        return sum;
    }

    /** The mean of calibrated probabilities. */
    @Benchmark
    public double mean() {
        return mean.margin(rows[next++ & (ROWS - 1)], scratch);
    }

    /** The sum of calibrated log-odds. */
    @Benchmark
    public double stack() {
        return stack.margin(rows[next++ & (ROWS - 1)], scratch);
    }
}
