// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.Blend;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.KernelMachine;
import io.nextbestaction.model.Neighbors;
import io.nextbestaction.model.Network;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoalitionShapleyTest {
    /** More inputs than are explained exactly, few enough for brute force. */
    private static final int MANY = 14;

    private static Settings settings(@Nullable FeatureMatrix background) {
        return new Settings(background, 0, 0);
    }

    @Test
    void exact_values_equal_brute_force_against_a_background() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 60; i++) {
            int inputs = random.nextInt(1, 9);
            FeatureMatrix background = RandomScorers.background(random, inputs, random.nextInt(1, 6));
            for (Scorer scorer : RandomScorers.each(random, inputs)) {
                double[] row = RandomScorers.row(random, inputs);
                CoalitionShapley kernel = new CoalitionShapley(scorer, settings(background), false);
                double[] phi = new double[inputs];
                kernel.explain(row, phi);
                double[] expected =
                        BruteForce.shapley(inputs, known -> BruteForce.value(scorer, row, background, known));
                assertThat(phi).containsExactly(expected, within(1e-12));
                assertThat(kernel.base()).isCloseTo(BruteForce.value(scorer, row, background, 0), within(1e-12));
                assertThat(kernel.counts().permutations()).isZero();
            }
        }
    }

    @Test
    void without_a_background_the_training_means_are_the_reference() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 60; i++) {
            int inputs = random.nextInt(1, 9);
            for (Scorer scorer : RandomScorers.each(random, inputs)) {
                double[] row = RandomScorers.row(random, inputs);
                double[] means = means(scorer);
                CoalitionShapley kernel = new CoalitionShapley(scorer, settings(null), false);
                double[] phi = new double[inputs];
                kernel.explain(row, phi);
                FeatureMatrix one = RandomForests.matrix(List.of(means));
                double[] expected = BruteForce.shapley(inputs, known -> BruteForce.value(scorer, row, one, known));
                assertThat(phi).containsExactly(expected, within(1e-12));
                assertThat(kernel.base()).isEqualTo(scorer.margin(means));
                assertThat(kernel.counts().backgroundRows()).isZero();
            }
        }
    }

    private static double[] means(Scorer scorer) {
        double[] means = new double[scorer.inputs()];
        Arrays.setAll(means, j -> {
            if (scorer instanceof Network network) {
                return network.mean(j);
            }
            if (scorer instanceof KernelMachine machine) {
                return machine.mean(j);
            }
            // the first member of the blends here is a forest, the second a network
            return scorer instanceof Blend blend
                    ? ((Network) blend.members().get(1).scorer()).mean(j)
                    : ((Neighbors) scorer).mean(j);
        });
        return means;
    }

    @Test
    void interactions_equal_brute_force() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 30; i++) {
            int inputs = random.nextInt(1, 7);
            FeatureMatrix background = RandomScorers.background(random, inputs, 3);
            for (Scorer scorer : RandomScorers.each(random, inputs)) {
                double[] row = RandomScorers.row(random, inputs);
                double[] matrix = new double[inputs * inputs];
                new CoalitionShapley(scorer, settings(background), true).explain(row, matrix);
                double[] expected =
                        BruteForce.interactions(inputs, known -> BruteForce.value(scorer, row, background, known));
                assertThat(matrix).containsExactly(expected, within(1e-12));
            }
        }
    }

    @Test
    void a_forest_taken_as_any_scorer_has_the_values_and_interactions_of_its_own_kernels() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 40; i++) {
            int inputs = random.nextInt(1, 11);
            Forest forest = RandomScorers.forest(random, inputs);
            FeatureMatrix background = RandomForests.background(random, inputs, 9);
            double[] row = RandomForests.row(random, inputs);
            for (boolean pairs : new boolean[] {false, true}) {
                double[] expected = new double[pairs ? inputs * inputs : inputs];
                double[] actual = new double[expected.length];
                new ForestShapley(forest, settings(background), pairs).explain(row, expected);
                new CoalitionShapley(forest, settings(background), pairs).explain(row, actual);
                assertThat(actual).containsExactly(expected, within(1e-12));
            }
        }
    }

    @Test
    void sampled_values_lie_around_the_exact_ones_as_their_standard_errors_say() {
        SplittableRandom random = new SplittableRandom(5);
        for (int rows : new int[] {1, 5, 60}) {
            Network network = RandomScorers.network(random, MANY, 20, 8, 1);
            FeatureMatrix background = matrix(random, rows);
            double[] row = random.doubles(MANY, -3, 3).toArray();
            double[] exact = BruteForce.shapley(MANY, known -> BruteForce.value(network, row, background, known));
            int seeds = 300;
            int within = 0;
            int far = 0;
            double squares = 0;
            double[] phi = new double[MANY];
            double[] errors = new double[MANY];
            for (int seed = 0; seed < seeds; seed++) {
                CoalitionShapley kernel =
                        new CoalitionShapley(network, new Settings(background, 0, 0, 400, seed), false);
                kernel.explain(row, phi, errors, kernel.newScratch());
                double sum = kernel.base();
                for (int j = 0; j < MANY; j++) {
                    double z = (phi[j] - exact[j]) / errors[j];
                    assertThat(Math.abs(z)).isLessThan(6);
                    far += Math.abs(z) > 4 ? 1 : 0;
                    within += Math.abs(z) < 1.96 ? 1 : 0;
                    squares += z * z;
                    sum += phi[j];
                }
                assertThat(sum).isCloseTo(network.margin(row), within(1e-9));
            }
            assertThat(far / (double) (seeds * MANY)).isLessThan(0.001);
            assertThat(within / (double) (seeds * MANY)).isBetween(0.93, 0.965);
            assertThat(squares / (seeds * MANY)).isBetween(0.85, 1.2);
        }
    }

    private static FeatureMatrix matrix(SplittableRandom random, int rows) {
        return RandomForests.matrix(
                Stream.generate(() -> random.doubles(MANY, -3, 3).toArray())
                        .limit(rows)
                        .toList());
    }

    @Test
    void the_seed_tells_the_permutations_and_more_of_them_err_less() {
        SplittableRandom random = new SplittableRandom(6);
        Network network = RandomScorers.network(random, MANY, 20, 1);
        double[] row = random.doubles(MANY, -3, 3).toArray();
        double[][] phi = new double[3][MANY];
        double[][] errors = new double[3][MANY];
        int[] permutations = {100, 100, 1600};
        for (int i = 0; i < 3; i++) {
            CoalitionShapley kernel =
                    new CoalitionShapley(network, new Settings(null, 0, 0, permutations[i], i % 2), false);
            kernel.explain(row, phi[i], errors[i], kernel.newScratch());
            double[] again = new double[MANY];
            new CoalitionShapley(network, new Settings(null, 0, 0, permutations[i], i % 2), false).explain(row, again);
            assertThat(again).isEqualTo(phi[i]);
            assertThat(kernel.counts().permutations()).isEqualTo(permutations[i]);
        }
        assertThat(phi[1]).isNotEqualTo(phi[0]);
        double ratio = Arrays.stream(errors[2]).sum() / Arrays.stream(errors[0]).sum();
        assertThat(ratio).isBetween(0.2, 0.3);
    }

    @Test
    void every_row_of_a_large_background_has_two_pairs_of_permutations() {
        SplittableRandom random = new SplittableRandom(7);
        Network network = RandomScorers.network(random, MANY, 4, 1);
        CoalitionShapley kernel =
                new CoalitionShapley(network, new Settings(RandomScorers.background(random, MANY, 500), 0, 0), false);
        assertThat(kernel.counts().permutations()).isEqualTo(2000);
        double[] phi = new double[MANY];
        double[] errors = new double[MANY];
        kernel.explain(RandomScorers.row(random, MANY), phi, errors, kernel.newScratch());
        assertThat(Arrays.stream(errors).max().orElse(0)).isBetween(1e-4, 0.1);
    }

    @Test
    void few_differing_inputs_are_exact_however_many_there_are() {
        SplittableRandom random = new SplittableRandom(8);
        int inputs = 40;
        Network network = RandomScorers.network(random, inputs, 9, 1);
        double[] reference = random.doubles(inputs, -1, 1).toArray();
        double[] row = reference.clone();
        int[] changed = {3, 11, 12, 30, 39};
        for (int j : changed) {
            row[j] += 2;
        }
        FeatureMatrix background = RandomForests.matrix(List.of(reference));
        CoalitionShapley kernel = new CoalitionShapley(network, settings(background), false);
        double[] phi = new double[inputs];
        double[] errors = new double[inputs];
        kernel.explain(row, phi, errors, kernel.newScratch());
        double[] expected = new double[inputs];
        double[] few = BruteForce.shapley(changed.length, known -> {
            double[] mixed = reference.clone();
            for (int k = 0; k < changed.length; k++) {
                mixed[changed[k]] = (known >> k & 1) == 1 ? row[changed[k]] : mixed[changed[k]];
            }
            return network.margin(mixed);
        });
        for (int k = 0; k < changed.length; k++) {
            expected[changed[k]] = few[k];
        }
        assertThat(phi).containsExactly(expected, within(1e-12));
        assertThat(errors).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, MANY})
    void what_the_score_does_not_read_has_no_part_exact_or_sampled(int inputs) {
        SplittableRandom random = new SplittableRandom(9);
        double[] weights = random.doubles(inputs * 6L, -1, 1).toArray();
        Arrays.fill(weights, 6 * 4, 6 * 5, 0);
        Network network = Network.of(
                new double[][] {weights, random.doubles(6, -1, 1).toArray()},
                new double[][] {new double[6], {0.5}},
                new double[inputs]);
        double[] phi = new double[inputs];
        double[] errors = new double[inputs];
        CoalitionShapley kernel =
                new CoalitionShapley(network, settings(RandomScorers.background(random, inputs, 3)), false);
        kernel.explain(random.doubles(inputs, -3, 3).toArray(), phi, errors, kernel.newScratch());
        assertThat(phi[4]).isCloseTo(0, within(1e-14));
        assertThat(errors[4]).isLessThan(1e-14);
        assertThat(phi[3]).isNotCloseTo(0, within(1e-6));
    }

    @Test
    void inputs_that_do_the_same_have_the_same_part() {
        SplittableRandom random = new SplittableRandom(10);
        int inputs = 8;
        double[] weights = random.doubles(inputs * 6L, -1, 1).toArray();
        System.arraycopy(weights, 6 * 2, weights, 6 * 7, 6);
        Network network = Network.of(
                new double[][] {weights, random.doubles(6, -1, 1).toArray()},
                new double[][] {new double[6], {0.5}},
                new double[inputs]);
        double[] row = random.doubles(inputs, -3, 3).toArray();
        row[7] = row[2];
        double[] reference = random.doubles(inputs, -3, 3).toArray();
        reference[7] = reference[2];
        double[] phi = new double[inputs];
        new CoalitionShapley(network, settings(RandomForests.matrix(List.of(reference))), false).explain(row, phi);
        assertThat(phi[7]).isCloseTo(phi[2], within(1e-12));
        assertThat(phi[7]).isNotCloseTo(phi[3], within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, MANY})
    void the_values_are_the_mean_of_those_against_each_row(int inputs) {
        SplittableRandom random = new SplittableRandom(11);
        for (Scorer scorer : RandomScorers.each(random, inputs)) {
            FeatureMatrix background = RandomScorers.background(random, inputs, 4);
            CoalitionShapley kernel = new CoalitionShapley(scorer, new Settings(background, 0, 0, 20, 3), false);
            double[] row = RandomScorers.row(random, inputs);
            double[] phi = new double[inputs];
            kernel.explain(row, phi);
            double[] averaged = new double[inputs];
            ShapleyKernel.Reference scratch = kernel.newReference();
            for (int b = 0; b < 4; b++) {
                double[] one = new double[inputs];
                kernel.addAgainst(b, row, one, scratch);
                for (int j = 0; j < inputs; j++) {
                    averaged[j] += one[j] / 4;
                }
            }
            assertThat(averaged).containsExactly(phi, within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, MANY})
    void against_itself_a_row_has_nothing_to_explain(int inputs) {
        SplittableRandom random = new SplittableRandom(12);
        for (Scorer scorer : RandomScorers.each(random, inputs)) {
            double[] row = RandomScorers.row(random, inputs);
            double[] phi = new double[inputs];
            new CoalitionShapley(scorer, settings(RandomForests.matrix(Collections.nCopies(3, row))), false)
                    .explain(row, phi);
            assertThat(phi).containsOnly(0);
        }
    }

    @Test
    void exactness_ends_at_twelve_inputs_and_half_a_million_scores() {
        SplittableRandom random = new SplittableRandom(13);
        assertThat(sampled(random, 12, 128)).isFalse();
        assertThat(sampled(random, 12, 129)).isTrue();
        assertThat(sampled(random, 13, 1)).isTrue();
        assertThat(sampled(random, 9, 1024)).isFalse();
        assertThatThrownBy(() -> new CoalitionShapley(
                        RandomScorers.network(random, 13, 2, 1),
                        settings(RandomScorers.background(random, 13, 7)),
                        true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The interactions (13 inputs against 7 rows) of a Network must be of at most 12 inputs and"
                        + " take at most 524288 scores, 2^inputs a row.\n"
                        + "Maybe draw a smaller background, or explain by values, which can be sampled.");
    }

    private static boolean sampled(SplittableRandom random, int inputs, int rows) {
        Network network = RandomScorers.network(random, inputs, 2, 1);
        FeatureMatrix background = RandomScorers.background(random, inputs, rows);
        return new CoalitionShapley(network, settings(background), false)
                        .counts()
                        .permutations()
                > 0;
    }

    @Test
    void a_blend_of_forests_asks_for_a_background() {
        SplittableRandom random = new SplittableRandom(14);
        Blend blend = Blend.mean(List.of(
                new ProbabilityModel(RandomScorers.forest(random, 3), new PlattLine(1, 0, "by hand", 1)),
                new ProbabilityModel(RandomScorers.bayes(random, 3), new PlattLine(1, 0, "by hand", 1))));
        assertThatThrownBy(() -> new CoalitionShapley(blend, settings(null), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The scorer (Blend) of Shapley values without a background must hold the training means, or"
                        + " have a member that does.\n"
                        + "Maybe Shapley.interventional(background): it explains every scorer.");
        double[] phi = new double[3];
        new CoalitionShapley(blend, settings(RandomScorers.background(random, 3, 2)), false)
                .explain(new double[] {1, 2, 3}, phi);
        assertThat(phi).isNotEqualTo(new double[3]);
    }

    @Test
    void what_is_not_finite_is_refused_without_telling_it() {
        SplittableRandom random = new SplittableRandom(15);
        Network network = RandomScorers.network(random, 3, 4, 1);
        double[] infinite = {0, 1, Double.NEGATIVE_INFINITY};
        CoalitionShapley kernel = new CoalitionShapley(network, settings(null), false);
        String message = "The value of input 2 of a network must be finite to be explained.\n"
                + "Maybe clip it in the pipeline, or pass NaN for missing.";
        assertThatThrownBy(() -> kernel.explain(infinite, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(
                        () -> new CoalitionShapley(network, settings(RandomForests.matrix(List.of(infinite))), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        Neighbors neighbors = RandomScorers.neighbors(random, 3);
        assertThatThrownBy(
                        () -> new CoalitionShapley(neighbors, settings(RandomForests.matrix(List.of(infinite))), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The margin (NaN) of reference row 0 must be finite to be explained.\n"
                        + "Maybe clip infinite values in the pipeline, or pass NaN for missing.");
    }

    @Test
    void amounts_in_the_billions_still_add_up() {
        SplittableRandom random = new SplittableRandom(16);
        Network network = RandomScorers.network(random, 10, 16, 1);
        for (int i = 0; i < 20; i++) {
            double[] row = random.doubles(10, -1e10, 1e10).toArray();
            double[] phi = new double[10];
            CoalitionShapley kernel = new CoalitionShapley(network, settings(null), false);
            kernel.explain(row, phi);
            assertThat(kernel.base() + Arrays.stream(phi).sum()).isCloseTo(network.margin(row), within(1e-3));
        }
    }

    @Test
    void a_scratch_serves_only_the_kernel_that_made_it() {
        Network network = RandomScorers.network(new SplittableRandom(17), 3, 4, 1);
        ExplainScratch foreign = new CoalitionShapley(network, settings(null), false).newScratch();
        CoalitionShapley kernel = new CoalitionShapley(network, settings(null), false);
        assertThatThrownBy(() -> kernel.explain(new double[3], new double[3], foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The scratch of an explanation must be made by the same explainer.");
    }
}
