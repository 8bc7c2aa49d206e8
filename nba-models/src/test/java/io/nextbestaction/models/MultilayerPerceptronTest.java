// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.Network;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.internal.Standard;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MultilayerPerceptronTest {
    private static final MultilayerPerceptron.Parameters SMALL =
            MultilayerPerceptron.Parameters.defaults().withHidden(8, 4).withEpochs(20);

    private static Network train(TrainingSet data, MultilayerPerceptron.Parameters parameters, long seed) {
        return (Network) MultilayerPerceptron.classifier(parameters).train(data, seed, Progress.NONE);
    }

    /** The loss as the gradient is of: a mean over the rows, and the penalty, which biases escape. */
    private static double penalised(
            Backpropagation network, double[] parameters, int[] rows, double penalty, int[] sizes, double weights) {
        double sum = network.loss(parameters, rows) * weights / rows.length;
        int at = 0;
        for (int l = 1; l < sizes.length; l++) {
            for (int w = 0; w < sizes[l - 1] * sizes[l]; w++) {
                sum += penalty / 2 * parameters[at + w] * parameters[at + w];
            }
            at += (sizes[l - 1] + 1) * sizes[l];
        }
        return sum;
    }

    @Test
    void the_gradient_is_that_of_finite_differences() {
        SplittableRandom random = new SplittableRandom(1);
        int[][] shapes = {{3, 1}, {3, 5, 1}, {2, 6, 7, 1}, {4, 3, 2, 5, 1}};
        for (int[] sizes : shapes) {
            double[] values = random.doubles(20L * sizes[0], -2, 2).toArray();
            double[] weights = random.doubles(20, 0.1, 2).toArray();
            boolean[] labels = new boolean[20];
            for (int i = 0; i < 20; i++) {
                labels[i] = random.nextBoolean();
            }
            Backpropagation network = new Backpropagation(sizes, values, labels, weights, 0.3);
            double[] parameters = random.doubles(network.parameters(), -1, 1).toArray();
            int[] rows = {3, 19, 0, 7, 7};
            double total = IntStream.of(rows).mapToDouble(i -> weights[i]).sum();
            double[] gradient = new double[parameters.length];
            network.gradient(parameters, rows, 0, rows.length, gradient);
            for (int p = 0; p < parameters.length; p++) {
                double kept = parameters[p];
                parameters[p] = kept + 1e-6;
                double above = penalised(network, parameters, rows, 0.3, sizes, total);
                parameters[p] = kept - 1e-6;
                double below = penalised(network, parameters, rows, 0.3, sizes, total);
                parameters[p] = kept;
                assertThat(gradient[p]).isCloseTo((above - below) / 2e-6, Offset.offset(1e-7));
            }
        }
    }

    @Test
    void the_folded_network_scores_raw_rows_as_the_trained_one_scores_scaled_ones() {
        TrainingSet data = Samples.withMissing(200, 7, 5);
        Standard standard = Standard.of(data.features()).keepingFlags();
        double[] weights = new double[200];
        Arrays.fill(weights, 1);
        Backpropagation network =
                new Backpropagation(new int[] {7, 9, 1}, standard.scale(data.features()), data.labels(), weights, 0);
        double[] parameters = network.start(new SplittableRandom(2));
        Network folded = network.network(parameters, standard);
        double[] row = new double[7];
        for (int i = 0; i < 200; i++) {
            data.features().row(i, row);
            double p = folded.probability(row);
            double loss = -Math.log(data.labels()[i] ? p : 1 - p);
            assertThat(network.loss(parameters, new int[] {i})).isCloseTo(loss, Offset.offset(1e-9));
        }
    }

    /** What no linear model can tell apart. */
    @Test
    void it_learns_an_exclusive_or() {
        SplittableRandom random = new SplittableRandom(3);
        double[] values = random.doubles(4_000, -1, 1).toArray();
        boolean[] labels = new boolean[2_000];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = values[2 * i] * values[2 * i + 1] > 0;
        }
        TrainingSet data = new TrainingSet(Samples.matrix(2, values), labels);
        TrainingSet train = data.select(IntStream.range(0, 1_500).toArray());
        TrainingSet held = data.select(IntStream.range(1_500, 2_000).toArray());
        Network network = train(train, SMALL.withHidden(16, 8).withEpochs(60).withLearningRate(0.01), 1);
        assertThat(BinaryMetrics.of(network.probabilities(held.features()), held.labels())
                        .auc())
                .isGreaterThan(0.98);
    }

    @Test
    void the_same_seed_gives_the_same_bits_and_another_seed_others() {
        TrainingSet data = Samples.withMissing(400, 6, 3);
        double[] row = {1, 2, 0, Double.NaN, 1, Double.NaN};
        double first = train(data, SMALL, 1).margin(row);
        assertThat(train(data, SMALL, 1).margin(row)).isEqualTo(first);
        assertThat(train(data, SMALL, 2).margin(row)).isNotEqualTo(first);
    }

    @Test
    void a_row_of_weight_0_is_as_if_it_were_not_there_and_class_weights_raise_the_score() {
        TrainingSet data = Samples.withMissing(400, 6, 3);
        double[] row = {1, 2, 0, Double.NaN, 1, Double.NaN};
        boolean[] flipped = data.labels().clone();
        double[] weights = new double[400];
        Arrays.fill(weights, 1);
        for (int i = 0; i < 40; i++) {
            flipped[i] = !flipped[i];
            weights[i] = 0;
        }
        double expected = train(new TrainingSet(data.features(), data.labels(), weights), SMALL, 1)
                .margin(row);
        assertThat(train(new TrainingSet(data.features(), flipped, weights), SMALL, 1)
                        .margin(row))
                .isEqualTo(expected);
        MultilayerPerceptron.Parameters fast = SMALL.withLearningRate(0.01);
        assertThat(train(data, fast.withPositiveWeight(20), 1).margin(row))
                .isGreaterThan(train(data, fast, 1).margin(row) + 0.5);
    }

    @Test
    void too_few_rows_to_judge_by_train_all_epochs() {
        TrainingSet data = new TrainingSet(Samples.matrix(1, 1, 2, 3, 4), new boolean[] {false, false, true, true});
        long[] last = new long[1];
        MultilayerPerceptron.classifier(SMALL).train(data, 1, (task, done, total) -> {
            assertThat(total).isEqualTo(20);
            last[0] = done;
        });
        assertThat(last[0]).isEqualTo(20);
    }

    @Test
    void it_says_what_it_is_and_refuses_what_it_cannot_use() {
        assertThat(MultilayerPerceptron.classifier().describe()).isEqualTo("multilayer perceptron (64-32, L2 0.001)");
        assertThatThrownBy(() -> SMALL.withHidden())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The number of hidden layers (0) of a multilayer perceptron must lie between 1 and 8.\n"
                        + "Maybe leave it at its default, 2.");
        assertThatThrownBy(() -> SMALL.withValidationShare(0.6))
                .hasMessage("The validation share (0.6) of a multilayer perceptron must lie between 0 and 0.5.\n"
                        + "Maybe leave it at its default, 0.1.");
        assertThatThrownBy(() -> train(Samples.withMissing(300, 4, 1), SMALL.withLearningRate(1e300), 1))
                .hasMessage("The weights, biases and means of a network must be finite.\n"
                        + "Maybe training diverged: lower the learning rate.");
    }
}
