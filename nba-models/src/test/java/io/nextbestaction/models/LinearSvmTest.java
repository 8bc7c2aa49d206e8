// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.internal.Standard;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LinearSvmTest {
    private static final LinearSvm.Parameters HALF =
            LinearSvm.Parameters.defaults().withCost(0.5);

    /** LinearSVC(C=0.5, dual=False, fit_intercept=False) on the standardised columns and a column of 1. */
    @Test
    void weights_are_those_of_an_independent_run() {
        check(
                LinearSvm.classifier(HALF),
                1e-5,
                0.5588176841600282,
                -0.16752253564875136,
                -0.0837575990573779,
                0.0713180967883837);
    }

    @Test
    void class_weights_are_those_of_an_independent_run() {
        check(
                LinearSvm.classifier(HALF.withPositiveWeight(3)),
                1e-5,
                0.5375289605434292,
                -0.15691010788820078,
                -0.05448259058975287,
                0.46376313918086626);
        check(
                LogisticRegression.classifier(
                        LogisticRegression.Parameters.defaults().withPositiveWeight(3)),
                1e-5,
                1.4365922618772582,
                -0.39144928160066966,
                -0.18473046032848486,
                1.2029111248603912);
        check(
                LogisticRegression.classifier(
                        LogisticRegression.Parameters.defaults().withBalancedClasses()),
                1e-5,
                1.3527848420672401,
                -0.42040977003391505,
                -0.210398192054172,
                0.07251437621407858);
    }

    private static void check(ClassifierTrainer trainer, double tolerance, double... expected) {
        TrainingSet data = GoldenSample.data();
        Standard standard = Standard.of(data.features());
        LinearModel model = (LinearModel) trainer.train(data, 1, Progress.NONE);
        Offset<Double> near = Offset.offset(tolerance);
        for (int j = 0; j < 3; j++) {
            assertThat(model.weight(j) * standard.deviation(j)).isCloseTo(expected[j], near);
        }
        assertThat(model.margin(standard.means())).isCloseTo(expected[3], near);
    }

    @Test
    void weighted_rows_are_refused() {
        assertThatThrownBy(() -> LinearSvm.classifier().train(GoldenSample.weighted(), 1, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The weights (60) of the rows must be left out for a linear support vector machine, which can"
                                + " weigh classes only.\nMaybe set its positive weight, or use a family that weighs rows, such as"
                                + " gradient boosting.");
        assertThatThrownBy(() -> LogisticRegression.classifier().train(GoldenSample.weighted(), 1, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The weights (60) of the rows must be left out for logistic regression,");
    }

    @Test
    void it_says_what_it_is_and_refuses_what_it_cannot_use() {
        assertThat(LinearSvm.classifier().describe()).isEqualTo("linear SVM (C 1)");
        assertThat(LinearSvm.classifier(HALF.withPositiveWeight(3)).describe())
                .isEqualTo("linear SVM (C 0.5, events × 3)");
        assertThat(LogisticRegression.classifier(
                                LogisticRegression.Parameters.defaults().withBalancedClasses())
                        .describe())
                .isEqualTo("logistic regression (L2, C 1, balanced)");
        assertThatThrownBy(() -> HALF.withCost(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The cost (NaN) of a linear support vector machine must be finite and above 0.\n"
                        + "Maybe leave it at its default, 1.");
        assertThatThrownBy(() -> HALF.withPositiveWeight(-1))
                .hasMessage(
                        "The positive weight (-1) of a linear support vector machine must be finite and at least 0.\n"
                                + "Maybe leave it at its default, 1.");
    }
}
