// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.TrainingSet;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GradientBoostingTest {
    private static final GradientBoosting.Parameters SMALL =
            GradientBoosting.Parameters.defaults().withRounds(40).withLearningRate(0.2);
    private final ClassifierTrainer small = GradientBoosting.classifier(SMALL);

    @Test
    void it_says_what_it_is() {
        assertThat(GradientBoosting.classifier().describe())
                .isEqualTo("gradient boosting (500 rounds × 0.03, depth 4)");
        assertThat(GradientBoosting.classifier()).isEqualTo(GradientBoosting.classifier());
    }

    @Test
    void it_learns_an_interaction_no_single_column_shows() {
        SplittableRandom random = new SplittableRandom(1);
        double[] values = random.doubles(4_000 * 3, -1, 1).toArray();
        boolean[] labels = new boolean[4_000];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = values[3 * i] > 0 ^ values[3 * i + 1] > 0;
        }
        TrainingSet data = new TrainingSet(Samples.matrix(3, values), labels);
        int[] first = IntStream.range(0, 2_000).toArray();
        int[] second = IntStream.range(2_000, 4_000).toArray();
        Scorer scorer = small.train(data.select(first), 1, Progress.NONE);
        TrainingSet held = data.select(second);
        BinaryMetrics metrics = BinaryMetrics.of(scorer.probabilities(held.features()), held.labels());
        assertThat(metrics.auc()).isGreaterThan(0.98);
        assertThat(scorer.link()).isEqualTo(Link.LOGISTIC);
        assertThat(scorer.inputs()).isEqualTo(3);
    }

    @Test
    void missing_values_go_the_learned_way() {
        double[] values = new double[200];
        boolean[] labels = new boolean[200];
        for (int i = 0; i < 200; i++) {
            values[i] = i % 2 == 0 ? Double.NaN : i;
            labels[i] = i % 2 == 0;
        }
        Scorer scorer = small.train(new TrainingSet(Samples.matrix(1, values), labels), 1, Progress.NONE);
        assertThat(scorer.probability(new double[] {Double.NaN})).isGreaterThan(0.9);
        assertThat(scorer.probability(new double[] {77})).isLessThan(0.1);
    }

    @Test
    void zero_is_a_value_and_not_missing() {
        double[] values = new double[300];
        boolean[] labels = new boolean[300];
        for (int i = 0; i < 300; i++) {
            values[i] = i % 3 == 0 ? 0 : i % 3 == 1 ? Double.NaN : 5;
            labels[i] = i % 3 == 0;
        }
        Scorer scorer = small.train(new TrainingSet(Samples.matrix(1, values), labels), 1, Progress.NONE);
        assertThat(scorer.probability(new double[] {0})).isGreaterThan(0.9);
        assertThat(scorer.probability(new double[] {Double.NaN})).isLessThan(0.1);
        assertThat(scorer.probability(new double[] {5})).isLessThan(0.1);
    }

    @Test
    void nothing_known_of_any_customer_is_the_base_rate() {
        double[] values = new double[400];
        Arrays.fill(values, Double.NaN);
        boolean[] labels = new boolean[200];
        Arrays.fill(labels, 0, 50, true);
        Scorer scorer = small.train(new TrainingSet(Samples.matrix(2, values), labels), 1, Progress.NONE);
        assertThat(scorer.probability(new double[] {Double.NaN, 1})).isBetween(0.24, 0.26);
    }

    @Test
    void values_beyond_a_float_are_kept_in_order() {
        double[] values = new double[200];
        boolean[] labels = new boolean[200];
        for (int i = 0; i < 200; i++) {
            values[i] = i % 2 == 0 ? 1e300 : -1e300;
            labels[i] = i % 2 == 0;
        }
        Scorer scorer = small.train(new TrainingSet(Samples.matrix(1, values), labels), 1, Progress.NONE);
        assertThat(scorer.probability(new double[] {1e300})).isGreaterThan(0.9);
        assertThat(scorer.probability(new double[] {-1e300})).isLessThan(0.1);
    }

    @Test
    void a_heavier_event_raises_the_raw_probability() {
        TrainingSet data = Samples.withMissing(2_000, 6, 1);
        double plain = mean(small.train(data, 1, Progress.NONE), data);
        double heavy =
                mean(GradientBoosting.classifier(SMALL.withPositiveWeight(5)).train(data, 1, Progress.NONE), data);
        assertThat(heavy).isGreaterThan(plain + 0.1);
    }

    @Test
    void two_rows_are_enough_to_train() {
        TrainingSet data = new TrainingSet(Samples.matrix(1, 1, 2), new boolean[] {true, false});
        assertThat(small.train(data, 1, Progress.NONE).probability(new double[] {1}))
                .isBetween(0.0, 1.0);
    }

    @Test
    void no_row_one_class_and_infinite_values_are_refused() {
        assertThatThrownBy(() -> small.train(new TrainingSet(Samples.matrix(1), new boolean[0]), 1, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The rows (0) of the training set must be at least 1.\n"
                        + "Maybe a filter or a join removed them all.");
        assertThatThrownBy(
                        () -> small.train(new TrainingSet(Samples.matrix(1, 1, 2), new boolean[2]), 1, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The labels (0 of 2 positive) of the training set must hold both classes.\n"
                        + "Maybe the label column or its positive value is not the one meant.");
        TrainingSet infinite =
                new TrainingSet(Samples.matrix(2, 1, 2, 3, Double.NEGATIVE_INFINITY), new boolean[] {true, false});
        assertThatThrownBy(() -> small.train(infinite, 1, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The value (-Infinity) of feature \"x1\" in row 2 must be finite or missing.\n"
                        + "Maybe a division by zero made it: let it be NaN there.");
    }

    @Test
    void absurd_settings_are_refused() {
        assertThatThrownBy(() -> SMALL.withRounds(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The rounds (0) of gradient boosting must lie between 1 and 100000.\n"
                        + "Maybe leave it at its default, 500.");
        assertThatThrownBy(() -> SMALL.withLearningRate(0))
                .hasMessage("The learning rate (0) of gradient boosting must lie above 0 and be at most 1.\n"
                        + "Maybe leave it at its default, 0.03.");
        assertThatThrownBy(() -> SMALL.withLambda(Double.NaN))
                .hasMessage("The lambda (NaN) of gradient boosting must be finite and at least 0.\n"
                        + "Maybe leave it at its default, 1.");
        assertThatThrownBy(() -> SMALL.withPositiveWeight(-2))
                .hasMessage("The positive weight (-2) of gradient boosting must be finite and above 0.\n"
                        + "Maybe leave it at its default, 1.");
        assertThatThrownBy(() -> SMALL.withDepth(31)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SMALL.withRowShare(1.01)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SMALL.withColumnShare(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SMALL.withMinChildWeight(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SMALL.withThreads(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double mean(Scorer scorer, TrainingSet data) {
        return Arrays.stream(scorer.probabilities(data.features())).average().orElseThrow();
    }
}
