// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.model.ClassifierTrainer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Each family against its scikit-learn 1.2.1 counterpart on real data: mean AUC over the five fixed folds, sets in the
 * order thera, churn, bankchurners, german. Families without random numbers or tuning must agree, the others be as good.
 */
class FamilyScoresIT {
    private static final Offset<Double> SAME = Offset.offset(0.0005);

    @Test
    void naive_bayes_agrees_with_its_counterpart() {
        agrees(GaussianNaiveBayes.classifier(), 0.9261, 0.7829, 0.8596, 0.7312);
    }

    @Test
    void weighted_logistic_regression_agrees_with_its_counterpart() {
        agrees(
                LogisticRegression.classifier(
                        LogisticRegression.Parameters.defaults().withBalancedClasses()),
                0.9597,
                0.7693,
                0.9253,
                0.7855);
    }

    @Test
    void a_linear_support_vector_machine_agrees_with_its_counterpart() {
        agrees(LinearSvm.classifier(), 0.9579, 0.7682, 0.9235, 0.7816);
    }

    @Test
    void nearest_neighbours_agree_with_their_counterpart() {
        agrees(NearestNeighbors.classifier(), 0.9828, 0.8421, 0.9468, 0.7608);
    }

    private static void agrees(
            ClassifierTrainer trainer, double thera, double churn, double bankChurners, double german) {
        assertThat(ReferenceScoresIT.auc(trainer, RealData.thera())).isCloseTo(thera, SAME);
        assertThat(ReferenceScoresIT.auc(trainer, RealData.churn())).isCloseTo(churn, SAME);
        assertThat(ReferenceScoresIT.auc(trainer, RealData.bankChurners())).isCloseTo(bankChurners, SAME);
        assertThat(ReferenceScoresIT.auc(trainer, RealData.german())).isCloseTo(german, SAME);
    }

    /** The references chose C and gamma by an inner validation, we take the defaults. */
    @Test
    void a_support_vector_machine_comes_within_a_hundredth_of_its_tuned_counterpart() {
        ClassifierTrainer svm = RbfSvm.classifier();
        assertThat(ReferenceScoresIT.auc(svm, RealData.thera())).isGreaterThanOrEqualTo(0.9882 - 0.01);
        assertThat(ReferenceScoresIT.auc(svm, RealData.churn())).isGreaterThanOrEqualTo(0.8324 - 0.01);
        assertThat(ReferenceScoresIT.auc(svm, RealData.bankChurners())).isGreaterThanOrEqualTo(0.9689 - 0.01);
        assertThat(ReferenceScoresIT.auc(svm, RealData.german())).isGreaterThanOrEqualTo(0.7885 - 0.01);
    }

    @Test
    void a_multilayer_perceptron_comes_within_a_hundredth_of_its_counterpart() {
        ClassifierTrainer perceptron = MultilayerPerceptron.classifier();
        assertThat(ReferenceScoresIT.auc(perceptron, RealData.churn())).isGreaterThanOrEqualTo(0.8527 - 0.01);
        assertThat(ReferenceScoresIT.auc(perceptron, RealData.german())).isGreaterThanOrEqualTo(0.7677 - 0.01);
    }
}
