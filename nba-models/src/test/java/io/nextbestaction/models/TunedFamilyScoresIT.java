// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.model.ClassifierTrainer;
import org.junit.jupiter.api.Test;

/** Families that tuning or random numbers move, by default settings, against the reference scores on real folds. */
class TunedFamilyScoresIT {

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
