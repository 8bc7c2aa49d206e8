// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.model.ClassifierTrainer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Families without random numbers or tuning against their scikit-learn 1.2.1 counterparts on real data: mean AUC over the
 * five fixed folds, sets in the order thera, churn, bankchurners, german.
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
}
