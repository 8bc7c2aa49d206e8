// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
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

class ShapleyExplainerTest {
    private static final int INPUTS = 8;
    private static final Forest FOREST = forest(30, 5, 41);
    private static final FeatureMatrix BACKGROUND = background(150);

    /** Trees of the given depth, every node split unless by chance, with covers. */
    private static Forest forest(int trees, int depth, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Forest.Builder builder = Forest.builder(INPUTS, Link.LOGISTIC, -0.3);
        for (int t = 0; t < trees; t++) {
            int size = (2 << depth) - 1;
            int[] feature = new int[size];
            double[] value = new double[size];
            boolean[] missingLeft = new boolean[size];
            int[] left = new int[size];
            int[] right = new int[size];
            double[] cover = new double[size];
            for (int n = size - 1; n >= 0; n--) {
                boolean leaf = 2 * n + 1 >= size;
                feature[n] = leaf ? -1 : random.nextInt(INPUTS);
                value[n] = leaf ? random.nextDouble(-0.2, 0.2) : random.nextInt(-8, 9) / 4.0;
                missingLeft[n] = random.nextBoolean();
                left[n] = leaf ? -1 : 2 * n + 1;
                right[n] = leaf ? -1 : 2 * n + 2;
                cover[n] = leaf ? 1 + random.nextInt(50) : cover[2 * n + 1] + cover[2 * n + 2];
            }
            builder.tree(feature, value, missingLeft, left, right, cover);
        }
        return builder.build();
    }

    private static double[] row(SplittableRandom random) {
        double[] row = new double[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            row[i] = random.nextInt(8) == 0 ? Double.NaN : random.nextInt(-9, 10) / 4.0;
        }
        return row;
    }

    private static FeatureMatrix background(int rows) {
        SplittableRandom random = new SplittableRandom(42);
        double[] values = new double[rows * INPUTS];
        for (int b = 0; b < rows; b++) {
            System.arraycopy(row(random), 0, values, b * INPUTS, INPUTS);
        }
        return FeatureMatrix.of(FeatureNames.of("a", "b", "c", "d", "e", "f", "g", "h"), values);
    }

    /** One explainer for each kernel and both definitions. */
    private static List<ShapleyExplainer> explainers() {
        return List.of(
                Shapley.values().bind(FOREST),
                Shapley.values().withTables(0, 0).bind(FOREST),
                Shapley.interventional(BACKGROUND).bind(FOREST),
                Shapley.interventional(BACKGROUND).withTables(0, 0).bind(FOREST));
    }

    @Test
    void the_report_tells_which_kernel_took_how_many_trees() {
        List<ShapleyExplainer> explainers = explainers();
        KernelReport tables = explainers.get(0).report();
        assertThat(tables.values()).isEqualTo("path-dependent");
        assertThat(tables.tableTrees()).isEqualTo(30);
        assertThat(tables.trees()).hasSize(30).containsOnly(TreeKernel.TABLE);
        assertThat(tables.tableBytes()).isPositive();
        KernelReport quadrature = explainers.get(1).report();
        assertThat(quadrature.quadratureTrees()).isEqualTo(30);
        assertThat(quadrature.tableTrees()).isZero();
        assertThat(explainers.get(2).report().tableTrees()).isEqualTo(30);
        KernelReport bitsets = explainers.get(3).report();
        assertThat(bitsets.values()).isEqualTo("interventional");
        assertThat(bitsets.bitsetTrees()).isEqualTo(30);
        assertThat(bitsets.trees()).hasSize(30).containsOnly(TreeKernel.BITSET);
        assertThat(bitsets.otherBytes()).isPositive();
        assertThat(bitsets.backgroundRows()).isEqualTo(150);
    }

    @Test
    void trees_share_kernels_as_the_limits_of_memory_allow_and_agree_with_either_alone() {
        KernelReport all = Shapley.values().bind(FOREST).report();
        Shapley half = Shapley.values().withTables(Shapley.DEFAULT_TREE_BYTES, all.tableBytes() / 2);
        KernelReport shared = half.bind(FOREST).report();
        assertThat(shared.tableTrees()).isBetween(1, 29);
        assertThat(shared.quadratureTrees()).isEqualTo(30 - shared.tableTrees());
        ShapleyExplainer mixed = half.bind(FOREST);
        ShapleyExplainer alone = Shapley.values().bind(FOREST);
        SplittableRandom random = new SplittableRandom(43);
        for (int i = 0; i < 100; i++) {
            double[] row = row(random);
            double[] expected = new double[INPUTS];
            double[] actual = new double[INPUTS];
            alone.explain(row, expected);
            mixed.explain(row, actual);
            assertThat(actual).containsExactly(expected, within(1e-12));
        }
    }

    @Test
    void every_scale_adds_up_from_its_base() {
        ProbabilityModel model = new ProbabilityModel(FOREST, new PlattLine(1.3, -0.2, "test rows", 100));
        SplittableRandom random = new SplittableRandom(44);
        for (Shapley how : List.of(
                Shapley.interventional(BACKGROUND),
                Shapley.interventional(BACKGROUND).withTables(0, 0))) {
            ShapleyExplainer raw = how.bind(FOREST);
            ShapleyExplainer calibrated = how.bind(model);
            for (int i = 0; i < 50; i++) {
                double[] row = row(random);
                assertThat(sum(raw, ShapleyScale.MARGIN, row)).isCloseTo(FOREST.margin(row), within(1e-12));
                for (ShapleyScale scale : List.of(ShapleyScale.RESCALED, ShapleyScale.PER_REFERENCE)) {
                    assertThat(sum(raw, scale, row)).isCloseTo(FOREST.probability(row), within(1e-12));
                    assertThat(sum(calibrated, scale, row)).isCloseTo(model.probability(row), within(1e-9));
                }
            }
        }
    }

    private static double sum(ShapleyExplainer explainer, ShapleyScale scale, double[] row) {
        double[] phi = new double[INPUTS];
        explainer.explain(scale, row, phi, explainer.newScratch());
        double sum = explainer.base(scale);
        for (double value : phi) {
            sum += value;
        }
        return sum;
    }

    @Test
    void the_base_per_reference_is_the_mean_probability_and_not_the_probability_of_the_mean() {
        ShapleyExplainer explainer = Shapley.interventional(BACKGROUND).bind(FOREST);
        double mean = 0;
        double[] row = new double[INPUTS];
        for (int b = 0; b < BACKGROUND.rows(); b++) {
            BACKGROUND.row(b, row);
            mean += FOREST.probability(row) / BACKGROUND.rows();
        }
        assertThat(explainer.base(ShapleyScale.PER_REFERENCE)).isCloseTo(mean, within(1e-12));
        assertThat(explainer.base(ShapleyScale.RESCALED)).isEqualTo(Link.sigmoid(explainer.base()));
        assertThat(explainer.base(ShapleyScale.MARGIN)).isEqualTo(explainer.base());
        assertThat(Math.abs(mean - Link.sigmoid(explainer.base()))).isGreaterThan(1e-6);
    }

    @Test
    void every_scale_has_its_label() {
        assertThat(ShapleyScale.values())
                .extracting(ShapleyScale::label)
                .containsExactly("margin", "rescaled", "exact per reference");
    }

    @Test
    void path_dependent_values_have_no_references() {
        ShapleyExplainer explainer = Shapley.values().bind(FOREST);
        assertThatThrownBy(() -> explainer.base(ShapleyScale.PER_REFERENCE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The scale (exact per reference) of path-dependent values must have background rows to refer"
                                + " to.\nMaybe bind Shapley.interventional(background), or use the rescaled scale.");
        assertThatThrownBy(() -> sum(explainer, ShapleyScale.PER_REFERENCE, new double[INPUTS]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_scratch_serves_only_the_explainer_that_made_it() {
        ShapleyExplainer one = Shapley.values().bind(FOREST);
        ExplainScratch foreign = Shapley.values().bind(FOREST).newScratch();
        String message = "The scratch of an explanation must be made by the same explainer.\n"
                + "Maybe the engine was swapped meanwhile: call newScratch() again.";
        assertThatThrownBy(() -> one.explain(new double[INPUTS], new double[INPUTS], foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        ShapleyInteractions pairs = Shapley.values().interactions(FOREST);
        assertThatThrownBy(() -> pairs.explain(new double[INPUTS], new double[INPUTS * INPUTS], foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void interactions_are_symmetric_and_their_rows_add_up_to_the_values() {
        SplittableRandom random = new SplittableRandom(45);
        for (Shapley how : List.of(
                Shapley.values(),
                Shapley.values().withTables(0, 0),
                Shapley.interventional(BACKGROUND),
                Shapley.interventional(BACKGROUND).withTables(0, 0))) {
            ShapleyInteractions pairs = how.interactions(FOREST);
            ShapleyExplainer values = how.bind(FOREST);
            assertThat(pairs.base()).isEqualTo(values.base());
            ExplainScratch scratch = pairs.newScratch();
            double[] matrix = new double[INPUTS * INPUTS];
            double[] phi = new double[INPUTS];
            for (int i = 0; i < 50; i++) {
                double[] row = row(random);
                pairs.explain(row, matrix, scratch);
                values.explain(row, phi);
                for (int j = 0; j < INPUTS; j++) {
                    double sum = 0;
                    for (int k = 0; k < INPUTS; k++) {
                        sum += matrix[j * INPUTS + k];
                        assertThat(matrix[j * INPUTS + k]).isEqualTo(matrix[k * INPUTS + j]);
                    }
                    assertThat(sum).isCloseTo(phi[j], within(1e-12));
                }
            }
        }
    }

    @Test
    void with_a_scratch_no_explanation_allocates() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] row = row(new SplittableRandom(46));
        double[] phi = new double[INPUTS];
        double[] matrix = new double[INPUTS * INPUTS];
        for (ShapleyExplainer explainer : explainers()) {
            ExplainScratch scratch = explainer.newScratch();
            boolean references = explainer.report().backgroundRows() > 0;
            Runnable values = () -> {
                explainer.explain(row, phi, scratch);
                explainer.explain(ShapleyScale.RESCALED, row, phi, scratch);
                if (references) {
                    explainer.explain(ShapleyScale.PER_REFERENCE, row, phi, scratch);
                }
            };
            assertThat(allocated(threads, values)).isLessThan(100);
        }
        for (ShapleyInteractions pairs : List.of(
                Shapley.values().interactions(FOREST),
                Shapley.values().withTables(0, 0).interactions(FOREST),
                Shapley.interventional(BACKGROUND).withTables(0, 0).interactions(FOREST))) {
            ExplainScratch scratch = pairs.newScratch();
            assertThat(allocated(threads, () -> pairs.explain(row, matrix, scratch)))
                    .isLessThan(100);
        }
    }

    /** The bytes of fifty calls: one allocation a call would be hundreds, the counter itself costs a few. */
    private static long allocated(ThreadMXBean threads, Runnable call) {
        for (int i = 0; i < 20; i++) {
            call.run();
        }
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 50; i++) {
                call.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void many_rows_at_once_have_the_bits_of_one_by_one() {
        FeatureMatrix rows = background(70);
        double[] row = new double[INPUTS];
        double[] phi = new double[INPUTS];
        List<ShapleyExplainer> explainers = new ArrayList<>(explainers());
        explainers.add(Shapley.values().withTables(1 << 20, 100_000).bind(FOREST));
        explainers.add(Shapley.values()
                .bind(LinearModel.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, new double[8], Link.IDENTITY)));
        for (ShapleyExplainer explainer : explainers) {
            double[] together = new double[70 * INPUTS];
            explainer.explain(rows, together, explainer.newScratch());
            for (int i = 0; i < rows.rows(); i++) {
                rows.row(i, row);
                explainer.explain(row, phi);
                assertThat(Arrays.copyOfRange(together, i * INPUTS, (i + 1) * INPUTS))
                        .isEqualTo(phi);
            }
        }
        assertThatThrownBy(() -> explainers
                        .get(0)
                        .explain(
                                rows,
                                new double[70 * INPUTS - 1],
                                explainers.get(0).newScratch()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The contributions (559) of 70 rows of 8 columns must have room for the scorer's 8 inputs a"
                        + " row.\nMaybe transform the rows with the scorer's own pipeline.");
    }

    @Test
    void eight_threads_equal_one() throws Exception {
        SplittableRandom random = new SplittableRandom(47);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(row(random));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (ShapleyExplainer explainer : explainers()) {
                Callable<List<double[]>> task = () -> {
                    ExplainScratch scratch = explainer.newScratch();
                    List<double[]> own = new ArrayList<>();
                    for (double[] row : rows) {
                        double[] phi = new double[INPUTS];
                        explainer.explain(row, phi, scratch);
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
