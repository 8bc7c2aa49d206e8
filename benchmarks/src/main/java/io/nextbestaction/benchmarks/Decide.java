// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.Workspace;
import io.nextbestaction.benchmarks.workload.Engines;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.features.synthetic.BankCustomer;
import java.util.List;
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
 * How long does a whole decision take: bind, transform, churn, segment, responses, rules, arbitration?
 *
 * <p>Data: engines of the synthetic bank with 1, 8 and 50 actions (churn a forest M, eight segments, two logistic
 * response models an action, the rules of its catalogue) and 4,096 customers in turn. The pleasant door takes a record and
 * returns a decision, with reasons or without; the fast door takes a bound row and the caller's buffers.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar Decide -prof gc -rf json -rff decide.json}</pre>
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by @Setup before any call
public class Decide {
    private static final int ROWS = 4096;

    /** The actions of the catalogue. */
    @Param({"1", "8", "50"})
    public int actions;

    private NextBestAction<BankCustomer> plain;
    private NextBestAction<BankCustomer> explained;
    private Workspace workspace;
    private List<BankCustomer> customers;
    private Row[] rows;
    private int next;

    /** Loads the engines. */
    @Setup(Level.Trial)
    public void prepare() {
        plain = Engines.load(Engines.artifact(actions, false));
        explained = Engines.load(Engines.artifact(actions, true));
        workspace = plain.workspace();
        customers = Engines.customers(ROWS);
        RowBinder<BankCustomer> binder = RowBinder.ofRecord(BankCustomer.class);
        rows = new Row[ROWS];
        for (int i = 0; i < ROWS; i++) {
            rows[i] = new Row(binder.schema());
            binder.bind(customers.get(i), rows[i]);
        }
    }

    /** The pleasant door without reasons. */
    @Benchmark
    public Decision pleasant() {
        return plain.decide(customers.get(next++ & (ROWS - 1)));
    }

    /** The pleasant door with reasons. */
    @Benchmark
    public Decision explained() {
        return explained.decide(customers.get(next++ & (ROWS - 1)));
    }

    /** The fast door. */
    @Benchmark
    public int fast() {
        return plain.decide(rows[next++ & (ROWS - 1)], workspace);
    }
}
