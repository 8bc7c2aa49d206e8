// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.NaiveBayes;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NaiveBayesShapleyTest {

    @Test
    void values_and_interactions_equal_brute_force_over_a_background() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            int inputs = random.nextInt(1, 8);
            NaiveBayes bayes = RandomScorers.bayes(random, inputs);
            FeatureMatrix background = RandomScorers.background(random, inputs, random.nextInt(1, 6));
            double[] row = RandomScorers.row(random, inputs);
            NaiveBayesShapley kernel = new NaiveBayesShapley(bayes, new Settings(background, 0, 0), false);
            double[] phi = new double[inputs];
            kernel.explain(row, phi);
            double[] expected = BruteForce.shapley(inputs, known -> BruteForce.value(bayes, row, background, known));
            assertThat(phi).containsExactly(expected, within(1e-12));
            assertThat(kernel.base()).isCloseTo(BruteForce.value(bayes, row, background, 0), within(1e-12));
            double[] averaged = new double[inputs];
            for (int b = 0; b < background.rows(); b++) {
                double[] one = new double[inputs];
                kernel.addAgainst(b, row, one, kernel.newReference());
                for (int j = 0; j < inputs; j++) {
                    averaged[j] += one[j] / background.rows();
                }
            }
            assertThat(averaged).containsExactly(expected, within(1e-12));
            double[] matrix = new double[inputs * inputs];
            new NaiveBayesShapley(bayes, new Settings(background, 0, 0), true).explain(row, matrix);
            assertThat(matrix)
                    .containsExactly(
                            BruteForce.interactions(inputs, known -> BruteForce.value(bayes, row, background, known)),
                            within(1e-12));
        }
    }

    @Test
    void without_a_background_values_are_the_evidence_over_the_prior() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 100; i++) {
            int inputs = random.nextInt(1, 8);
            NaiveBayes bayes = RandomScorers.bayes(random, inputs);
            double[] row = RandomScorers.row(random, inputs);
            NaiveBayesShapley kernel = new NaiveBayesShapley(bayes, new Settings(null, 0, 0), false);
            double[] phi = new double[inputs];
            kernel.explain(row, phi);
            assertThat(kernel.base()).isEqualTo(bayes.prior());
            double[] expected = BruteForce.shapley(inputs, known -> {
                double[] partly = row.clone();
                for (int j = 0; j < inputs; j++) {
                    partly[j] = (known >> j & 1) == 1 ? row[j] : Double.NaN;
                }
                return bayes.margin(partly);
            });
            assertThat(phi).containsExactly(expected, within(1e-12));
        }
    }

    @Test
    void amounts_in_the_billions_still_add_up_and_an_infinite_one_is_refused() {
        NaiveBayes bayes = RandomScorers.bayes(new SplittableRandom(3), 3);
        NaiveBayesShapley kernel = new NaiveBayesShapley(bayes, new Settings(null, 0, 0), false);
        double[] phi = new double[3];
        double[] row = {1e9, -3e9, 2};
        kernel.explain(row, phi);
        assertThat(bayes.prior() + Arrays.stream(phi).sum()).isCloseTo(bayes.margin(row), within(1e4));
        assertThatThrownBy(() -> kernel.explain(new double[] {0, 0, Double.POSITIVE_INFINITY}, phi))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("The margin \\(.*\\) of a row must be finite to be explained\\.\n"
                        + "Maybe clip infinite values in the pipeline, or pass NaN for missing\\.");
        FeatureMatrix infinite = RandomForests.matrix(List.of(new double[] {0, 0, Double.POSITIVE_INFINITY}));
        assertThatThrownBy(() -> new NaiveBayesShapley(bayes, new Settings(infinite, 0, 0), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of reference row 0 must be finite to be explained");
    }
}
