// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.benchmarks.workload.BankData;
import io.nextbestaction.benchmarks.workload.Offers;
import io.nextbestaction.benchmarks.workload.Workload;
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
 * What do K actions cost for one customer under one response model over (customer, action)? The cost of K = 1 by the loop
 * is that of one scoring of the forest.
 *
 * <p>Data: forests of shape S and M of {@link Offers}, 256 customers nobody was trained on in turn, four action columns.
 * OURS: {@code Forest.forActions}; CALL: its form for actions of the call; LOOP: {@code Forest.margin} row after row. All
 * must give the same bits before any clock runs.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar ManyActions -prof gc -rf json -rff many-actions.json}</pre>
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
public class ManyActions {
    private static final int ROWS = 256;

    /** How the actions are scored. */
    public enum Way {
        /** Actions known beforehand. */
        OURS,
        /** Actions of the call. */
        CALL,
        /** One row after the other. */
        LOOP
    }

    /** The shape of the forest. */
    @Param({"S", "M"})
    public Workload workload;

    /** The number of actions. */
    @Param({"1", "8", "24", "50"})
    public int actions;

    /** How they are scored. */
    @Param
    public Way peer;

    private final Scratch scratch = new Scratch();
    private Forest forest;
    private ActionForest compiled;
    private int[] columns;
    private double[] offers;
    private double[][] customers;
    private double[] margins;
    private int next;

    /** Trains the forest, or takes it from the cache, and compares the bits. */
    @Setup(Level.Trial)
    public void prepare() {
        forest = Offers.forest(workload);
        columns = Offers.columns(forest);
        offers = Offers.draw(actions);
        compiled = forest.forActions(columns, offers);
        customers = BankData.each(BankData.rows(ROWS));
        for (int i = 0; i < ROWS; i++) {
            customers[i] = Arrays.copyOf(customers[i], forest.inputs());
        }
        margins = new double[actions];
        double[] expected = new double[actions];
        for (double[] customer : customers) {
            score(Way.LOOP, customer, expected);
            score(peer, customer, margins);
            if (!Arrays.equals(margins, expected)) {
                throw new IllegalStateException("The margins of " + peer + " must be the bits of the loop.\n"
                        + "Maybe a split was laid out wrongly: nothing is timed.");
            }
        }
    }

    private void score(Way way, double[] customer, double[] out) {
        switch (way) {
            case OURS -> compiled.margins(customer, out, scratch);
            case CALL -> compiled.margins(customer, offers, out, scratch);
            case LOOP -> loop(customer, out);
        }
    }

    private void loop(double[] customer, double[] out) {
        for (int action = 0; action < actions; action++) {
            for (int c = 0; c < columns.length; c++) {
                customer[columns[c]] = offers[action * columns.length + c];
            }
            out[action] = forest.margin(customer, scratch);
        }
    }

    /** All actions for one customer. */
    @Benchmark
    public double[] score() {
        score(peer, customers[next++ & (ROWS - 1)], margins);
        return margins;
    }
}
