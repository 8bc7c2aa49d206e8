// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.Forest;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Tables alone, of both definitions, values and interactions, of trees from a single leaf to paths of thirty splits. */
class TableTreesTest {
    private static final double TOLERANCE = 1e-12;
    private static final long LARGE = 1L << 40;

    @Test
    void tables_equal_brute_force_on_ten_thousand_forests() {
        SplittableRandom random = new SplittableRandom(401);
        int trees = 0;
        int leaves = 0;
        int deep = 0;
        for (int i = 0; i < 10_000; i++) {
            int inputs = 1 + i % 5;
            boolean isDeep = i % 40 == 7;
            List<TestTree> drawn = isDeep
                    ? List.of(RandomForests.deep(random, inputs, 30, 1e6))
                    : RandomForests.trees(random, inputs, i / 5 % 7);
            Forest forest = RandomForests.forest(drawn, inputs, random.nextDouble(-1, 1));
            FeatureMatrix background = i % 2 == 0 ? null : RandomForests.background(random, inputs, 1 + i % 4);
            boolean pairs = i / 2 % 2 == 0;
            ForestShapley kernel = new ForestShapley(forest, new Settings(background, LARGE, LARGE), pairs);
            assertThat(kernel.counts().tables()).isEqualTo(forest.trees());
            trees += forest.trees();
            leaves += forest.nodes() == forest.trees() ? 1 : 0;
            deep += isDeep ? 1 : 0;

            double[] row = RandomForests.row(random, inputs);
            double[] actual = new double[pairs ? inputs * inputs : inputs];
            kernel.explain(row, actual);
            double[] values = new double[1 << inputs];
            for (int known = 0; known < values.length; known++) {
                values[known] = background == null
                        ? BruteForce.value(forest, row, known)
                        : BruteForce.value(forest, row, background, known);
            }
            double[] expected = pairs
                    ? BruteForce.interactions(inputs, known -> values[known])
                    : BruteForce.shapley(inputs, known -> values[known]);
            for (int j = 0; j < expected.length; j++) {
                // a plain comparison first: millions of assertion objects would take longer than the kernels
                if (!(Math.abs(actual[j] - expected[j]) <= TOLERANCE)) {
                    assertThat(actual).as("forest " + i).isEqualTo(expected);
                }
            }
        }
        assertThat(trees).isGreaterThan(20_000);
        assertThat(leaves).isGreaterThan(1_000);
        assertThat(deep).isEqualTo(250);
    }

    @Test
    void a_path_of_more_features_than_a_key_has_bits_has_no_table() {
        SplittableRandom random = new SplittableRandom(402);
        TestTree eight = path(0, Group.MOST_BITS);
        TestTree nine = path(0, Group.MOST_BITS + 1);
        Forest forest = RandomForests.forest(List.of(eight, nine), 9, 0);
        ForestShapley kernel = new ForestShapley(forest, new Settings(null, LARGE, LARGE), false);
        assertThat(kernel.counts().trees()).containsExactly(ShapleyKernel.Kind.TABLE, ShapleyKernel.Kind.QUADRATURE);
        double[] phi = new double[9];
        for (int i = 0; i < 100; i++) {
            double[] row = RandomForests.row(random, 9);
            double[] expected = BruteForce.shapley(9, known -> BruteForce.value(forest, row, known));
            kernel.explain(row, phi);
            assertThat(phi).containsExactly(expected, within(TOLERANCE));
        }
    }

    /** A path that tests the features one after another. */
    private static TestTree path(int from, int to) {
        return from == to
                ? TestTree.leaf(1, 1)
                : TestTree.split(from, 0.5, from % 2 == 0, path(from + 1, to), TestTree.leaf(-from - 1.0, 1));
    }
}
