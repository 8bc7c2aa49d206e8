// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.Allocation;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NaiveBayesTest {
    private static final double[] ONE = {1};

    @Test
    void the_margin_is_the_log_of_prior_odds_times_the_ratio_of_normal_densities() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            int inputs = random.nextInt(1, 7);
            double[] noMeans = random.doubles(inputs, -2, 2).toArray();
            double[] yesMeans = random.doubles(inputs, -2, 2).toArray();
            double[] noVariances = random.doubles(inputs, 0.5, 3).toArray();
            double[] yesVariances = random.doubles(inputs, 0.5, 3).toArray();
            double[] row = random.doubles(inputs, -3, 3).toArray();
            row[random.nextInt(inputs)] = random.nextBoolean() ? Double.NaN : 1;
            double odds = 0.25;
            for (int j = 0; j < inputs; j++) {
                odds *= Double.isNaN(row[j])
                        ? 1
                        : density(row[j], yesMeans[j], yesVariances[j]) / density(row[j], noMeans[j], noVariances[j]);
            }
            NaiveBayes bayes = NaiveBayes.of(Math.log(0.25), noMeans, noVariances, yesMeans, yesVariances);
            assertThat(bayes.margin(row)).isCloseTo(Math.log(odds), Offset.offset(1e-11));
            assertThat(bayes.margin(row, new Scratch())).isEqualTo(bayes.margin(row));
            double evidence = bayes.prior();
            for (int j = 0; j < inputs; j++) {
                evidence += bayes.evidence(j, row[j]);
            }
            assertThat(evidence).isEqualTo(bayes.margin(row));
        }
    }

    private static double density(double x, double mean, double variance) {
        return Math.exp(-(x - mean) * (x - mean) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    }

    @Test
    void what_is_missing_or_left_out_says_nothing() {
        double[] infinite = {Double.POSITIVE_INFINITY, 1};
        NaiveBayes bayes = NaiveBayes.of(-1, new double[2], infinite, new double[] {5, 1}, infinite);
        assertThat(bayes.margin(new double[] {1e9, Double.NaN})).isEqualTo(-1);
        assertThat(bayes.margin(new double[] {Double.NaN, 0.5})).isEqualTo(-1);
        assertThat(bayes.margin(new double[] {0, 1.5})).isEqualTo(0);
    }

    @Test
    void rows_together_score_as_one_by_one_and_allocate_nothing() {
        double[] yes = {0.5, -1, 2};
        NaiveBayes bayes = NaiveBayes.of(0.1, new double[3], new double[] {1, 2, 3}, yes, new double[] {3, 1, 2});
        RowChecks.sameBitsTogether(bayes, 4);
        double[] row = {1, Double.NaN, 3};
        double[] sink = new double[1];
        assertThat(Allocation.bytes(50_000, () -> sink[0] += bayes.margin(row))).isLessThan(50_000);
    }

    @Test
    void lengths_and_numbers_are_checked() {
        assertThatThrownBy(() -> NaiveBayes.of(0, ONE, new double[2], ONE, ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The means (1, 1) and variances (2, 1) of naive Bayes must be as many, at least one.");
        assertThatThrownBy(() -> NaiveBayes.of(Double.NaN, ONE, ONE, ONE, ONE))
                .hasMessage("The prior and means of naive Bayes must be finite.\n"
                        + "Maybe a column holds values too large to sum.");
        assertThatThrownBy(() -> NaiveBayes.of(0, ONE, ONE, ONE, new double[] {0}))
                .hasMessage(
                        "The variances (1.0 and 0.0) of input 0 of naive Bayes must be above 1.0E-300, and infinite in both"
                                + " classes or none.");
        assertThatThrownBy(() -> NaiveBayes.of(0, ONE, ONE, ONE, new double[] {Double.POSITIVE_INFINITY}))
                .hasMessage(
                        "The variances (1.0 and Infinity) of input 0 of naive Bayes must be above 1.0E-300, and infinite in"
                                + " both classes or none.");
    }
}
