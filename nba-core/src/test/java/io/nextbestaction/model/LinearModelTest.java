// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Allocation;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearModelTest {
    private static final double[] ONE = {1};

    @Test
    void the_margin_is_bias_plus_weighted_values() {
        LinearModel model = LinearModel.of(new double[] {2, -1}, 0.5, new double[] {10, 20}, Link.LOGISTIC);
        assertThat(model.margin(new double[] {3, 4})).isEqualTo(2.5);
        assertThat(model.probability(new double[] {3, 4})).isEqualTo(Link.sigmoid(2.5));
        assertThat(model.inputs()).isEqualTo(2);
        assertThat(model.weight(1)).isEqualTo(-1);
        assertThat(model.mean(1)).isEqualTo(20);
        assertThat(model.bias()).isEqualTo(0.5);
    }

    @Test
    void a_missing_value_counts_as_the_mean() {
        LinearModel model = LinearModel.of(new double[] {2, -1}, 0.5, new double[] {10, 20}, Link.LOGISTIC);
        assertThat(model.margin(new double[] {Double.NaN, 4})).isEqualTo(model.margin(new double[] {10, 4}));
        assertThat(model.margin(new double[] {Double.NaN, Double.NaN})).isEqualTo(0.5);
    }

    @Test
    void the_margin_equals_exact_arithmetic_on_random_models() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            int inputs = random.nextInt(1, 20);
            double[] weights = random.doubles(inputs, -3, 3).toArray();
            double[] means = random.doubles(inputs, -3, 3).toArray();
            double[] row = random.doubles(inputs, -100, 100).toArray();
            row[random.nextInt(inputs)] = Double.NaN;
            double bias = random.nextDouble(-1, 1);
            BigDecimal exact = new BigDecimal(bias);
            for (int j = 0; j < inputs; j++) {
                double x = Double.isNaN(row[j]) ? means[j] : row[j];
                exact = exact.add(new BigDecimal(weights[j]).multiply(new BigDecimal(x)));
            }
            assertThat(LinearModel.of(weights, bias, means, Link.IDENTITY).margin(row))
                    .isCloseTo(exact.doubleValue(), within(1e-11));
        }
    }

    @Test
    void arrays_are_copied() {
        double[] weights = {2};
        double[] means = {3};
        LinearModel model = LinearModel.of(weights, 0, means, Link.LOGISTIC);
        weights[0] = 9;
        means[0] = 9;
        assertThat(model.weight(0)).isEqualTo(2);
        assertThat(model.mean(0)).isEqualTo(3);
    }

    @Test
    void lengths_and_numbers_are_checked() {
        assertThatThrownBy(() -> LinearModel.of(new double[2], 0, new double[3], Link.LOGISTIC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The weights (2) and means (3) of a linear model must be as many, at least one.");
        assertThatThrownBy(() -> LinearModel.of(new double[0], 0, new double[0], Link.LOGISTIC))
                .hasMessage("The weights (0) and means (0) of a linear model must be as many, at least one.");
        String rule = "The weights, means and bias of a linear model must be finite.\n"
                + "Maybe training diverged: scale the inputs or raise the regularisation.";
        double[] broken = {Double.NaN};
        assertThatThrownBy(() -> LinearModel.of(broken, 0, ONE, Link.LOGISTIC)).hasMessage(rule);
        assertThatThrownBy(() -> LinearModel.of(ONE, 0, broken, Link.LOGISTIC)).hasMessage(rule);
        assertThatThrownBy(() -> LinearModel.of(ONE, Double.POSITIVE_INFINITY, ONE, Link.LOGISTIC))
                .hasMessage(rule);
    }

    @Test
    void scoring_allocates_nothing() {
        LinearModel model = LinearModel.of(new double[] {2, -1}, 0.5, new double[] {10, 20}, Link.LOGISTIC);
        double[] row = {1, Double.NaN};
        double[] sink = new double[1];
        int runs = 50_000;
        assertThat(Allocation.bytes(runs, () -> sink[0] += model.probability(row)))
                .isLessThan(runs);
        assertThat(sink[0]).isPositive();
    }
}
