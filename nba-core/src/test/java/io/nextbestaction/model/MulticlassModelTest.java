// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MulticlassModelTest {
    private static final List<String> CLASSES = List.of("blue", "gold", "silver");
    private static final List<String> OTHERS = List.of("blue", "silver");
    private final SplittableRandom random = new SplittableRandom(1);

    private Scorer scorer() {
        return LinearModel.of(random.doubles(3, -2, 2).toArray(), random.nextDouble(), new double[3], Link.LOGISTIC);
    }

    private ProbabilityModel model(Calibration calibration) {
        return new ProbabilityModel(scorer(), calibration);
    }

    private final Calibration line = new PlattLine(1.2, 0.1, "held-out rows", 10);

    private OneVersusRestModel rest(List<String> classes) {
        return new OneVersusRestModel(
                classes, classes.stream().map(c -> model(line)).toList());
    }

    @Test
    void softmax_is_the_definition_and_does_not_overflow() {
        List<Scorer> scorers = List.of(scorer(), scorer(), scorer());
        SoftmaxModel model = new SoftmaxModel(CLASSES, scorers, 1.7, "held-out rows", 10);
        double[] out = new double[4];
        Scratch scratch = new Scratch();
        for (int i = 0; i < 1000; i++) {
            double[] row = random.doubles(3, -1, 1).toArray();
            model.probabilities(row, out, scratch);
            double sum = 0;
            for (Scorer scorer : scorers) {
                sum += Math.exp(scorer.margin(row) / 1.7);
            }
            for (int c = 0; c < 3; c++) {
                assertThat(out[c]).isCloseTo(Math.exp(scorers.get(c).margin(row) / 1.7) / sum, within(1e-14));
            }
        }
        model.probabilities(new double[] {1e5, -1e5, 1e5}, out, scratch);
        assertThat(out[0] + out[1] + out[2]).isEqualTo(1);
        assertThat(out[3]).isZero();
    }

    @Test
    void one_versus_rest_divides_by_the_sum() {
        OneVersusRestModel model = rest(CLASSES);
        double[] out = new double[3];
        double[] row = {0.3, Double.NaN, -0.4};
        model.probabilities(row, out, new Scratch());
        double[] q =
                model.models().stream().mapToDouble(m -> m.probability(row)).toArray();
        for (int c = 0; c < 3; c++) {
            assertThat(out[c]).isCloseTo(q[c] / (q[0] + q[1] + q[2]), within(1e-15));
        }
        IsotonicMap never = IsotonicMap.of(new double[] {0.5}, new double[] {0}, "held-out rows", 10);
        new OneVersusRestModel(CLASSES, List.of(model(never), model(never), model(never)))
                .probabilities(row, out, new Scratch());
        assertThat(out).containsOnly(1.0 / 3);
    }

    @Test
    void a_gate_in_any_place_leaves_the_others_their_share() {
        double[] row = {0.3, 1, -0.4};
        double[] inner = new double[2];
        for (int gate = 0; gate < 3; gate++) {
            List<String> others = new ArrayList<>(CLASSES);
            others.remove(gate);
            ProbabilityModel first = model(line);
            OneVersusRestModel second = rest(others);
            GatedModel model = new GatedModel(CLASSES, gate, first, second);
            double[] out = new double[3];
            model.probabilities(row, out, new Scratch());
            second.probabilities(row, inner, new Scratch());
            double p = first.probability(row);
            assertThat(out[gate]).isEqualTo(p);
            int next = 0;
            for (int c = 0; c < 3; c++) {
                if (c != gate) {
                    assertThat(out[c]).isCloseTo((1 - p) * inner[next++], within(1e-16));
                }
            }
        }
    }

    @Test
    void many_rows_are_row_by_row_and_sum_to_one() {
        GatedModel model = new GatedModel(CLASSES, 1, model(line), rest(OTHERS));
        FeatureMatrix rows = FeatureMatrix.of(
                FeatureNames.of("a", "b", "c"), random.doubles(300, -2, 2).toArray());
        double[] all = model.probabilities(rows);
        double[] row = new double[3];
        double[] out = new double[3];
        for (int i = 0; i < 100; i++) {
            rows.row(i, row);
            int predicted = model.predicted(row, out, new Scratch());
            assertThat(out[0] + out[1] + out[2]).isCloseTo(1, within(1e-15));
            for (int c = 0; c < 3; c++) {
                assertThat(all[3 * i + c]).isEqualTo(out[c]);
                assertThat(out[c]).isLessThanOrEqualTo(out[predicted]);
            }
        }
    }

    @Test
    void a_set_selects_counts_and_sets_one_class_against_the_rest() {
        FeatureMatrix rows = FeatureMatrix.of(
                FeatureNames.of("a"), IntStream.range(0, 5).asDoubleStream().toArray());
        MulticlassSet set = new MulticlassSet(rows, CLASSES, new int[] {0, 2, 2, 1, 0}, new double[] {1, 2, 3, 4, 5});
        assertThat(set.counts()).containsExactly(2, 1, 2);
        MulticlassSet selected = set.select(new int[] {4, 1});
        assertThat(selected.labels()).containsExactly(0, 2);
        assertThat(selected.weights()).containsExactly(5, 2);
        TrainingSet silver = set.oneVersusRest(2);
        assertThat(silver.labels()).containsExactly(false, true, true, false, false);
        assertThat(silver.weights()).containsExactly(1, 2, 3, 4, 5);
        assertThatThrownBy(() -> new MulticlassSet(rows, CLASSES, new int[] {0, 3, 0, 0, 0}))
                .hasMessage("The label (3) of row 2 must be the index of one of 3 classes.");
        assertThatThrownBy(() -> new MulticlassSet(rows, CLASSES, new int[4]))
                .hasMessage("The labels (4) must be as many as the rows (5).");
        assertThatThrownBy(() -> new MulticlassSet(rows, List.of("a", "a"), new int[5]))
                .hasMessage("The classes (2) must be at least 2, all different.\n"
                        + "Maybe the label column is not the one meant.");
    }

    @Test
    void parts_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> new SoftmaxModel(CLASSES, List.of(scorer()), 1, "x", 1))
                .hasMessage("The scorers (1) must be as many as the classes (3).");
        assertThatThrownBy(() -> new SoftmaxModel(OTHERS, List.of(scorer(), scorer()), 0, "x", 1))
                .hasMessage("The temperature (0.0) of a calibration must be finite and above 0.");
        assertThatThrownBy(() -> new GatedModel(CLASSES, 3, model(line), rest(OTHERS)))
                .hasMessage("The gate (3) must be the index of one of 3 classes.");
        assertThatThrownBy(() -> new GatedModel(CLASSES, 0, model(line), rest(OTHERS)))
                .hasMessage("The classes (2) of the second step must be all but the gate, in order (2).");
        List<String> four = List.of("blue", "gold", "platinum", "silver");
        GatedModel inner = new GatedModel(CLASSES, 1, model(line), rest(OTHERS));
        assertThatThrownBy(() -> new GatedModel(four, 2, model(line), inner))
                .hasMessage("The second step (gated) must not have a gate of its own.\n"
                        + "Maybe tell the other classes apart by one model.");
        assertThatThrownBy(() -> rest(CLASSES).probabilities(new double[3], new double[2], new Scratch()))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
