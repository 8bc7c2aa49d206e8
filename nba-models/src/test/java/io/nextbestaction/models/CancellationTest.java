// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.segment.KMeans;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every trainer tells how far it has come, and stops where its listener says so. */
class CancellationTest {
    private static final TrainingSet DATA = Samples.withMissing(600, 5, 1);

    static List<ClassifierTrainer> trainers() {
        return List.of(
                LogisticRegression.classifier(),
                LinearSvm.classifier(),
                GaussianNaiveBayes.classifier(),
                NearestNeighbors.classifier(),
                RbfSvm.classifier(),
                MultilayerPerceptron.classifier(),
                GradientBoosting.classifier(),
                RandomForest.classifier(RandomForest.Parameters.defaults().withTrees(60)));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void a_listener_that_cancels_ends_the_training_at_once(ClassifierTrainer trainer) {
        int[] heard = new int[1];
        Progress second = (task, done, total) -> {
            if (++heard[0] == 2) {
                throw new CancellationException("enough");
            }
        };
        assertThatThrownBy(() -> trainer.train(DATA, 1, second))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
        assertThat(heard[0]).isEqualTo(2);
    }

    @Test
    void segmenting_can_be_cancelled_too() {
        Progress first = (task, done, total) -> {
            throw new CancellationException("enough");
        };
        assertThatThrownBy(() -> KMeans.between(2, 4).train(Samples.matrix(1, 1, 2, 3, 4, 5, 6, 7, 8), 1, first))
                .isInstanceOf(CancellationException.class);
    }
}
