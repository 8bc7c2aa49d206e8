// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.features.Features;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.Split;
import io.nextbestaction.model.Splits;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.calibration.Platt;
import io.nextbestaction.models.evaluation.BinaryMetric;
import io.nextbestaction.models.evaluation.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    private static final Tables TABLE = Tables.of(400, 1);
    private static final Features RECIPE = Features.all().ignore("id");

    private static CrossValidation validate(FeaturePipeline recipe, Splits splits) {
        return CrossValidation.of(
                new Candidate("linear", recipe, LogisticRegression.classifier()),
                TABLE.rows(),
                TABLE.labels(),
                splits,
                7,
                Progress.NONE);
    }

    @Test
    void the_recipe_of_a_part_is_fitted_on_rows_outside_it_alone() {
        List<Set<Integer>> fitted = new ArrayList<>();
        FeaturePipeline recording = (schema, rows) -> {
            Set<Integer> ids = new HashSet<>();
            rows.forEach(row -> ids.add((int) row.number(0)));
            fitted.add(ids);
            return RECIPE.fit(schema, rows);
        };
        CrossValidation validation = validate(recording, Splits.stratified(4));
        assertThat(fitted).hasSize(4);
        for (int part = 0; part < 4; part++) {
            Set<Integer> heldOut = new HashSet<>();
            Arrays.stream(validation.heldOut(part)).forEach(heldOut::add);
            assertThat(fitted.get(part)).doesNotContainAnyElementsOf(heldOut);
            assertThat(fitted.get(part).size() + heldOut.size()).isEqualTo(400);
        }
    }

    @Test
    void a_part_is_calibrated_by_the_other_parts_of_its_repetition() {
        CrossValidation validation = validate(RECIPE, Splits.stratified(3).repeated(2));
        assertThat(validation.parts()).isEqualTo(6);
        List<Double> probabilities = new ArrayList<>();
        List<Boolean> labels = new ArrayList<>();
        for (int other : new int[] {3, 5}) {
            Predictions raw = validation.rawPredictions(other);
            for (int i = 0; i < raw.rows(); i++) {
                probabilities.add(raw.probability(i));
                labels.add(raw.label(i));
            }
        }
        boolean[] y = new boolean[labels.size()];
        IntStream.range(0, y.length).forEach(i -> y[i] = labels.get(i));
        Calibration calibration =
                Platt.scaling().fit(probabilities.stream().mapToDouble(p -> p).toArray(), y, "test");
        Predictions calibrated = validation.predictions(4);
        for (int i = 0; i < calibrated.rows(); i++) {
            assertThat(calibrated.probability(i))
                    .isEqualTo(calibration.apply(validation.rawPredictions(4).probability(i)));
        }
    }

    @Test
    void in_order_of_time_nothing_is_learnt_from_later_parts_not_even_a_calibration() {
        double[] times = IntStream.range(0, 400).mapToDouble(i -> i).toArray();
        CrossValidation validation = validate(RECIPE, Splits.timeOrdered(times, 3));
        // The first part has no earlier one to be calibrated by.
        assertThat(validation.predictions(0).probability(0))
                .isEqualTo(validation.rawPredictions(0).probability(0));
        assertThat(validation.predictions(1).probability(0))
                .isNotEqualTo(validation.rawPredictions(1).probability(0));
        assertThat(Arrays.stream(validation.outOfFold()).limit(100)).allMatch(p -> Double.isNaN(p));
    }

    @Test
    void out_of_fold_scores_and_fold_scores_belong_together() {
        CrossValidation validation = validate(RECIPE, Splits.stratified(4));
        double[] outOfFold = validation.outOfFold();
        List<Split> splits = Splits.stratified(4).of(TABLE.labels(), 7);
        for (int part = 0; part < 4; part++) {
            int[] heldOut = validation.heldOut(part);
            assertThat(heldOut).isEqualTo(splits.get(part).heldOut());
            double[] own =
                    Arrays.stream(heldOut).mapToDouble(row -> outOfFold[row]).toArray();
            boolean[] labels = new boolean[own.length];
            IntStream.range(0, own.length).forEach(i -> labels[i] = TABLE.labels()[heldOut[i]]);
            assertThat(validation.scores(BinaryMetric.AUC).values()[part])
                    .isCloseTo(Predictions.of(own, labels).auc(), Offset.offset(1e-12));
        }
        assertThat(validation.scores(BinaryMetric.AUC).heldOutShare()).isCloseTo(1 / 3.0, Offset.offset(1e-12));
        assertThat(validation.scores(BinaryMetric.AUC).mean()).isBetween(0.65, 0.85);
        assertThat(validation.calibration().rows()).isEqualTo(400);
    }

    @Test
    void a_listener_cancels_between_two_trainings() {
        assertThatThrownBy(() -> CrossValidation.of(
                        new Candidate("linear", RECIPE, LogisticRegression.classifier()),
                        TABLE.rows(),
                        TABLE.labels(),
                        Splits.stratified(3),
                        7,
                        (task, done, total) -> {
                            if (done == 1) {
                                throw new CancellationException("enough");
                            }
                        }))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
    }

    @Test
    void rows_and_labels_that_do_not_match_or_are_none_are_refused() {
        assertThatThrownBy(() -> CrossValidation.of(
                        new Candidate("linear", RECIPE, LogisticRegression.classifier()),
                        TABLE.rows(),
                        new boolean[3],
                        Splits.stratified(3),
                        7,
                        Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The labels (3) must be as many as the rows (400).");
        assertThatThrownBy(() -> ModelSelection.of(RECIPE, List.of(), new boolean[0], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The rows (0) of a search must be at least 1.\n"
                        + "Maybe a filter or a join removed them all.");
    }
}
