// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.shapley.RandomScorers;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code Shapley} promises of scorers without a kernel of their own: at 7 inputs exact, at 15 sampled. */
class AnyScorerTest {

    private record Case(Scorer scorer, ShapleyExplainer explainer) {}

    /** Every kind against a background, the means, and naive Bayes. */
    private static List<Case> cases(int inputs) {
        SplittableRandom random = new SplittableRandom(1);
        FeatureMatrix background = RandomScorers.background(random, inputs, 6);
        List<Scorer> scorers = new ArrayList<>(RandomScorers.each(random, inputs));
        scorers.add(RandomScorers.bayes(random, inputs));
        List<Case> cases = new ArrayList<>();
        for (Scorer scorer : scorers) {
            for (Shapley how : List.of(Shapley.values(), Shapley.interventional(background))) {
                ProbabilityModel model = new ProbabilityModel(scorer, new PlattLine(1.3, -0.2, "test rows", 100));
                cases.add(new Case(scorer, how.withPermutations(20, 5).bind(model)));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 15})
    void every_scale_adds_up_from_its_base(int inputs) {
        SplittableRandom random = new SplittableRandom(2);
        for (Case one : cases(inputs)) {
            ShapleyExplainer explainer = one.explainer();
            ProbabilityModel model = new ProbabilityModel(one.scorer(), new PlattLine(1.3, -0.2, "test rows", 100));
            ExplainScratch scratch = explainer.newScratch();
            for (int i = 0; i < 10; i++) {
                double[] row = RandomScorers.row(random, inputs);
                double[] phi = new double[inputs];
                for (ShapleyScale scale : ShapleyScale.values()) {
                    explainer.explain(scale, row, phi, scratch);
                    double expected =
                            scale == ShapleyScale.MARGIN ? one.scorer().margin(row) : model.probability(row);
                    assertThat(explainer.base(scale) + Arrays.stream(phi).sum()).isCloseTo(expected, within(1e-9));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 15})
    void rows_at_once_and_standard_errors_have_the_bits_of_one_by_one(int inputs) {
        SplittableRandom random = new SplittableRandom(3);
        FeatureMatrix rows = RandomScorers.background(random, inputs, 9);
        for (Case one : cases(inputs)) {
            ShapleyExplainer explainer = one.explainer();
            ExplainScratch scratch = explainer.newScratch();
            double[] together = new double[9 * inputs];
            explainer.explain(rows, together, scratch);
            double[] row = new double[inputs];
            double[] phi = new double[inputs];
            double[] errors = new double[inputs];
            for (int i = 0; i < 9; i++) {
                rows.row(i, row);
                Arrays.fill(errors, Double.NaN);
                explainer.explain(row, phi, errors, scratch);
                assertThat(Arrays.copyOfRange(together, i * inputs, (i + 1) * inputs))
                        .isEqualTo(phi);
                for (double error : errors) {
                    assertThat(error).isBetween(0.0, explainer.report().sampled() ? 10.0 : 0.0);
                }
            }
        }
    }

    @Test
    void the_report_tells_what_is_sampled() {
        SplittableRandom random = new SplittableRandom(4);
        FeatureMatrix background = RandomScorers.background(random, 15, 100);
        Scorer network = RandomScorers.network(random, 15, 4, 1);
        KernelReport baseline = Shapley.values().bind(network).report();
        assertThat(baseline.values()).isEqualTo("baseline");
        assertThat(baseline.permutations()).isEqualTo(Shapley.DEFAULT_PERMUTATIONS);
        assertThat(baseline.sampled()).isTrue();
        assertThat(baseline.backgroundRows()).isZero();
        KernelReport report = Shapley.interventional(background)
                .withPermutations(900, 1)
                .bind(network)
                .report();
        assertThat(report.values()).isEqualTo("interventional");
        assertThat(report.permutations()).isEqualTo(1000);
        assertThat(report.backgroundRows()).isEqualTo(100);
        KernelReport exact =
                Shapley.values().bind(RandomScorers.network(random, 12, 4, 1)).report();
        assertThat(exact.sampled()).isFalse();
        KernelReport forest = Shapley.interventional(background)
                .bind(RandomScorers.forest(random, 15))
                .report();
        assertThat(forest.sampled()).isFalse();
    }

    @Test
    void the_limits_that_are_told_are_those_that_hold() {
        SplittableRandom random = new SplittableRandom(5);
        int inputs = Shapley.MOST_EXACT_INPUTS;
        int rows = (int) (Shapley.MOST_EXACT_SCORES >> inputs);
        for (int more = 0; more < 2; more++) {
            FeatureMatrix background = RandomScorers.background(random, inputs, rows + more);
            Scorer network = RandomScorers.network(random, inputs, 2, 1);
            assertThat(Shapley.interventional(background).bind(network).report().sampled())
                    .isEqualTo(more == 1);
        }
    }

    @Test
    void interactions_are_exact_or_refused() {
        SplittableRandom random = new SplittableRandom(6);
        Scorer few = RandomScorers.network(random, 7, 4, 1);
        double[] row = RandomScorers.row(random, 7);
        double[] matrix = new double[49];
        double[] phi = new double[7];
        ShapleyInteractions pairs = Shapley.values().interactions(few);
        pairs.explain(row, matrix, pairs.newScratch());
        Shapley.values().bind(few).explain(row, phi);
        for (int i = 0; i < 7; i++) {
            assertThat(Arrays.stream(matrix, 7 * i, 7 * i + 7).sum()).isCloseTo(phi[i], within(1e-12));
        }
        Scorer many = RandomScorers.network(random, 15, 4, 1);
        assertThatThrownBy(() -> Shapley.values().interactions(many))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The interactions (15 inputs against 1 rows) of a Network must be");
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 15})
    void with_a_scratch_no_explanation_allocates(int inputs) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] row = RandomScorers.row(new SplittableRandom(7), inputs);
        double[] phi = new double[inputs];
        double[] errors = new double[inputs];
        for (Case one : cases(inputs)) {
            ShapleyExplainer explainer = one.explainer();
            ExplainScratch scratch = explainer.newScratch();
            long least = Long.MAX_VALUE;
            for (int attempt = 0; attempt < 4; attempt++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 20; i++) {
                    explainer.explain(row, phi, errors, scratch);
                    explainer.explain(ShapleyScale.PER_REFERENCE, row, phi, scratch);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).isLessThan(100);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 15})
    void eight_threads_equal_one(int inputs) throws Exception {
        SplittableRandom random = new SplittableRandom(8);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rows.add(RandomScorers.row(random, inputs));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Case one : cases(inputs)) {
                Callable<List<double[]>> task = () -> {
                    ExplainScratch scratch = one.explainer().newScratch();
                    List<double[]> own = new ArrayList<>();
                    for (double[] row : rows) {
                        double[] phi = new double[inputs];
                        one.explainer().explain(row, phi, scratch);
                        own.add(phi);
                    }
                    return own;
                };
                List<double[]> alone = task.call();
                for (Future<List<double[]>> done : threads.invokeAll(Collections.nCopies(8, task))) {
                    List<double[]> together = done.get();
                    for (int i = 0; i < rows.size(); i++) {
                        assertThat(together.get(i)).isEqualTo(alone.get(i));
                    }
                }
            }
        } finally {
            threads.shutdown();
        }
    }
}
