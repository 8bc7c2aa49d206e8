// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.benchmarks.workload.Engines;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a customer take to become a bound row, and a row to become a feature vector?
 *
 * <p>Data: 4,096 synthetic customers in turn. PLAIN is 20 numbers and flags as they are; FULL is all 23 fields, two of
 * them one-hot, a date, three logarithms and two scaled.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar PipelineTransform -prof gc -rf json -rff pipeline.json}</pre>
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
public class PipelineTransform {
    private static final int ROWS = 4096;

    /** Which recipe. */
    public enum Recipe {
        /** Numbers and flags as they are. */
        PLAIN,
        /** Every kind of step. */
        FULL
    }

    /** Which recipe. */
    @Param
    public Recipe recipe;

    private final RowBinder<BankCustomer> binder = RowBinder.ofRecord(BankCustomer.class);
    private List<BankCustomer> customers;
    private Row[] rows;
    private Row row;
    private FittedPipeline pipeline;
    private double[] features;
    private int next;

    /** Fits the recipe. */
    @Setup(Level.Trial)
    public void prepare() {
        customers = Engines.customers(ROWS);
        List<Row> bound = new ArrayList<>();
        for (BankCustomer customer : customers) {
            Row filled = new Row(binder.schema());
            binder.bind(customer, filled);
            bound.add(filled);
        }
        Features plain = Features.of(BankCustomer.class).ignore("customerId");
        Features chosen = recipe == Recipe.PLAIN
                ? plain.ignore("region", "occupation", "joined")
                : plain.asOf(SyntheticBank.SNAPSHOT)
                        .log("income", "balance", "savings")
                        .scale("age", "tenureMonths");
        pipeline = chosen.fit(binder.schema(), bound);
        rows = bound.toArray(new Row[0]);
        row = new Row(binder.schema());
        features = new double[pipeline.features().size()];
    }

    /** From a record to a row. */
    @Benchmark
    public Row bind() {
        binder.bind(customers.get(next++ & (ROWS - 1)), row);
        return row;
    }

    /** From a row to a feature vector. */
    @Benchmark
    public double[] transform() {
        pipeline.transform(rows[next++ & (ROWS - 1)], features);
        return features;
    }
}
