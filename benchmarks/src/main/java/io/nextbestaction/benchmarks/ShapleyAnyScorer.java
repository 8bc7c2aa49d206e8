// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.benchmarks.workload.BankData;
import io.nextbestaction.benchmarks.workload.Workload;
import io.nextbestaction.data.Progress;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.ShapleyExplainer;
import io.nextbestaction.model.Blend;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.models.GaussianNaiveBayes;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.MultilayerPerceptron;
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
 * How long do the Shapley values of one row take for scorers beside trees and lines: sampled by 128 permutations against the
 * training means, or by 400 against 100 rows; naive Bayes in closed form?
 *
 * <p>Data: each trained on 5,000 customers of the synthetic bank, 20 columns; 256 others explained in turn. One thread.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar ShapleyAnyScorer -prof gc -rf json -rff shapley-any.json}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // set by @Setup before any call
public class ShapleyAnyScorer {
    private static final int CUSTOMERS = 5_000;
    private static final int ROWS = 256;
    private static final int BACKGROUND = 100;

    /** A family. */
    public enum Family {
        /** 20 inputs, one layer of 32. */
        PERCEPTRON,
        /** The perceptron, the forest S and a logistic regression, their log-odds added. */
        BLEND,
        /** Gaussian. */
        NAIVE_BAYES;

        private Scorer train() {
            return switch (this) {
                case PERCEPTRON ->
                    MultilayerPerceptron.classifier(
                                    MultilayerPerceptron.Parameters.defaults().withHidden(32))
                            .train(BankData.training(CUSTOMERS), 1, Progress.NONE);
                case BLEND ->
                    Blend.of(
                            Link.LOGISTIC,
                            -0.1,
                            new double[] {0.3, 0.5, 0.2},
                            List.of(
                                    member(PERCEPTRON.train()),
                                    member(Workload.S.forest()),
                                    member(LogisticRegression.classifier()
                                            .train(BankData.training(CUSTOMERS), 1, Progress.NONE))));
                case NAIVE_BAYES ->
                    GaussianNaiveBayes.classifier().train(BankData.training(CUSTOMERS), 1, Progress.NONE);
            };
        }

        private static ProbabilityModel member(Scorer scorer) {
            return new ProbabilityModel(scorer, new PlattLine(1, 0, "by hand", 1));
        }
    }

    /** What is explained. */
    @Param
    public Family family;

    /** Whether against rows of a background, instead of the training means. */
    @Param({"false", "true"})
    public boolean background;

    private ShapleyExplainer explainer;
    private ExplainScratch scratch;
    private double[][] rows;
    private double[] contributions;
    private int next;

    /** Trains and binds the scorer. */
    @Setup(Level.Trial)
    public void prepare() {
        Scorer scorer = family.train();
        Shapley how = background
                ? Shapley.interventional(BankData.training(BACKGROUND).features())
                : Shapley.values();
        explainer = how.bind(scorer);
        scratch = explainer.newScratch();
        rows = BankData.each(BankData.rows(ROWS));
        contributions = new double[scorer.inputs()];
    }

    /** One row. */
    @Benchmark
    public double[] explain() {
        explainer.explain(rows[next++ & (ROWS - 1)], contributions, scratch);
        return contributions;
    }
}
