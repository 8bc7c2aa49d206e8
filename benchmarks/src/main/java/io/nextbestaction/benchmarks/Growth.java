// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.benchmarks.workload.BankData;
import io.nextbestaction.benchmarks.workload.Offers;
import io.nextbestaction.benchmarks.workload.Workload;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.ActionForest;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Scratch;
import java.util.Arrays;
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
 * Does the time grow no faster than the work? Each axis is measured at 25, 50 and 100 parts in a hundred of M: rows of a
 * batch of 100,000, trees of one row's 300, actions of one customer's 100.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar Growth -rf json -rff growth.json}</pre>
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by @Setup before any call
public class Growth {
    private static final int ROWS = 100_000;
    private static final int CUSTOMERS = 256;
    private static final int ACTIONS = 100;

    /** What grows. */
    public enum Axis {
        /** The rows of a batch. */
        ROWS,
        /** The trees of a forest that scores one row. */
        TREES,
        /** The actions of one customer. */
        ACTIONS
    }

    /** What grows. */
    @Param
    public Axis workload;

    /** How much of it, in a hundred. */
    @Param({"25", "50", "100"})
    public int size;

    private final Scratch scratch = new Scratch();
    private Forest forest;
    private ActionForest compiled;
    private FeatureMatrix batch;
    private double[][] customers;
    private double[] margins;
    private int next;

    /** Makes what is scored. */
    @Setup(Level.Trial)
    public void prepare() {
        boolean actions = workload == Axis.ACTIONS;
        Forest whole = actions ? Offers.forest(Workload.M) : Workload.M.forest();
        forest = workload == Axis.TREES ? Workload.M.first(whole.trees() * size / 100) : whole;
        int offers = actions ? ACTIONS * size / 100 : 1;
        compiled = forest.forActions(Offers.columns(forest), Offers.draw(offers));
        batch = BankData.rows(workload == Axis.ROWS ? ROWS * size / 100 : CUSTOMERS);
        customers = BankData.each(workload == Axis.ROWS ? BankData.rows(1) : batch);
        Arrays.setAll(customers, i -> Arrays.copyOf(customers[i], forest.inputs()));
        margins = new double[Math.max(offers, batch.rows())];
    }

    /** The margins of all rows or actions. */
    @Benchmark
    public double[] score() {
        double[] customer = customers[next++ & (customers.length - 1)];
        switch (workload) {
            case ROWS -> forest.margins(batch, 0, batch.rows(), margins, scratch);
            case TREES -> margins[0] = forest.margin(customer, scratch);
            case ACTIONS -> compiled.margins(customer, margins, scratch);
        }
        return margins;
    }
}
