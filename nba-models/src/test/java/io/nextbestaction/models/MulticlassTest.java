// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.GatedModel;
import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.MulticlassTrainer;
import io.nextbestaction.model.OneVersusRestModel;
import io.nextbestaction.model.SoftmaxModel;
import io.nextbestaction.models.evaluation.Average;
import io.nextbestaction.models.evaluation.MulticlassPredictions;
import io.nextbestaction.models.internal.Temperature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Several classes: softmax boosting, one against the rest, and two steps. */
class MulticlassTest {
    private static final GradientBoosting.Parameters SMALL = GradientBoosting.Parameters.defaults()
            .withRounds(40)
            .withLearningRate(0.1)
            .withDepth(3);
    private static final List<MulticlassTrainer> TRAINERS = List.of(
            GradientBoosting.multiclass(SMALL),
            OneVersusRest.of(LogisticRegression.classifier()),
            OneVersusRest.of(GradientBoosting.classifier(SMALL), 3),
            // no line tells the middle class apart
            TwoStep.dominant(GradientBoosting.classifier(SMALL), OneVersusRest.of(LogisticRegression.classifier())),
            TwoStep.gate("silver", LogisticRegression.classifier(), GradientBoosting.multiclass(SMALL)));

    private final MulticlassSet data = Samples.classes(3_000, 1);
    private final MulticlassSet held = Samples.classes(3_000, 2);

    /** The classes' own densities give the best probabilities there are. */
    private static double[] truth(MulticlassSet set) {
        double[] all = new double[set.rows() * 3];
        double[] priors = {0.2, 0.6, 0.2};
        for (int i = 0; i < set.rows(); i++) {
            double x = set.features().get(i, 0);
            double y = set.features().get(i, 1);
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                double dx = x - (c == 0 ? 1.5 : 0);
                double dy = y - (c == 2 ? 1.5 : 0);
                all[3 * i + c] = priors[c] * Math.exp(-(dx * dx + dy * dy) / 2);
                sum += all[3 * i + c];
            }
            for (int c = 0; c < 3; c++) {
                all[3 * i + c] /= sum;
            }
        }
        return all;
    }

    @Test
    void every_way_comes_near_the_best_probabilities_there_are() {
        MulticlassPredictions best = MulticlassPredictions.of(held.classes(), truth(held), held.labels());
        for (MulticlassTrainer trainer : TRAINERS) {
            MulticlassModel model = trainer.train(data, 1, Progress.NONE);
            MulticlassPredictions predictions = MulticlassPredictions.of(model, held);
            assertThat(predictions.logLoss()).as(trainer.describe()).isLessThan(best.logLoss() + 0.03);
            assertThat(predictions.auc(Average.MACRO)).isGreaterThan(best.auc(Average.MACRO) - 0.02);
            for (int c = 0; c < 3; c++) {
                assertThat(predictions.oneVersusRest(c).meanProbability())
                        .isCloseTo(predictions.oneVersusRest(c).eventRate(), within(0.03));
            }
        }
    }

    @Test
    void the_same_seed_gives_the_same_bits_and_the_kind_says_what_it_is() {
        MulticlassModel softmax = TRAINERS.get(0).train(data, 1, Progress.NONE);
        assertThat(softmax).isInstanceOf(SoftmaxModel.class);
        assertThat(((SoftmaxModel) softmax).fittedOn()).isEqualTo("out-of-fold margins of 5 inner folds");
        assertThat(TRAINERS.get(0).train(data, 1, Progress.NONE).probabilities(held.features()))
                .containsExactly(softmax.probabilities(held.features()));
        OneVersusRestModel rest = (OneVersusRestModel) TRAINERS.get(1).train(data, 1, Progress.NONE);
        assertThat(rest.models().get(2).calibration().fittedOn()).isEqualTo("out-of-fold scores of 5 inner folds");
        assertThat(((GatedModel) TRAINERS.get(3).train(data, 1, Progress.NONE)).gate())
                .isEqualTo(1);
        assertThat(((GatedModel) TRAINERS.get(4).train(data, 1, Progress.NONE)).gate())
                .isEqualTo(2);
        assertThat(TRAINERS.get(3).describe())
                .isEqualTo(
                        "two steps (the most frequent class by gradient boosting (40 rounds × 0.1, depth 3), then one"
                                + " versus rest by logistic regression (L2, C 1))");
    }

    @Test
    void a_member_without_signal_gives_the_event_rate() {
        MulticlassSet noise = Samples.permuted(data, 3);
        MulticlassModel model = OneVersusRest.of(DecisionTree.classifier()).train(noise, 1, Progress.NONE);
        double[] p = model.probabilities(held.features());
        double[] means = new double[3];
        for (int i = 0; i < p.length; i++) {
            means[i % 3] += p[i] / held.rows();
        }
        assertThat(means).containsExactly(new double[] {0.2, 0.6, 0.2}, within(0.03));
    }

    @Test
    void the_temperature_is_where_no_other_is_better() {
        SplittableRandom random = new SplittableRandom(5);
        int rows = 2_000;
        double[] margins = new double[rows * 3];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            double[] p = new double[3];
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                margins[3 * i + c] = 3 * random.nextGaussian();
                p[c] = Math.exp(margins[3 * i + c] / 2.5);
                sum += p[c];
            }
            double draw = random.nextDouble() * sum;
            labels[i] = draw < p[0] ? 0 : draw < p[0] + p[1] ? 1 : 2;
        }
        double fitted = Temperature.fit(margins, labels, 3);
        assertThat(fitted).isCloseTo(2.5, within(0.25));
        double least = loss(margins, labels, fitted);
        for (double factor : new double[] {0.5, 0.99, 1.01, 2}) {
            assertThat(loss(margins, labels, fitted * factor)).isGreaterThan(least);
        }
    }

    private static double loss(double[] margins, int[] labels, double temperature) {
        double loss = 0;
        for (int i = 0; i < labels.length; i++) {
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                sum += Math.exp(margins[3 * i + c] / temperature);
            }
            loss += Math.log(sum) - margins[3 * i + labels[i]] / temperature;
        }
        return loss;
    }

    @Test
    void progress_rises_to_its_end() {
        for (MulticlassTrainer trainer : TRAINERS) {
            List<Double> heard = new ArrayList<>();
            trainer.train(data, 1, (task, done, total) -> {
                if (!task.equals("training")) {
                    heard.add((double) done / total);
                }
            });
            assertThat(heard).isSorted().endsWith(1.0);
        }
    }

    @Test
    void too_few_rows_of_a_class_and_settings_of_two_classes_are_refused() {
        int[] labels = new int[20];
        Arrays.fill(labels, 0, 10, 1);
        labels[0] = 2;
        MulticlassSet rare = new MulticlassSet(Samples.matrix(1, new double[20]), data.classes(), labels);
        for (MulticlassTrainer trainer : List.of(TRAINERS.get(0), TRAINERS.get(1), TRAINERS.get(3))) {
            assertThatThrownBy(() -> trainer.train(rare, 1, Progress.NONE))
                    .hasMessage("The rows (1) of class \"silver\" must be at least 5, one for each inner fold.\n"
                            + "Maybe merge rare classes, or ask for fewer folds.");
        }
        assertThatThrownBy(() -> GradientBoosting.multiclass(SMALL.withPositiveWeight(2)))
                .hasMessage(
                        "The settings (positive weight 2.0, early stopping off) of boosting of several classes must"
                                + " leave both at their defaults.\nMaybe weigh rows in the training set, or use OneVersusRest.");
        assertThatThrownBy(() -> OneVersusRest.of(LogisticRegression.classifier(), 1))
                .hasMessage("The inner folds (1) of one versus rest must lie between 2 and 20.\n"
                        + "Maybe leave it at its default, 5.");
        assertThatThrownBy(() -> TwoStep.gate("red", LogisticRegression.classifier(), TRAINERS.get(1))
                        .train(data, 1, Progress.NONE))
                .hasMessage("The gate (\"red\") must be one of the 3 classes.\nMaybe it is misspelt.");
        MulticlassSet two = new MulticlassSet(
                Samples.matrix(1, new double[20]),
                List.of("a", "b"),
                Arrays.stream(labels).map(l -> l % 2).toArray());
        assertThatThrownBy(() -> TRAINERS.get(3).train(two, 1, Progress.NONE))
                .hasMessage("The classes (2) of two steps must be at least 3.\n"
                        + "Maybe a classifier of two classes is enough.");
    }
}
