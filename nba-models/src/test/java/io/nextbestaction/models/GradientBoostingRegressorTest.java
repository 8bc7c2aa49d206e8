// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.RegressionSet;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GradientBoostingRegressorTest {
    private static final GradientBoosting.Parameters EXACT = GradientBoosting.Parameters.defaults()
            .withRounds(1)
            .withLearningRate(1)
            .withDepth(1)
            .withMinChildWeight(0)
            .withRowShare(1)
            .withColumnShare(1)
            .withLambda(0);

    /** One split, nothing shrunk: the two leaves are the weighted means of their rows, base and all. */
    @Test
    void a_stump_predicts_the_weighted_mean_of_each_side() {
        FeatureMatrix rows = Samples.matrix(1, 0, 0, 0, 1, 1, 1);
        double[] targets = {1_000_001, 1_000_002, 1_000_006, 1_000_020, 1_000_030, 1_000_040};
        double[] weights = {1, 1, 2, 3, 0, 1};
        Forest forest = train(new RegressionSet(rows, targets, weights), EXACT, 1);
        assertThat(forest.link()).isEqualTo(Link.IDENTITY);
        assertThat(forest.margin(new double[] {0})).isCloseTo(1_000_003.75, Offset.offset(1e-5));
        assertThat(forest.margin(new double[] {1})).isCloseTo(1_000_025.0, Offset.offset(1e-5));
        // The weighted mean itself, to the last digit: (4 · 1000003.75 + 4 · 1000025) / 8.
        assertThat(forest.base()).isEqualTo(1_000_014.375);
    }

    @Test
    void a_constant_target_is_predicted_exactly() {
        double[] targets = new double[50];
        Arrays.fill(targets, 0.1);
        RegressionSet data = new RegressionSet(Samples.matrix(1, Samples.stream(50, 3)), targets);
        assertThat(train(data, GradientBoosting.Parameters.defaults(), 5).margin(new double[] {0.5}))
                .isEqualTo(0.1);
    }

    @Test
    void it_learns_a_curve_with_missing_values_and_gives_the_same_bits_for_the_same_seed() {
        double[] values = Samples.stream(4_000, 5);
        double[] targets = new double[2_000];
        for (int i = 0; i < 2_000; i++) {
            targets[i] = 10 * values[2 * i] * values[2 * i] + (i % 10 == 0 ? 5 : 0);
            values[2 * i + 1] = i % 10 == 0 ? Double.NaN : values[2 * i + 1];
        }
        RegressionSet data = new RegressionSet(Samples.matrix(2, values), targets);
        GradientBoosting.Parameters parameters =
                GradientBoosting.Parameters.defaults().withRounds(150).withLearningRate(0.1);
        Forest forest = train(data, parameters, 7);
        assertThat(forest.margin(new double[] {0.5, 0.5})).isCloseTo(2.5, Offset.offset(0.2));
        assertThat(forest.margin(new double[] {0.9, Double.NaN})).isCloseTo(13.1, Offset.offset(0.5));
        assertThat(Samples.bits(train(data, parameters, 7))).isEqualTo(Samples.bits(forest));
        assertThat(GradientBoosting.regressor(parameters).describe())
                .isEqualTo("gradient boosting (150 rounds × 0.1, depth 4)");
    }

    @Test
    void only_ratios_of_weights_count() {
        double[] values = Samples.stream(600, 5);
        double[] targets = Samples.stream(300, 6);
        double[] weights = Samples.stream(300, 8);
        double[] quadrupled = Arrays.stream(weights).map(w -> 4 * w).toArray();
        GradientBoosting.Parameters parameters =
                GradientBoosting.Parameters.defaults().withRounds(20);
        FeatureMatrix rows = Samples.matrix(2, values);
        Forest forest = train(new RegressionSet(rows, targets, weights), parameters, 1);
        assertThat(Samples.bits(train(new RegressionSet(rows, targets, quadrupled), parameters, 1)))
                .isEqualTo(Samples.bits(forest));
        assertThat(Samples.bits(train(new RegressionSet(rows, targets), parameters, 1)))
                .isNotEqualTo(Samples.bits(forest));
    }

    @Test
    void wrong_input_is_refused() {
        assertThatThrownBy(() -> GradientBoosting.regressor(
                        GradientBoosting.Parameters.defaults().withPositiveWeight(2)))
                .hasMessage("The positive weight (2) of a regressor must be 1.\nMaybe weight the rows instead.");
        assertThatThrownBy(() -> GradientBoosting.regressor(GradientBoosting.Parameters.defaults()
                        .withEarlyStopping(GradientBoosting.EarlyStopping.defaults())))
                .hasMessage("The early stopping (patience 30) of a regressor must be left out.\n"
                        + "Maybe choose the rounds on other data.");
        RegressionSet infinite = new RegressionSet(Samples.matrix(1, Double.POSITIVE_INFINITY, 1), new double[] {1, 2});
        assertThatThrownBy(() -> train(infinite, EXACT, 1))
                .hasMessage("The value (Infinity) of feature \"x0\" in row 1 must be finite or missing.\n"
                        + "Maybe a division by zero made it: let it be NaN there.");
    }

    private static Forest train(RegressionSet data, GradientBoosting.Parameters parameters, long seed) {
        return (Forest) GradientBoosting.regressor(parameters).train(data, seed, Progress.NONE);
    }
}
