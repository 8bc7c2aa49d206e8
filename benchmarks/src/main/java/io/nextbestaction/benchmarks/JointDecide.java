// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.Workspace;
import io.nextbestaction.action.Action;
import io.nextbestaction.benchmarks.workload.Engines;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.ProbabilityModel;
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
 * What does one response model over (customer, action) save a decision, against a model for each action?
 *
 * <p>Data: engines of the synthetic bank as of {@link Decide}, the responses forests of shape S, and 4,096 customers in
 * turn through the fast door. JOINT: one forest an arm knows all actions; EACH: a forest for each arm of each action, or
 * its rate where the contacts tell no more, which costs next to nothing. How many actions have a forest is printed before
 * any clock runs.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar JointDecide -prof gc -rf json -rff joint-decide.json}</pre>
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
public class JointDecide {
    private static final int ROWS = 4096;

    /** How the responses were learnt. */
    public enum Way {
        /** One model over (customer, action). */
        JOINT,
        /** A model for each action. */
        EACH
    }

    /** The actions of the catalogue. */
    @Param({"8", "50"})
    public int actions;

    /** How the responses were learnt. */
    @Param
    public Way peer;

    private NextBestAction<BankCustomer> nba;
    private Workspace workspace;
    private Row[] rows;
    private int next;

    /** Loads the engine. */
    @Setup(Level.Trial)
    public void prepare() {
        nba = Engines.load(Engines.ofSmallForests(actions, peer == Way.JOINT));
        workspace = nba.workspace();
        List<BankCustomer> customers = Engines.customers(ROWS);
        RowBinder<BankCustomer> binder = RowBinder.ofRecord(BankCustomer.class);
        rows = new Row[ROWS];
        for (int i = 0; i < ROWS; i++) {
            rows[i] = new Row(binder.schema());
            binder.bind(customers.get(i), rows[i]);
        }
        int forests = 0;
        for (Action action : nba.catalog().actions()) {
            ProbabilityModel response = nba.responseModel(action.id());
            forests += response != null && response.scorer() instanceof Forest ? 1 : 0;
        }
        System.out.println(forests + " of " + actions + " actions have a forest for those contacted.");
    }

    /** The fast door. */
    @Benchmark
    public int fast() {
        return nba.decide(rows[next++ & (ROWS - 1)], workspace);
    }
}
