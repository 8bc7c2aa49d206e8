// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Split;
import io.nextbestaction.model.Splits;
import io.nextbestaction.model.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossFitTest {
    private static final int FOLDS = 5;
    private static final Schema SCHEMA = Schema.builder().number("id").build();
    private static final int SIZE = 53;
    private static final boolean[] LABELS = labels();
    private static final List<Row> ROWS = Fakes.rows(
            SCHEMA, IntStream.range(0, SIZE).mapToObj(i -> new double[] {i}).toArray(double[][]::new));

    private final List<Set<Integer>> fitted = new ArrayList<>();
    private final List<Set<Integer>> trained = new ArrayList<>();
    private final List<Set<Double>> calibrated = new ArrayList<>();
    private final CrossFit crossFit = new CrossFit(pipeline(), trainer(), FOLDS, 7);

    private static boolean[] labels() {
        boolean[] labels = new boolean[SIZE];
        for (int i = 0; i < SIZE; i++) {
            labels[i] = i % 3 == 0;
        }
        return labels;
    }

    /** Remembers the rows it was fitted on. */
    private FeaturePipeline pipeline() {
        return (schema, rows) -> {
            fitted.add(rows.stream().map(row -> (int) row.number(0)).collect(Collectors.toCollection(TreeSet::new)));
            return new Fakes.Numbers(schema);
        };
    }

    /** Remembers the rows it was trained on; its n-th scorer gives everyone the same probability, named by n. */
    private ClassifierTrainer trainer() {
        return new ClassifierTrainer() {
            @Override
            public String describe() {
                return "recorder";
            }

            @Override
            public Scorer train(TrainingSet data, long seed, Progress progress) {
                trained.add(Arrays.stream(data.features().values())
                        .mapToObj(value -> (int) value)
                        .collect(Collectors.toCollection(TreeSet::new)));
                return LinearModel.of(new double[1], Link.logit(trained.size() / 10.0), new double[1], Link.LOGISTIC);
            }

            @Override
            public Calibrator calibrator() {
                return (probabilities, labels, fittedOn) -> {
                    assertThat(labels).hasSameSizeAs(probabilities);
                    calibrated.add(Arrays.stream(probabilities).boxed().collect(Collectors.toCollection(TreeSet::new)));
                    return new PlattLine(1, 0, fittedOn, labels.length);
                };
            }
        };
    }

    @Test
    void pipeline_and_model_of_a_fold_see_only_the_rows_outside_it() {
        List<Split> splits = Splits.stratified(FOLDS).of(LABELS, 7);

        crossFit.outOfFold("test", ROWS, LABELS, Progress.NONE);

        assertThat(fitted).hasSize(FOLDS).isEqualTo(trained);
        for (int fold = 0; fold < FOLDS; fold++) {
            assertThat(fitted.get(fold))
                    .containsExactlyElementsOf(
                            Arrays.stream(splits.get(fold).training()).boxed().toList());
        }
    }

    @Test
    void a_listener_hears_of_every_fold_and_may_cancel_between_them() {
        List<Long> heard = new ArrayList<>();
        Progress listener = (task, done, total) -> {
            heard.add(done);
            if (done == 2) {
                throw new CancellationException("enough");
            }
        };
        assertThatThrownBy(() -> crossFit.outOfFold("test", ROWS, LABELS, listener))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
        assertThat(heard).startsWith(0L).endsWith(2L).isSorted();
        assertThat(trained).hasSize(2);
    }

    @Test
    void a_trainer_within_a_fold_may_be_cancelled_too() {
        List<String> heard = new ArrayList<>();
        Progress part =
                ((Progress) (task, done, total) -> heard.add(task + " " + done + " of " + total)).within("churn", 3, 6);
        part.update("training", 17, 500);
        assertThat(heard).containsExactly("churn 3 of 6");
    }

    @Test
    void every_score_comes_from_the_one_model_that_had_not_seen_the_row() {
        double[] scores = crossFit.outOfFold("test", ROWS, LABELS, Progress.NONE);

        for (int row = 0; row < SIZE; row++) {
            int model = (int) Math.round(scores[row] * 10) - 1;
            assertThat(trained.get(model)).doesNotContain(row);
        }
    }

    @Test
    void the_metrics_of_a_fold_use_a_calibration_of_the_other_folds_alone() {
        List<Split> splits = Splits.stratified(FOLDS).of(LABELS, 7);
        double[] scores = IntStream.range(0, SIZE)
                .mapToDouble(i -> (i + 1.0) / (SIZE + 1))
                .toArray();

        crossFit.metrics(LABELS, scores);

        assertThat(calibrated).hasSize(FOLDS);
        for (int fold = 0; fold < FOLDS; fold++) {
            assertThat(calibrated.get(fold))
                    .containsExactlyElementsOf(Arrays.stream(splits.get(fold).training())
                            .mapToObj(row -> scores[row])
                            .toList());
        }
    }

    @Test
    void the_model_is_trained_on_every_row_and_calibrated_on_every_out_of_fold_score() {
        double[] scores = IntStream.range(0, SIZE)
                .mapToDouble(i -> (i + 1.0) / (SIZE + 1))
                .toArray();

        ProbabilityModel model =
                crossFit.model(new Fakes.Numbers(SCHEMA).transform(ROWS), LABELS, scores, Progress.NONE);

        assertThat(trained).singleElement().satisfies(rows -> assertThat(rows).hasSize(SIZE));
        assertThat(calibrated).singleElement().satisfies(all -> assertThat(all)
                .containsExactlyElementsOf(Arrays.stream(scores).boxed().toList()));
        assertThat(model.calibration().fittedOn()).isEqualTo("out-of-fold scores of 5 folds of the training rows");
        assertThat(model.calibration().rows()).isEqualTo(SIZE);
    }
}
