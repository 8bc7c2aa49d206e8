// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.arbitration.InverseGap;
import io.nextbestaction.learning.LinearPosterior;
import io.nextbestaction.learning.LogisticPosterior;
import java.util.SplittableRandom;
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
 * What does one outcome cost an online learner, one score, and the probabilities of one decision that explores?
 *
 * <p>Data: made-up features, uniform in [-1, 1); the learners start from 1,000 outcomes. The probabilities are of 21 options.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar OnlineLearning -prof gc -rf json -rff online-learning.json}</pre>
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
public class OnlineLearning {
    private static final int ROWS = 256;
    private static final int OPTIONS = 21;

    /** The number of features. */
    @Param({"10", "40"})
    public int inputs;

    private final InverseGap weighting = InverseGap.of(2).withMaxLoss(0.1);
    private final double[] probabilities = new double[OPTIONS];
    private double[][] rows;
    private double[] scores;
    private LinearPosterior linear;
    private LogisticPosterior logistic;
    private SplittableRandom random;
    private int next;

    /** Draws the features and learns the first outcomes. */
    @Setup(Level.Iteration)
    public void prepare() {
        random = new SplittableRandom(1);
        rows = new double[ROWS][];
        for (int i = 0; i < ROWS; i++) {
            rows[i] = random.doubles(inputs, -1, 1).toArray();
        }
        scores = random.doubles(OPTIONS, -10, 10).toArray();
        linear = new LinearPosterior(inputs, 1);
        logistic = new LogisticPosterior(inputs, 1);
        for (int i = 0; i < 1000; i++) {
            linear.learn(row(), random.nextDouble() < 0.1 ? 1 : 0);
            logistic.learn(row(), random.nextDouble() < 0.1);
        }
    }

    private double[] row() {
        next = next + 1 & ROWS - 1;
        return rows[next];
    }

    /** One outcome of a linear posterior. */
    @Benchmark
    public LinearPosterior linearLearn() {
        linear.learn(row(), (next & 7) == 0 ? 1 : 0);
        return linear;
    }

    /** One score of LinUCB. */
    @Benchmark
    public double linearUpper() {
        return linear.upper(row(), 1);
    }

    /** One outcome of a logistic posterior. */
    @Benchmark
    public LogisticPosterior logisticLearn() {
        logistic.learn(row(), (next & 7) == 0);
        return logistic;
    }

    /** One score of logistic Thompson sampling. */
    @Benchmark
    public double logisticDraw() {
        return logistic.draw(row(), random);
    }

    /** The probabilities of one decision. */
    @Benchmark
    public double inverseGap() {
        return weighting.probabilities(scores, probabilities);
    }
}
