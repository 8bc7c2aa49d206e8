// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.benchmarks.workload.BankData;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Scratch;
import io.nextbestaction.models.GaussianNaiveBayes;
import io.nextbestaction.models.LinearSvm;
import io.nextbestaction.models.MultilayerPerceptron;
import io.nextbestaction.models.NearestNeighbors;
import io.nextbestaction.models.RbfSvm;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does one row take in the families beside trees, alone and in a batch, and what does it allocate?
 *
 * <p>Data: each family trained with its default settings on 5,000 customers of the synthetic bank, 1,024 others scored in
 * turn. The cost of support vectors and neighbours grows with the training rows.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar Families -prof gc -rf json -rff families.json}</pre>
 */
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@SuppressWarnings("NullAway.Init") // set by @Setup before any call
public class Families {
    private static final int CUSTOMERS = 5_000;
    private static final int ROWS = 1024;

    /** A family. */
    public enum Family {
        /** A linear model. */
        LINEAR,
        /** Gaussian naive Bayes. */
        NAIVE_BAYES,
        /** Layers of 64 and 32. */
        NETWORK,
        /** A radial kernel. */
        KERNEL_MACHINE,
        /** Fifty neighbours. */
        NEIGHBORS;

        private ClassifierTrainer trainer() {
            return switch (this) {
                case LINEAR -> LinearSvm.classifier();
                case NAIVE_BAYES -> GaussianNaiveBayes.classifier();
                case NETWORK -> MultilayerPerceptron.classifier();
                case KERNEL_MACHINE -> RbfSvm.classifier();
                case NEIGHBORS -> NearestNeighbors.classifier();
            };
        }
    }

    /** What scores. */
    @Param
    public Family family;

    private Scorer scorer;
    private FeatureMatrix batch;
    private double[][] rows;
    private double[] out;
    private Scratch scratch;
    private int next;

    /** Trains the scorer. */
    @Setup(Level.Trial)
    public void prepare() {
        scorer = family.trainer().train(BankData.training(CUSTOMERS), 1, Progress.NONE);
        batch = BankData.rows(ROWS);
        rows = BankData.each(batch);
        out = new double[ROWS];
        scratch = new Scratch();
    }

    /** One row. */
    @Benchmark
    public double row() {
        return scorer.margin(rows[next++ & (ROWS - 1)], scratch);
    }

    /** One row of a batch. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double[] batch() {
        scorer.margins(batch, 0, ROWS, out, scratch);
        return out;
    }
}
