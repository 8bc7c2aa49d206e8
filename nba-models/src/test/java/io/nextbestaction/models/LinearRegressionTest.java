// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.RegressionSet;
import io.nextbestaction.model.RegressorTrainer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LinearRegressionTest {
    private static final Offset<Double> DIGITS = Offset.offset(1e-10);

    private final double[] weights = Samples.stream(60, 11);

    /** scikit-learn 1.2.1, LinearRegression and, on standardised columns with weights of mean 1, Ridge(alpha=5). */
    @Test
    void weights_are_those_of_an_independent_solver() {
        RegressionSet plain = sample(new double[0]);
        RegressionSet weighted = sample(weights);
        assertModel(
                train(LinearRegression.regressor(), plain),
                2.4560288421822776,
                3.007112405270373,
                -0.050418447075835066,
                46.72453015168985);
        assertModel(
                train(LinearRegression.regressor(), weighted),
                2.5515326320375324,
                3.062361636408657,
                -0.05143287569978836,
                34.2968452687745);
        RegressorTrainer ridge = LinearRegression.regressor(
                LinearRegression.Parameters.defaults().withPenalty(5));
        assertModel(
                train(ridge, weighted),
                2.522476987951933,
                2.7168949804564293,
                -0.04706466231184706,
                31.539986034876662);
    }

    /** Weights of 0, 1, 2, 3 are rows that occur so often, whatever the scale of the weights. */
    @Test
    void a_weight_is_a_number_of_copies() {
        SplittableRandom random = new SplittableRandom(4);
        double[] counts = random.ints(60, 0, 4).asDoubleStream().toArray();
        RegressionSet data = sample(counts);
        int[] copies = IntStream.range(0, 60)
                .flatMap(i -> IntStream.generate(() -> i).limit((long) counts[i]))
                .toArray();
        LinearModel repeated =
                train(LinearRegression.regressor(), sample(new double[0]).select(copies));
        LinearModel counted = train(LinearRegression.regressor(), data);
        LinearModel scaled = train(
                LinearRegression.regressor(),
                sample(Arrays.stream(counts).map(c -> 7 * c).toArray()));
        for (LinearModel model : new LinearModel[] {counted, scaled}) {
            assertThat(model.bias()).isCloseTo(repeated.bias(), DIGITS);
            for (int j = 0; j < 3; j++) {
                assertThat(model.weight(j)).isCloseTo(repeated.weight(j), DIGITS);
            }
        }
    }

    @Test
    void levels_that_add_up_to_one_and_constants_leave_predictions_as_they_are() {
        double[] values = new double[60 * 4];
        double[] targets = new double[60];
        for (int i = 0; i < 60; i++) {
            values[i * 4 + i % 3] = 1;
            values[i * 4 + 3] = 7;
            targets[i] = new double[] {1, 5, -2}[i % 3];
        }
        FeatureMatrix rows = Samples.matrix(4, values);
        LinearModel model = train(LinearRegression.regressor(), new RegressionSet(rows, targets));
        double[] row = new double[4];
        for (int i = 0; i < 3; i++) {
            rows.row(i, row);
            assertThat(model.margin(row)).isCloseTo(targets[i], DIGITS);
        }
        assertThat(model.weight(3)).isZero();
    }

    @Test
    void a_missing_value_counts_as_the_mean_of_its_column() {
        double nan = Double.NaN;
        FeatureMatrix rows = Samples.matrix(1, 1, nan, 2, 6, nan);
        LinearModel model = train(LinearRegression.regressor(), new RegressionSet(rows, new double[] {1, 3, 2, 6, 3}));
        assertThat(model.mean(0)).isEqualTo(3);
        assertThat(model.margin(new double[] {nan})).isEqualTo(model.margin(new double[] {3}));
        assertThat(model.link()).isEqualTo(Link.IDENTITY);
    }

    @Test
    void wrong_input_is_refused() {
        assertThatThrownBy(() -> new LinearRegression.Parameters(-1))
                .hasMessage("The penalty (-1) of linear regression must be finite and at least 0.\n"
                        + "Maybe leave it at its default, 0.");
        assertThatThrownBy(() -> train(LinearRegression.regressor(), sample(new double[60])))
                .hasMessage("The weights (all 0) of the training set must have a sum above 0.\n"
                        + "Maybe leave them out: then every row counts 1.");
        RegressionSet none = new RegressionSet(Samples.matrix(1), new double[0]);
        assertThatThrownBy(() -> train(LinearRegression.regressor(), none))
                .hasMessage("The rows (0) of the training set must be at least 1.\n"
                        + "Maybe a filter or a join removed them all.");
    }

    private static void assertModel(LinearModel model, double bias, double... expected) {
        assertThat(model.bias()).isCloseTo(bias, DIGITS);
        for (int j = 0; j < expected.length; j++) {
            assertThat(model.weight(j)).isCloseTo(expected[j], DIGITS);
        }
    }

    private static LinearModel train(RegressorTrainer trainer, RegressionSet data) {
        return (LinearModel) trainer.train(data, 1, Progress.NONE);
    }

    private static RegressionSet sample(double[] weights) {
        double[] values = Samples.stream(180, 7);
        double[] noise = Samples.stream(60, 9);
        double[] targets = new double[60];
        for (int i = 0; i < 60; i++) {
            values[3 * i + 1] *= 100;
            values[3 * i + 2] *= 0.01;
            targets[i] = 2 + 3 * values[3 * i] - 0.05 * values[3 * i + 1] + 40 * values[3 * i + 2] + noise[i];
        }
        return new RegressionSet(Samples.matrix(3, values), targets, weights);
    }
}
