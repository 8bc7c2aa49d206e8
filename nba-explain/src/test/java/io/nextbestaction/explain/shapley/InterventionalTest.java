// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import static io.nextbestaction.explain.shapley.TestTree.leaf;
import static io.nextbestaction.explain.shapley.TestTree.split;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.Forest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of interventional values whatever the kernel: bit sets without memory, tables with. */
class InterventionalTest {
    private static final long LARGE = 1L << 40;

    @ParameterizedTest
    @ValueSource(longs = {0, LARGE})
    void copies_of_one_row_are_as_good_as_one(long bytes) {
        SplittableRandom random = new SplittableRandom(21);
        for (int i = 0; i < 200; i++) {
            Forest forest = RandomForests.forest(RandomForests.trees(random, 6, 6), 6, 0);
            double[] reference = RandomForests.row(random, 6);
            double[] row = RandomForests.row(random, 6);
            double[] one = explain(forest, List.of(reference), bytes, row);
            // more copies than bits of a word
            double[] many = explain(forest, Collections.nCopies(97, reference), bytes, row);
            assertThat(many).containsExactly(one, within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, LARGE})
    void against_itself_a_row_has_nothing_to_explain(long bytes) {
        SplittableRandom random = new SplittableRandom(22);
        for (int i = 0; i < 200; i++) {
            Forest forest = RandomForests.forest(RandomForests.trees(random, 6, 6), 6, 0);
            double[] row = RandomForests.row(random, 6);
            assertThat(explain(forest, List.of(row), bytes, row)).containsOnly(0);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, LARGE})
    void the_order_of_the_background_does_not_matter(long bytes) {
        SplittableRandom random = new SplittableRandom(23);
        for (int i = 0; i < 100; i++) {
            Forest forest = RandomForests.forest(RandomForests.trees(random, 6, 6), 6, 0);
            List<double[]> background = new ArrayList<>();
            for (int b = 0; b < 70; b++) {
                background.add(RandomForests.row(random, 6));
            }
            double[] row = RandomForests.row(random, 6);
            double[] before = explain(forest, background, bytes, row);
            Collections.reverse(background);
            assertThat(explain(forest, background, bytes, row)).containsExactly(before, within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, LARGE})
    void a_rising_score_credits_the_greater_value(long bytes) {
        SplittableRandom random = new SplittableRandom(24);
        for (int i = 0; i < 200; i++) {
            List<TestTree> stumps = new ArrayList<>();
            for (int t = 0; t < 12; t++) {
                double low = random.nextDouble(-1, 1);
                stumps.add(split(t % 3, random.nextDouble(-2, 2), leaf(low, 1), leaf(low + random.nextDouble(), 1)));
            }
            Forest forest = RandomForests.forest(stumps, 3, 0);
            double[] low = {random.nextDouble(-3, 0), random.nextDouble(-3, 0), random.nextDouble(-3, 0)};
            double[] high = {random.nextDouble(0, 3), random.nextDouble(0, 3), random.nextDouble(0, 3)};
            for (double value : explain(forest, List.of(low), bytes, high)) {
                assertThat(value).isNotNegative();
            }
        }
    }

    @Test
    void the_base_is_the_mean_margin_of_the_background_and_covers_are_not_asked_for() {
        Forest forest = RandomForests.forest(List.of(split(0, 0, leaf(1, 0), leaf(4, 0))), 1, 0.5);
        FeatureMatrix background = RandomForests.matrix(List.of(new double[] {-1}, new double[] {1}, new double[] {2}));
        ForestShapley kernel = new ForestShapley(forest, new Settings(background, LARGE, LARGE), false);
        assertThat(kernel.base()).isEqualTo(3.5);
        double[] phi = new double[1];
        kernel.explain(new double[] {-3}, phi);
        assertThat(phi[0]).isCloseTo(-2, within(1e-14));
    }

    @Test
    void a_background_that_does_not_fit_is_refused() {
        Forest forest = RandomForests.forest(List.of(leaf(1, 0)), 2, 0);
        FeatureMatrix narrow = RandomForests.matrix(List.of(new double[] {1}));
        assertThatThrownBy(() -> new ForestShapley(forest, new Settings(narrow, 0, 0), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The background (1 rows of 1 columns) of interventional values must have rows of the scorer's"
                                + " 2 inputs.\nMaybe transform it with the pipeline the scorer was trained on.");
        FeatureMatrix none = RandomForests.matrix(List.of(new double[] {1, 2})).select(new int[0]);
        assertThatThrownBy(() -> new ForestShapley(forest, new Settings(none, 0, 0), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The background (0 rows of 2 columns) of interventional values must have rows");
    }

    private static double[] explain(Forest forest, List<double[]> background, long bytes, double[] row) {
        Settings settings = new Settings(RandomForests.matrix(background), bytes, bytes);
        double[] phi = new double[forest.inputs()];
        new ForestShapley(forest, settings, false).explain(row, phi);
        return phi;
    }
}
