// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.explain.shapley.RandomForests;
import io.nextbestaction.model.Forest;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GridProfilesTest {
    private static final FeatureMatrix ROWS = FeatureMatrix.of(
            FeatureNames.of("a", "b"), new double[] {1, 10, 2, 20, 3, 30, Double.NaN, 40, 3, 50, 5, 60});

    @Test
    void a_product_has_the_mean_of_the_other_factor_as_slope() {
        Profiles profiles = Profiles.grid(x -> Double.isNaN(x[0]) ? -1 : x[0] * x[1], ROWS, 10);
        Profile profile = profiles.partialDependence().get(0);
        assertThat(profile.size()).isEqualTo(4);
        assertThat(profile.at(2)).isEqualTo(70, within(1e-12));
        assertThat(profile.at(4)).isEqualTo(140, within(1e-12));
        assertThat(profile.at(99)).isEqualTo(175, within(1e-12));
        assertThat(profile.at(-99)).isEqualTo(35, within(1e-12));
        assertThat(profile.missing()).isEqualTo(-1);
        assertThat(profile.rows(2)).isEqualTo(2);
        assertThat(profile.isSteps()).isFalse();
        assertThat(profiles.individual(0, new double[] {7, 3}).value(3)).isEqualTo(15);
        Surface surface = profiles.partialDependence(0, 1);
        assertThat(surface.value(1, 2)).isEqualTo(60, within(1e-12));
        assertThat(surface.value(4, 2)).isEqualTo(-1, within(1e-12));
        assertThat(surface.onePoint(1)).isEqualTo(2);
        assertThat(surface.otherPoint(surface.otherSize() - 1)).isEqualTo(60);
        assertThat(surface.isSteps()).isFalse();
    }

    @Test
    void accumulated_effects_of_a_product_move_rows_within_their_own_interval() {
        Profile effects = Profiles.grid(x -> x[0] * x[1], ROWS, 10).accumulatedEffects(0, 1);
        // [1, 2]: rows b = 10, 20, slope 15; (2, 3]: b = 30, 50, slope 40; (3, 5]: b = 60, slope 60 over 2
        assertThat(effects.value(1) - effects.value(0)).isEqualTo(15, within(1e-12));
        assertThat(effects.value(2) - effects.value(1)).isEqualTo(40, within(1e-12));
        assertThat(effects.value(3) - effects.value(2)).isEqualTo(120, within(1e-12));
        double mean = (2 * 15 + 2 * 55 + 175) / 5.0;
        assertThat(effects.value(0)).isEqualTo(-mean, within(1e-12));
        Profile joined = Profiles.grid(x -> x[0] * x[1], ROWS, 10).accumulatedEffects(0, 3);
        assertThat(joined.size()).isEqualTo(2);
        assertThat(joined.point(1)).isEqualTo(5);
        assertThat(joined.rows(1)).isEqualTo(5);
    }

    @Test
    void where_it_evaluates_a_forest_it_agrees_with_the_exact_profile() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 50; i++) {
            Forest forest = RandomForests.forest(RandomForests.trees(random, 3, 4), 3, 0);
            FeatureMatrix rows = RandomForests.background(random, 3, 40);
            Profile grid = Profiles.grid(forest::margin, rows, 20).partialDependence(1);
            Profile exact = Profiles.exact(forest, rows).partialDependence(1);
            for (int p = 0; p < grid.size(); p++) {
                assertThat(grid.value(p)).isEqualTo(exact.at(grid.point(p)), within(1e-12));
            }
            assertThat(grid.missing()).isEqualTo(exact.missing(), within(1e-12));
        }
    }

    @Test
    void a_profile_of_one_point_is_refused() {
        assertThatThrownBy(() -> Profiles.grid(x -> 0, ROWS, 1))
                .hasMessage("The points (1) of a profile must be at least 2.\n"
                        + "Maybe 50 was meant: more cost more and show little.");
    }
}
