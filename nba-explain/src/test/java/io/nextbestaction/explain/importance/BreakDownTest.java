// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.shapley.RandomForests;
import io.nextbestaction.model.Forest;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BreakDownTest {
    private static final FeatureNames NAMES = FeatureNames.of("a", "b", "c");
    private static final List<FeatureGroup> GROUPS = FeatureGroup.byColumn(NAMES);

    @Test
    void the_strongest_feature_goes_first() {
        FeatureMatrix background = FeatureMatrix.of(NAMES, new double[] {0, 0, 0, 2, 2, 2});
        BreakDown found = BreakDown.strongestFirst(
                x -> x[0] - 3 * x[1] + x[0] * x[2], background, new double[] {2, 3, 4}, GROUPS);
        assertThat(found.base()).isEqualTo(0, within(1e-14));
        assertThat(found.steps())
                .containsExactly(
                        new BreakDown.Step("b", -6, -6), new BreakDown.Step("c", 2, -4), new BreakDown.Step("a", 5, 1));
        assertThat(found.score()).isEqualTo(1);
    }

    @Test
    void the_mean_over_all_orders_is_the_shapley_value() {
        SplittableRandom random = new SplittableRandom(11);
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int i = 0; i < 100; i++) {
            Forest forest = RandomForests.forest(RandomForests.trees(random, 3, 4), 3, 0);
            FeatureMatrix background = RandomForests.background(random, 3, 12);
            double[] row = RandomForests.row(random, 3);
            double[] mean = new double[3];
            for (int[] order : orders) {
                List<FeatureGroup> ordered = List.of(GROUPS.get(order[0]), GROUPS.get(order[1]), GROUPS.get(order[2]));
                BreakDown one = BreakDown.inOrder(forest::margin, background, row, ordered);
                assertThat(one.score()).isEqualTo(forest.margin(row), within(1e-12));
                for (int s = 0; s < 3; s++) {
                    mean[order[s]] += one.steps().get(s).contribution() / orders.length;
                }
            }
            double[] phi = new double[3];
            Shapley.interventional(background).bind(forest).explain(row, phi);
            assertThat(mean).containsExactly(phi, within(1e-12));
        }
    }

    @Test
    void no_background_is_refused() {
        FeatureMatrix none = FeatureMatrix.of(NAMES, new double[0]);
        assertThatThrownBy(() -> BreakDown.inOrder(x -> 0, none, new double[3], GROUPS))
                .hasMessage(
                        "The background (0 rows) of a break-down must have a row.\nMaybe every customer was left out.");
    }
}
