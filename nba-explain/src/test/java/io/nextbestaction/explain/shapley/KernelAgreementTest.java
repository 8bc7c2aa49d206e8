// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.Forest;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every kernel against the definition and against every other, on more than ten thousand random forests. */
class KernelAgreementTest {
    private static final double TOLERANCE = 1e-12;
    private static final long LARGE = 1L << 40;

    @Test
    void all_kernels_equal_brute_force_on_random_forests() {
        SplittableRandom random = new SplittableRandom(301);
        int tables = 0;
        for (int i = 0; i < 10_000; i++) {
            int inputs = 1 + i % 8;
            int depth = i % 7;
            Forest forest = forest(random, inputs, depth);
            double[] row = RandomForests.row(random, inputs);
            FeatureMatrix background = RandomForests.background(random, inputs, 1 + random.nextInt(6));
            String name = "forest " + i;

            double[] values = BruteForce.shapley(inputs, known -> BruteForce.value(forest, row, known));
            close(name + " Q", explain(forest, null, 0, false, row), values);
            ForestShapley byTables = kernel(forest, null, LARGE, false);
            close(name + " T", explain(byTables, inputs, row), values);
            tables += byTables.counts().tables();

            double[] against = BruteForce.shapley(inputs, known -> BruteForce.value(forest, row, background, known));
            ForestShapley byBits = kernel(forest, background, 0, false);
            close(name + " B", explain(byBits, inputs, row), against);
            close(name + " T of a background", explain(forest, background, LARGE, false, row), against);
            close(name + " single references", averageOfSingles(byBits, background, row), against);
        }
        assertThat(tables).isGreaterThan(10_000);
    }

    @Test
    void interactions_equal_brute_force_and_their_rows_add_up_to_the_values() {
        SplittableRandom random = new SplittableRandom(302);
        for (int i = 0; i < 2_000; i++) {
            int inputs = 2 + i % 5;
            Forest forest = forest(random, inputs, i % 6);
            double[] row = RandomForests.row(random, inputs);
            FeatureMatrix background = RandomForests.background(random, inputs, 1 + random.nextInt(6));
            String name = "forest " + i;

            double[] pairs = BruteForce.interactions(inputs, known -> BruteForce.value(forest, row, known));
            close(name + " Q", explain(forest, null, 0, true, row), pairs);
            close(name + " T", explain(forest, null, LARGE, true, row), pairs);
            close(name + " rows", rowSums(pairs, inputs), explain(forest, null, 0, false, row));

            double[] against =
                    BruteForce.interactions(inputs, known -> BruteForce.value(forest, row, background, known));
            close(name + " B", explain(forest, background, 0, true, row), against);
            double[] own = explain(forest, background, LARGE, true, row);
            close(name + " T of a background", own, against);
            close(name + " rows of a background", rowSums(own, inputs), explain(forest, background, 0, false, row));
        }
    }

    @Test
    void deep_trees_agree_where_brute_force_is_out_of_reach() {
        SplittableRandom random = new SplittableRandom(303);
        for (int i = 0; i < 40; i++) {
            int inputs = 10 + i;
            Forest forest = RandomForests.forest(List.of(RandomForests.deep(random, inputs, 30, 1e6)), inputs, 0.5);
            double[] row = RandomForests.row(random, inputs);
            FeatureMatrix background = RandomForests.background(random, inputs, 130);
            double[] values = explain(forest, null, 0, false, row);
            close("leaf by leaf", values, LeafQuadrature.shapley(forest, row));
            close("Q pairs", rowSums(explain(forest, null, 0, true, row), inputs), values);
            ForestShapley byBits = kernel(forest, background, 0, false);
            double[] against = explain(byBits, inputs, row);
            close("single references", averageOfSingles(byBits, background, row), against);
            close("B pairs", rowSums(explain(forest, background, 0, true, row), inputs), against);
        }
    }

    @Test
    void tables_of_deep_paths_equal_brute_force_with_masks_and_with_comparisons() {
        SplittableRandom random = new SplittableRandom(305);
        int tables = 0;
        for (int i = 0; i < 600; i++) {
            int inputs = 2 + i % 6;
            // deep paths of few features: too many splits for a key of decisions
            Forest forest = RandomForests.forest(
                    List.of(RandomForests.deep(random, inputs, 9 + i % 4, 1e6)), inputs, random.nextDouble(-1, 1));
            double[] row = RandomForests.row(random, inputs);
            FeatureMatrix background = RandomForests.background(random, inputs, 1 + random.nextInt(6));
            boolean pairs = i % 3 == 0;
            ForestShapley masked = kernel(forest, background, LARGE, pairs);
            tables += masked.counts().tables();
            double[] expected = pairs
                    ? BruteForce.interactions(inputs, known -> BruteForce.value(forest, row, background, known))
                    : BruteForce.shapley(inputs, known -> BruteForce.value(forest, row, background, known));
            close("masks " + i, explain(masked, expected.length, row), expected);
            LeafGame game = pairs ? new PairGame(inputs) : ValueGame.INSTANCE;
            TreePaths paths = TreePaths.of(forest, 0);
            for (int mostSplits : new int[] {1, 3}) {
                // tables fit to the byte, masks no more
                long bytes = TableTrees.bytes(paths, Group.of(forest, paths, game, mostSplits));
                ForestShapley compared = new ForestShapley(forest, new Settings(background, LARGE, bytes), pairs);
                assertThat(compared.counts().tables()).isEqualTo(1);
                close("comparisons " + i, explain(compared, expected.length, row), expected);
            }
        }
        assertThat(tables).isEqualTo(600);
    }

    @Test
    void key_masks_and_comparisons_give_the_same_bits() {
        SplittableRandom random = new SplittableRandom(304);
        for (int i = 0; i < 200; i++) {
            Forest forest = forest(random, 6, 6);
            double[] row = RandomForests.row(random, 6);
            ForestShapley masked = kernel(forest, null, LARGE, false);
            long bytes = 0;
            for (int t = 0; t < forest.trees(); t++) {
                TreePaths paths = TreePaths.of(forest, t);
                bytes += TableTrees.bytes(paths, Group.of(forest, paths, ValueGame.INSTANCE, 3));
            }
            // tables fit to the byte, masks no more
            ForestShapley compared = new ForestShapley(forest, new Settings(null, LARGE, bytes), false);
            assertThat(compared.counts().tables()).isEqualTo(masked.counts().tables());
            assertThat(explain(compared, 6, row)).isEqualTo(explain(masked, 6, row));
        }
    }

    @Test
    void eight_threads_equal_one_by_tables_of_deep_paths_and_in_pairs() throws Exception {
        SplittableRandom random = new SplittableRandom(306);
        Forest forest = RandomForests.forest(List.of(RandomForests.deep(random, 6, 12, 1e6)), 6, 0.25);
        FeatureMatrix background = RandomForests.background(random, 6, 70);
        FeatureMatrix rows = RandomForests.background(random, 6, 200);
        ForestShapley tables = kernel(forest, background, LARGE, false);
        assertThat(tables.counts().trees()).containsExactly(ShapleyKernel.Kind.TABLE);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (ForestShapley kernel : List.of(
                    tables,
                    kernel(forest, background, 0, false),
                    kernel(forest, background, LARGE, true),
                    kernel(forest, background, 0, true),
                    kernel(forest, null, LARGE, false),
                    kernel(forest, null, LARGE, true),
                    kernel(forest, null, 0, true))) {
                Callable<double[][]> task = () -> {
                    double[][] all = new double[rows.rows()][];
                    double[] row = new double[6];
                    for (int i = 0; i < rows.rows(); i++) {
                        rows.row(i, row);
                        all[i] = explain(kernel, 36, row);
                    }
                    return all;
                };
                double[][] alone = task.call();
                for (Future<double[][]> done : threads.invokeAll(Collections.nCopies(8, task))) {
                    assertThat(done.get()).isDeepEqualTo(alone);
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    private static Forest forest(SplittableRandom random, int inputs, int depth) {
        return RandomForests.forest(RandomForests.trees(random, inputs, depth), inputs, random.nextDouble(-1, 1));
    }

    private static ForestShapley kernel(Forest forest, @Nullable FeatureMatrix background, long bytes, boolean pairs) {
        return new ForestShapley(forest, new Settings(background, bytes, bytes), pairs);
    }

    private static double[] explain(
            Forest forest, @Nullable FeatureMatrix background, long bytes, boolean pairs, double[] row) {
        int inputs = forest.inputs();
        return explain(kernel(forest, background, bytes, pairs), pairs ? inputs * inputs : inputs, row);
    }

    private static double[] explain(ForestShapley kernel, int outputs, double[] row) {
        double[] phi = new double[outputs];
        kernel.explain(row, phi);
        return phi;
    }

    private static double[] averageOfSingles(ForestShapley kernel, FeatureMatrix background, double[] row) {
        double[] mean = new double[row.length];
        ShapleyKernel.Reference scratch = kernel.newReference();
        for (int b = 0; b < background.rows(); b++) {
            kernel.addAgainst(b, row, mean, scratch);
        }
        for (int j = 0; j < mean.length; j++) {
            mean[j] /= background.rows();
        }
        return mean;
    }

    private static double[] rowSums(double[] matrix, int inputs) {
        double[] sums = new double[inputs];
        for (int i = 0; i < matrix.length; i++) {
            sums[i / inputs] += matrix[i];
        }
        return sums;
    }

    private static void close(String name, double[] actual, double[] expected) {
        assertThat(actual).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            // a plain comparison first: millions of assertion objects would take longer than the kernels
            if (!(Math.abs(actual[i] - expected[i]) <= TOLERANCE)) {
                assertThat(actual).as(name).isEqualTo(expected);
            }
        }
    }
}
