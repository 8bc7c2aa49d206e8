// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.internal.Standard;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

    /**
     * scikit-learn 1.9.1, LogisticRegression(C=1, fit_intercept=False) on the standardised columns and a column of 1;
     * the last digits by Newton's method in numpy.
     */
    @Test
    void weights_are_those_of_an_independent_solver() {
        double[] values = Samples.stream(180, 7);
        Standard standard = Standard.of(Samples.matrix(3, values));
        double[] z = standard.scale(Samples.matrix(3, values));
        double[] draws = Samples.stream(60, 9);
        boolean[] labels = new boolean[60];
        for (int i = 0; i < 60; i++) {
            labels[i] = draws[i] < Link.sigmoid(1.5 * z[3 * i] - z[3 * i + 1]);
        }
        TrainingSet data = new TrainingSet(Samples.matrix(3, values), labels);
        assertThat(data.positives()).isEqualTo(32);

        LinearModel model = train(data);

        double[] expected = {1.3553067577915427, -0.41344099251238053, -0.20667445234815307};
        double bias = 0.18961144580173767;
        for (int j = 0; j < 3; j++) {
            assertThat(model.weight(j) * standard.deviation(j)).isCloseTo(expected[j], Offset.offset(1e-6));
            bias -= expected[j] * standard.mean(j) / standard.deviation(j);
        }
        assertThat(model.bias()).isCloseTo(bias, Offset.offset(1e-5));
    }

    /** The gradient of C·Σ log-loss + ‖w‖²/2, bias penalised too, vanishes. */
    @Test
    void the_optimum_has_no_slope_left() {
        TrainingSet data = Samples.withMissing(2_000, 9, 3);
        LinearModel model = train(data);
        Standard standard = Standard.of(data.features()).keepingFlags();
        double[] z = standard.scale(data.features());
        double[] gradient = new double[10];
        gradient[9] = model.margin(standard.means());
        for (int j = 0; j < 9; j++) {
            gradient[j] = model.weight(j) * standard.deviation(j);
        }
        double[] row = new double[9];
        for (int i = 0; i < data.rows(); i++) {
            data.features().row(i, row);
            double error = model.probability(row) - (data.labels()[i] ? 1 : 0);
            for (int j = 0; j < 9; j++) {
                gradient[j] += error * z[i * 9 + j];
            }
            gradient[9] += error;
        }
        for (double part : gradient) {
            assertThat(part).isCloseTo(0, Offset.offset(1e-2));
        }
    }

    @Test
    void a_missing_value_counts_as_the_mean_and_a_constant_or_unknown_column_weighs_nothing() {
        double nan = Double.NaN;
        TrainingSet data = new TrainingSet(
                Samples.matrix(3, 1, 0.1, nan, 2, 0.1, nan, nan, 0.1, nan, 6, nan, nan),
                new boolean[] {false, false, true, true});
        LinearModel model = train(data);
        assertThat(model.mean(0)).isEqualTo(3);
        assertThat(model.weight(0)).isPositive();
        assertThat(model.weight(1)).isZero();
        assertThat(model.mean(1)).isEqualTo(0.1);
        assertThat(model.weight(2)).isZero();
        assertThat(model.mean(2)).isZero();
        assertThat(model.probability(new double[] {nan, nan, nan}))
                .isEqualTo(model.probability(new double[] {3, 5, 8}));
    }

    @Test
    void rows_in_another_order_flip_no_sign() {
        boolean[] noFirst = {false, false, true, true};
        boolean[] yesFirst = {true, true, false, false};
        LinearModel up = train(new TrainingSet(Samples.matrix(1, 1, 2, 3, 4), noFirst));
        LinearModel down = train(new TrainingSet(Samples.matrix(1, 1, 2, 3, 4), yesFirst));
        assertThat(up.weight(0)).isPositive();
        assertThat(down.weight(0)).isCloseTo(-up.weight(0), Offset.offset(1e-9));
    }

    @Test
    void training_twice_gives_the_same_bits() {
        TrainingSet data = Samples.withMissing(1_000, 6, 3);
        LinearModel first = train(data);
        LinearModel second = (LinearModel) LogisticRegression.classifier().train(data, 99, Progress.NONE);
        for (int j = 0; j < 6; j++) {
            assertThat(second.weight(j)).isEqualTo(first.weight(j));
        }
        assertThat(second.bias()).isEqualTo(first.bias());
    }

    @Test
    void it_says_what_it_is_and_refuses_what_it_cannot_use() {
        assertThat(LogisticRegression.classifier().describe()).isEqualTo("logistic regression (L2, C 1)");
        assertThatThrownBy(() -> LogisticRegression.Parameters.defaults().withCost(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The cost (0) of logistic regression must be finite and above 0.\n"
                        + "Maybe leave it at its default, 1.");
        TrainingSet huge = new TrainingSet(Samples.matrix(1, 1e200, -1e200), new boolean[] {true, false});
        assertThatThrownBy(() -> train(huge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The spread (Infinity) of feature \"x0\" must be finite.\n"
                        + "Maybe its values are too large to square: take their logarithm.");
    }

    private static LinearModel train(TrainingSet data) {
        return (LinearModel) LogisticRegression.classifier().train(data, 1, Progress.NONE);
    }
}
