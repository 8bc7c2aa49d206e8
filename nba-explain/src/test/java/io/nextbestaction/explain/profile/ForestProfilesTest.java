// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.explain.shapley.RandomForests;
import io.nextbestaction.explain.shapley.TestTree;
import io.nextbestaction.model.Forest;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForestProfilesTest {
    private static final int INPUTS = 4;
    private static final Offset<Double> EXACT = within(1e-12);
    private static final double[] PROBES = {
        Double.NEGATIVE_INFINITY, -3, -2, -1.5, -1, -0.5, -0.0, 0.0, 0.1, 0.25, 0.7, 1, 2, 3, 9, Double.NaN
    };

    /** What the tests are about: a forest, a background and a seed of their own for every case. */
    private record Case(Forest forest, FeatureMatrix background, SplittableRandom random) {
        static Case of(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            List<TestTree> trees = RandomForests.trees(random, INPUTS, 5);
            Forest forest = RandomForests.forest(trees, INPUTS, 0.5);
            return new Case(forest, RandomForests.background(random, INPUTS, random.nextInt(1, 90)), random);
        }

        /** The mean margin of the background with some features changed. */
        double mean(int[] features, double... values) {
            double[] row = new double[INPUTS];
            double sum = 0;
            for (int b = 0; b < background.rows(); b++) {
                background.row(b, row);
                for (int i = 0; i < features.length; i++) {
                    row[features[i]] = values[i];
                }
                sum += forest.margin(row);
            }
            return sum / background.rows();
        }

        /** The expected margin by covers when only some features are known. */
        double expected(int[] features, double... values) {
            double[] row = new double[INPUTS];
            boolean[] known = new boolean[INPUTS];
            for (int i = 0; i < features.length; i++) {
                row[features[i]] = values[i];
                known[features[i]] = true;
            }
            double sum = forest.base();
            for (int t = 0; t < forest.trees(); t++) {
                sum += expected(forest.root(t), row, known);
            }
            return sum;
        }

        private double expected(int node, double[] row, boolean[] known) {
            if (forest.isLeaf(node)) {
                return forest.leafValue(node);
            }
            if (known[forest.feature(node)]) {
                return expected(forest.goesLeft(node, row) ? forest.left(node) : forest.right(node), row, known);
            }
            double left = forest.cover(forest.left(node));
            double right = forest.cover(forest.right(node));
            double part = left + right == 0 ? 0.5 : left / (left + right);
            return part * expected(forest.left(node), row, known)
                    + (1 - part) * expected(forest.right(node), row, known);
        }
    }

    @Test
    void partial_dependence_is_that_of_scoring_again() {
        for (int seed = 0; seed < 400; seed++) {
            Case c = Case.of(seed);
            Profiles profiles = Profiles.exact(c.forest, c.background);
            List<Profile> all = profiles.partialDependence();
            for (int f = 0; f < INPUTS; f++) {
                Profile alone = profiles.partialDependence(f);
                for (double z : PROBES) {
                    double truth = c.mean(new int[] {f}, z);
                    assertThat(all.get(f).at(z)).isEqualTo(truth, EXACT);
                    assertThat(alone.at(z)).isEqualTo(truth, EXACT);
                }
            }
        }
    }

    @Test
    void partial_dependence_by_cover_is_that_of_the_recursion() {
        for (int seed = 0; seed < 400; seed++) {
            Case c = Case.of(seed);
            Profiles profiles = Profiles.byCover(c.forest, c.background.names());
            List<Profile> all = profiles.partialDependence();
            for (int f = 0; f < INPUTS; f++) {
                for (double z : PROBES) {
                    assertThat(all.get(f).at(z)).isEqualTo(c.expected(new int[] {f}, z), EXACT);
                }
            }
            Surface surface = profiles.partialDependence(2, 0);
            assertThat(surface.at(0.1, Double.NaN)).isEqualTo(c.expected(new int[] {2, 0}, 0.1, Double.NaN), EXACT);
        }
    }

    @Test
    void a_surface_is_that_of_scoring_again() {
        for (int seed = 0; seed < 100; seed++) {
            Case c = Case.of(seed);
            Surface surface = Profiles.exact(c.forest, c.background).partialDependence(1, 3);
            for (double a : PROBES) {
                for (double b : PROBES) {
                    assertThat(surface.at(a, b)).isEqualTo(c.mean(new int[] {1, 3}, a, b), EXACT);
                }
            }
        }
    }

    @Test
    void an_individual_profile_is_the_margin_of_the_changed_row() {
        for (int seed = 0; seed < 400; seed++) {
            Case c = Case.of(seed);
            double[] row = RandomForests.row(c.random, INPUTS);
            Profiles profiles = Profiles.exact(c.forest, c.background);
            for (int f = 0; f < INPUTS; f++) {
                Profile individual = profiles.individual(f, row);
                assertThat(individual.at(row[f])).isEqualTo(c.forest.margin(row), EXACT);
                for (double z : PROBES) {
                    double[] changed = row.clone();
                    changed[f] = z;
                    assertThat(individual.at(z)).isEqualTo(c.forest.margin(changed), EXACT);
                }
            }
        }
    }

    @Test
    void partial_dependence_is_the_mean_of_the_individual_profiles() {
        Case c = Case.of(7);
        Profiles profiles = Profiles.exact(c.forest, c.background);
        Profile mean = profiles.partialDependence(0);
        double[] row = new double[INPUTS];
        double[] sums = new double[mean.size()];
        int rows = 0;
        for (int b = 0; b < c.background.rows(); b++) {
            c.background.row(b, row);
            Profile individual = profiles.individual(0, row);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += individual.value(i);
            }
        }
        for (int i = 0; i < sums.length; i++) {
            assertThat(mean.value(i)).isEqualTo(sums[i] / c.background.rows(), EXACT);
            rows += mean.rows(i);
        }
        int missing = 0;
        for (int b = 0; b < c.background.rows(); b++) {
            missing += Double.isNaN(c.background.get(b, 0)) ? 1 : 0;
        }
        assertThat(rows + missing).isEqualTo(c.background.rows());
    }

    @Test
    void accumulated_effects_are_those_of_moving_rows_one_cell() {
        for (int seed = 0; seed < 300; seed++) {
            Case c = Case.of(seed);
            Profiles profiles = Profiles.exact(c.forest, c.background);
            for (int f = 0; f < INPUTS; f++) {
                Profile cells = profiles.partialDependence(f);
                int known = 0;
                for (int i = 0; i < cells.size(); i++) {
                    known += cells.rows(i);
                }
                if (known == 0) {
                    continue;
                }
                Profile effects = profiles.accumulatedEffects(f, 1);
                double sum = 0;
                double mean = 0;
                for (int i = 0; i < effects.size(); i++) {
                    if (i > 0) {
                        double jump = 0;
                        double[] row = new double[INPUTS];
                        for (int b = 0; b < c.background.rows(); b++) {
                            c.background.row(b, row);
                            double next = i + 1 < effects.size() ? effects.point(i + 1) : Double.POSITIVE_INFINITY;
                            boolean after = row[f] >= nextCut(cells, effects.point(i - 1));
                            if (after && (row[f] < nextCut(cells, effects.point(i)) || i + 1 == effects.size())) {
                                row[f] = effects.point(i);
                                jump += c.forest.margin(row);
                                row[f] = effects.point(i - 1);
                                jump -= c.forest.margin(row);
                            }
                            assertThat(next).isGreaterThan(effects.point(i));
                        }
                        sum += jump / effects.rows(i);
                    }
                    mean += effects.rows(i) * sum / known;
                    assertThat(effects.value(i) - effects.value(0)).isEqualTo(sum, EXACT);
                }
                assertThat(effects.value(0)).isEqualTo(-mean, EXACT);
                assertThat(effects.missing()).isNaN();
            }
        }
    }

    private static double nextCut(Profile cells, double cut) {
        for (int i = 0; i < cells.size(); i++) {
            if (cells.point(i) > cut) {
                return cells.point(i);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    @Test
    void points_of_accumulated_effects_are_joined_until_they_hold_enough_rows() {
        for (int seed = 0; seed < 200; seed++) {
            Case c = Case.of(seed);
            Profile cells = Profiles.exact(c.forest, c.background).partialDependence(0);
            int known = 0;
            for (int i = 0; i < cells.size(); i++) {
                known += cells.rows(i);
            }
            if (known == 0) {
                continue;
            }
            Profile effects = Profiles.exact(c.forest, c.background).accumulatedEffects(0, 10);
            int rows = effects.rows(0);
            for (int i = 1; i < effects.size(); i++) {
                rows += effects.rows(i);
                if (effects.size() > 2) {
                    assertThat(effects.rows(i)).isGreaterThanOrEqualTo(10);
                }
            }
            assertThat(rows).isEqualTo(known);
        }
    }

    @Test
    void an_additive_forest_has_the_same_effects_either_way() {
        TestTree one = TestTree.split(0, 1, TestTree.leaf(-1, 50), TestTree.leaf(2, 50));
        TestTree two = TestTree.split(1, 0, TestTree.leaf(5, 50), TestTree.leaf(6, 50));
        Forest forest = RandomForests.forest(List.of(one, two), 2, 0);
        FeatureMatrix background = RandomForests.matrix(
                List.of(new double[] {0, -1}, new double[] {2, 1}, new double[] {2, 1}, new double[] {3, 1}));
        Profiles profiles = Profiles.exact(forest, background);
        Profile dependence = profiles.partialDependence(0);
        Profile effects = profiles.accumulatedEffects(0, 1);
        assertThat(dependence.value(0)).isEqualTo(4.75, EXACT);
        assertThat(dependence.value(1)).isEqualTo(7.75, EXACT);
        assertThat(effects.value(0)).isEqualTo(-2.25, EXACT);
        assertThat(effects.value(1)).isEqualTo(0.75, EXACT);
        assertThat(effects.rows(1)).isEqualTo(3);
        assertThat(dependence.range()).isEqualTo(3, EXACT);
        assertThat(dependence.isSteps()).isTrue();
        assertThat(dependence.feature()).isEqualTo("0");
    }

    @Test
    void what_does_not_fit_is_refused() {
        Forest forest = RandomForests.forest(List.of(TestTree.leaf(1, 1)), 2, 0);
        FeatureMatrix none = FeatureMatrix.of(FeatureNames.of("a", "b"), new double[0]);
        FeatureMatrix narrow = FeatureMatrix.of(FeatureNames.of("a"), new double[1]);
        Profiles covers = Profiles.byCover(forest, none.names());
        assertThatThrownBy(() -> Profiles.exact(forest, none))
                .hasMessage(
                        "The background (0 rows) of a profile must have a row.\nMaybe every customer was left out.");
        assertThatThrownBy(() -> Profiles.exact(forest, narrow))
                .hasMessage("The background (1 columns) of a profile must have the forest's 2 inputs.\n"
                        + "Maybe transform the rows with the forest's own pipeline.");
        assertThatThrownBy(() -> Profiles.byCover(forest, narrow.names()))
                .hasMessage("The names (1) of a profile must be the forest's 2 inputs.\n"
                        + "Maybe take them from the forest's own pipeline.");
        assertThatThrownBy(() -> covers.accumulatedEffects(1, 5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The accumulated effects of feature \"b\" must have rows to move.\n"
                        + "Maybe take Profiles.exact(forest, background).");
        assertThatThrownBy(() -> covers.accumulatedEffects(1, 0))
                .hasMessage("The rows (0) between two points of accumulated effects must be at least 1.\n"
                        + "Maybe 30 was meant.");
        assertThatThrownBy(() -> covers.partialDependence(1, 1))
                .hasMessage(
                        "The features (\"b\" twice) of a surface must be two.\nMaybe take the profile of one feature.");
        TestTree bare = TestTree.split(0, 1, TestTree.leaf(-1, 0), TestTree.leaf(2, 0));
        assertThatThrownBy(() -> Profiles.byCover(RandomForests.forest(List.of(bare), 2, 0), none.names()))
                .hasMessage("The covers (all 0) of tree 0 (3 nodes) must be known for path-dependent values.\n"
                        + "Maybe count the training rows that reach each node and pass them to"
                        + " Forest.Builder.tree.");
        FeatureMatrix unknown = FeatureMatrix.of(FeatureNames.of("a", "b"), new double[] {Double.NaN, 1});
        assertThatThrownBy(() -> Profiles.exact(forest, unknown).accumulatedEffects(0, 1))
                .hasMessage(
                        "The feature \"a\" (missing in every row) of accumulated effects must be known of some row.\n"
                                + "Maybe take its partial dependence, or other rows.");
    }
}
