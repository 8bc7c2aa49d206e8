// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import static io.nextbestaction.explain.shapley.TestTree.leaf;
import static io.nextbestaction.explain.shapley.TestTree.split;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForestShapleyTest {
    private static final Offset<Double> CLOSED = within(1e-14);
    private static final Offset<Double> ORACLE = within(1e-12);
    private static final Offset<Double> ADDITIVE = within(1e-9);

    @Test
    void values_equal_brute_force_on_random_forests() {
        SplittableRandom random = new SplittableRandom(20241);
        for (int i = 0; i < 3_000; i++) {
            agreesWithBruteForce(random, 1 + i % 8, "forest " + i);
        }
    }

    @Test
    void values_equal_brute_force_with_twelve_features() {
        SplittableRandom random = new SplittableRandom(20242);
        for (int i = 0; i < 30; i++) {
            agreesWithBruteForce(random, 12, "forest " + i);
        }
    }

    private static void agreesWithBruteForce(SplittableRandom random, int inputs, String name) {
        Forest forest = RandomForests.forest(RandomForests.trees(random, inputs, 6), inputs, random.nextDouble(-1, 1));
        double[] row = RandomForests.row(random, inputs);
        ForestShapley explainer = pathDependent(forest);
        double[] phi = new double[inputs];
        explainer.explain(row, phi);
        double[] expected = BruteForce.shapley(inputs, known -> BruteForce.value(forest, row, known));
        assertThat(phi).as(name).containsExactly(expected, ORACLE);
        assertThat(explainer.base()).as(name).isCloseTo(BruteForce.value(forest, row, 0), ORACLE);
    }

    @Test
    void a_stump_gives_its_feature_leaf_minus_mean() {
        Forest forest = forest(2, split(1, 0.5, false, leaf(-1, 30), leaf(3, 10)));
        double[] phi = new double[2];
        ForestShapley explainer = pathDependent(forest);
        assertThat(explainer.base()).isCloseTo(0, CLOSED);
        explainer.explain(new double[] {9, 0.2}, phi);
        assertThat(phi).containsExactly(new double[] {0, -1}, CLOSED);
        explainer.explain(new double[] {9, 0.5}, phi);
        assertThat(phi).containsExactly(new double[] {0, 3}, CLOSED);
        explainer.explain(new double[] {9, Double.NaN}, phi);
        assertThat(phi).containsExactly(new double[] {0, 3}, CLOSED);
    }

    @Test
    void an_and_tree_has_its_closed_form() {
        double p = 0.3;
        double q = 0.6;
        Forest forest = forest(
                2,
                split(0, 0.5, leaf(0, 100 * (1 - p)), split(1, 0.5, leaf(0, 100 * p * (1 - q)), leaf(1, 100 * p * q))));
        // v() = pq, v(a) = q or 0, v(b) = p or 0
        check(forest, new double[] {1, 1}, (q - p * q + 1 - p) / 2, (p - p * q + 1 - q) / 2);
        check(forest, new double[] {1, 0}, (q - p * q) / 2, (-p * q - q) / 2);
        check(forest, new double[] {0, 1}, (-p * q - p) / 2, (p - p * q) / 2);
        check(forest, new double[] {0, 0}, -p * q / 2, -p * q / 2);
    }

    @Test
    void an_or_tree_has_its_closed_form() {
        Forest forest = forest(2, split(0, 0.5, split(1, 0.5, leaf(0, 25), leaf(1, 25)), leaf(1, 50)));
        check(forest, new double[] {1, 1}, 0.125, 0.125);
        check(forest, new double[] {1, 0}, 0.375, -0.125);
        check(forest, new double[] {0, 1}, -0.125, 0.375);
        check(forest, new double[] {0, 0}, -0.375, -0.375);
    }

    @Test
    void an_xor_tree_shares_evenly() {
        Forest forest = forest(
                2, split(0, 0.5, split(1, 0.5, leaf(0, 25), leaf(1, 25)), split(1, 0.5, leaf(1, 25), leaf(0, 25))));
        check(forest, new double[] {1, 1}, -0.25, -0.25);
        check(forest, new double[] {1, 0}, 0.25, 0.25);
    }

    @Test
    void a_forest_of_stumps_adds_up_feature_by_feature() {
        SplittableRandom random = new SplittableRandom(7);
        int inputs = 5;
        List<TestTree> stumps = new ArrayList<>();
        double[] row = {0.1, -0.4, 0.8, 0.3, -0.9};
        double[] expected = new double[inputs];
        for (int t = 0; t < 40; t++) {
            int feature = random.nextInt(inputs);
            double threshold = random.nextDouble(-1, 1);
            double low = random.nextDouble(-0.1, 0.1);
            double high = random.nextDouble(-0.1, 0.1);
            double share = random.nextDouble();
            stumps.add(split(feature, threshold, leaf(low, share), leaf(high, 1 - share)));
            double mean = share * low + (1 - share) * high;
            expected[feature] += (row[feature] < threshold ? low : high) - mean;
        }
        check(RandomForests.forest(stumps, inputs, 0.25), row, expected);
    }

    @Test
    void a_single_leaf_and_no_tree_at_all_explain_nothing() {
        check(forest(3, leaf(2.5, 0)), new double[] {1, Double.NaN, 3}, 0, 0, 0);
        assertThat(pathDependent(forest(3, leaf(2.5, 0))).base()).isEqualTo(2.5);
        Forest constant = Forest.builder(1, Link.IDENTITY, 0.75).build();
        check(constant, new double[] {4}, 0);
        assertThat(pathDependent(constant).base()).isEqualTo(0.75);
    }

    @Test
    void a_child_no_row_reached_has_share_zero_and_below_it_children_count_one_half() {
        // a ≥ 0 was never seen in training; below it nothing is known of b
        Forest forest = forest(2, split(0, 0, leaf(1, 10), split(1, 0, leaf(4, 0), leaf(8, 0))));
        assertThat(pathDependent(forest).base()).isEqualTo(1);
        // v() = 1, v(a) = 6, v(b) = 1, v(ab) = 8
        check(forest, new double[] {1, 1}, (5 + 7) / 2.0, 2 / 2.0);
    }

    @Test
    void shares_come_from_the_children_so_rounded_covers_still_make_a_mean() {
        TestTree stump = new TestTree(0, 0, true, List.of(leaf(1, 30), leaf(2, 10)), 39.999);
        assertThat(pathDependent(forest(1, stump)).base()).isCloseTo(1.25, CLOSED);
    }

    @Test
    void deep_trees_add_up_and_agree_with_a_longer_rule_leaf_by_leaf() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 60; i++) {
            int inputs = 1 + i * 60 / 59;
            int depth = i % 2 == 0 ? 30 : 45;
            Forest forest = forest(inputs, RandomForests.deep(random, inputs, depth, 1e6));
            double[] row = RandomForests.row(random, inputs);
            ForestShapley explainer = pathDependent(forest);
            double[] phi = new double[inputs];
            explainer.explain(row, phi);
            double sum = explainer.base();
            for (double v : phi) {
                sum += v;
            }
            assertThat(sum).isCloseTo(forest.margin(row), ADDITIVE);
            assertThat(phi).containsExactly(LeafQuadrature.shapley(forest, row), ORACLE);
        }
    }

    @Test
    void the_leaf_by_leaf_oracle_equals_brute_force_too() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 200; i++) {
            Forest forest = RandomForests.forest(RandomForests.trees(random, 6, 6), 6, 0);
            double[] row = RandomForests.row(random, 6);
            double[] expected = BruteForce.shapley(6, known -> BruteForce.value(forest, row, known));
            assertThat(LeafQuadrature.shapley(forest, row)).containsExactly(expected, ORACLE);
        }
    }

    @Test
    void a_feature_no_tree_uses_gets_exactly_nothing() {
        SplittableRandom random = new SplittableRandom(13);
        for (int i = 0; i < 300; i++) {
            List<TestTree> trees = RandomForests.trees(random, 5, 6).stream()
                    .map(tree -> tree.rename(f -> f < 2 ? f : f + 1))
                    .toList();
            double[] phi = explain(RandomForests.forest(trees, 6, 0), RandomForests.row(random, 6));
            assertThat(phi[2]).isZero();
        }
    }

    @Test
    void features_that_play_the_same_part_get_the_same_credit() {
        SplittableRandom random = new SplittableRandom(14);
        for (int i = 0; i < 300; i++) {
            List<TestTree> trees = new ArrayList<>(RandomForests.trees(random, 5, 6));
            List<TestTree> swapped = trees.stream()
                    .map(tree -> tree.rename(f -> f == 0 ? 1 : f == 1 ? 0 : f))
                    .toList();
            trees.addAll(swapped);
            double[] row = RandomForests.row(random, 5);
            row[1] = row[0];
            double[] phi = explain(RandomForests.forest(trees, 5, 0), row);
            assertThat(phi[0]).isCloseTo(phi[1], ORACLE);
        }
    }

    @Test
    void the_order_of_trees_does_not_matter() {
        SplittableRandom random = new SplittableRandom(15);
        for (int i = 0; i < 300; i++) {
            List<TestTree> trees = new ArrayList<>(RandomForests.trees(random, 6, 6));
            double[] row = RandomForests.row(random, 6);
            double[] phi = explain(RandomForests.forest(trees, 6, 0), row);
            Collections.reverse(trees);
            assertThat(explain(RandomForests.forest(trees, 6, 0), row)).containsExactly(phi, ORACLE);
        }
    }

    @Test
    void values_scale_with_the_leaves() {
        SplittableRandom random = new SplittableRandom(16);
        for (int i = 0; i < 300; i++) {
            List<TestTree> trees = RandomForests.trees(random, 6, 6);
            List<TestTree> scaled = trees.stream().map(tree -> tree.scale(-8)).toList();
            double[] row = RandomForests.row(random, 6);
            double[] phi = explain(RandomForests.forest(trees, 6, 0), row);
            for (int j = 0; j < 6; j++) {
                phi[j] *= -8;
            }
            assertThat(explain(RandomForests.forest(scaled, 6, 0), row)).containsExactly(phi, ORACLE);
        }
    }

    @Test
    void large_leaf_values_are_explained_too() {
        SplittableRandom random = new SplittableRandom(17);
        List<TestTree> trees = RandomForests.trees(random, 6, 6).stream()
                .map(tree -> tree.scale(1e9))
                .toList();
        Forest forest = RandomForests.forest(trees, 6, 1e8);
        for (int i = 0; i < 100; i++) {
            explain(forest, RandomForests.row(random, 6));
        }
        double[] row = RandomForests.row(random, 6);
        double[] expected = BruteForce.shapley(6, known -> BruteForce.value(forest, row, known));
        assertThat(explain(forest, row)).containsExactly(expected, within(1e-12 * 1e10));
    }

    @Test
    void eight_threads_equal_one() throws Exception {
        SplittableRandom random = new SplittableRandom(18);
        Forest forest = RandomForests.forest(RandomForests.trees(random, 8, 6), 8, 0);
        ForestShapley explainer = pathDependent(forest);
        List<double[]> rows = new ArrayList<>();
        List<double[]> alone = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            double[] row = RandomForests.row(random, 8);
            double[] phi = new double[8];
            explainer.explain(row, phi);
            rows.add(row);
            alone.add(phi);
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<List<double[]>> task = () -> {
                List<double[]> own = new ArrayList<>();
                for (double[] row : rows) {
                    double[] phi = new double[8];
                    explainer.explain(row, phi);
                    own.add(phi);
                }
                return own;
            };
            for (Future<List<double[]>> done : threads.invokeAll(Collections.nCopies(8, task))) {
                List<double[]> own = done.get();
                for (int i = 0; i < own.size(); i++) {
                    assertThat(own.get(i)).isEqualTo(alone.get(i));
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void a_tree_without_covers_is_refused() {
        Forest forest = forest(1, leaf(1, 5), split(0, 0, leaf(1, 0), leaf(2, 0)));
        assertThatThrownBy(() -> pathDependent(forest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The covers (all 0) of tree 1 (3 nodes) must be known for path-dependent values.\n"
                        + "Maybe count the training rows that reach each node and pass them to Forest.Builder.tree.");
    }

    @Test
    void a_longer_target_array_keeps_its_tail() {
        double[] phi = {7, 7, 7};
        pathDependent(forest(2, split(0, 0, leaf(1, 1), leaf(3, 1)))).explain(new double[] {1, 1}, phi);
        assertThat(phi).containsExactly(new double[] {1, 0, 7}, CLOSED);
        assertThat(phi[2]).isEqualTo(7);
    }

    /** By quadrature; that tables agree is the business of {@link KernelAgreementTest}. */
    private static ForestShapley pathDependent(Forest forest) {
        return new ForestShapley(forest, new Settings(null, 0, 0), false);
    }

    private static Forest forest(int inputs, TestTree... trees) {
        return RandomForests.forest(List.of(trees), inputs, 0);
    }

    private static double[] explain(Forest forest, double[] row) {
        double[] phi = new double[forest.inputs()];
        pathDependent(forest).explain(row, phi);
        return phi;
    }

    private static void check(Forest forest, double[] row, double... expected) {
        assertThat(explain(forest, row)).containsExactly(expected, CLOSED);
    }
}
