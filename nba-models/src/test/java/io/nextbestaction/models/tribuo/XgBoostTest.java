// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.SoftmaxModel;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.common.xgboost.XGBoostModel;

/** The compiled kernels against XGBoost's own predictions. */
class XgBoostTest {
    private static final double PARITY = 1e-6;
    private static final Map<String, Object> BOOSTING = Map.of(
            "eta",
            0.1,
            "max_depth",
            5,
            "subsample",
            0.8,
            "colsample_bytree",
            0.7,
            "scale_pos_weight",
            1.5,
            "nthread",
            1);
    private static final Map<String, Object> FOREST =
            Map.of("max_depth", 12, "subsample", 0.6, "colsample_bynode", 0.5, "min_child_weight", 3, "nthread", 1);

    private final TrainingSet data = Samples.withMissing(10_000, 12, 7);

    @Test
    void boosted_trees_score_as_the_scorespredictor_does() throws XGBoostError {
        Forest forest = XgBoost.boosted(data, BOOSTING, 150, 3, Progress.NONE);
        Map<String, Object> settings = XgBoost.settings(BOOSTING, "binary:logistic", new SplittableRandom(3));
        try (XgBoostMatrix matrix = XgBoostMatrix.of(dataset(data))) {
            float[][] scores = predict(matrix, settings, 150);
            double[] expected = IntStream.range(0, data.rows())
                    .mapToDouble(i -> scores[i][0])
                    .toArray();
            assertThat(Samples.worst(forest.probabilities(data.features()), expected))
                    .isLessThanOrEqualTo(PARITY);
        }
    }

    @Test
    void the_softmax_of_several_forests_scores_as_the_booster_does() throws XGBoostError {
        MulticlassSet set = Samples.classes(5_000, 4);
        Map<String, Object> parameters = Map.of("eta", 0.2, "max_depth", 4, "subsample", 0.8, "nthread", 1);
        List<Forest> forests = XgBoost.softmax(set, parameters, 40, 3, Progress.NONE);
        SoftmaxModel model = new SoftmaxModel(set.classes(), List.copyOf(forests), 1, "none", 0);
        Map<String, Object> settings = XgBoost.settings(parameters, "multi:softprob", new SplittableRandom(3));
        settings.put("num_class", 3);
        float[] labels = new float[set.rows()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = set.labels()[i];
        }
        try (XgBoostMatrix matrix = XgBoostMatrix.of(set.features(), labels, new double[0])) {
            float[][] scores = predict(matrix, settings, 40);
            double[] expected = new double[set.rows() * 3];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = scores[i / 3][i % 3];
            }
            assertThat(Samples.worst(model.probabilities(set.features()), expected))
                    .isLessThanOrEqualTo(PARITY);
        }
        assertThat(forests).hasSize(3).allMatch(forest -> forest.trees() == 40);
    }

    @Test
    void a_random_forest_scores_as_the_scorespredictor_does() throws XGBoostError {
        int trees = 50;
        Forest forest = XgBoost.averaged(data, FOREST, trees, 3, Progress.NONE);
        SplittableRandom random = new SplittableRandom(3);
        double[] expected = new double[data.rows()];
        try (XgBoostMatrix matrix = XgBoostMatrix.of(dataset(data))) {
            for (int batch : new int[] {20, 20, 10}) {
                Map<String, Object> settings = XgBoost.settings(FOREST, "reg:squarederror", random);
                settings.putAll(Map.of("num_parallel_tree", batch, "base_score", 0, "eta", 1, "lambda", 0));
                float[][] part = predict(matrix, settings, 1);
                for (int i = 0; i < expected.length; i++) {
                    expected[i] += part[i][0] * batch / trees;
                }
            }
        }
        assertThat(forest.trees()).isEqualTo(trees);
        assertThat(Samples.worst(forest.probabilities(data.features()), expected))
                .isLessThanOrEqualTo(PARITY);
    }

    @Test
    void new_rows_score_as_through_tribuo_whose_ids_skip_the_unknown_column() {
        TrainingSet train = known(data);
        TrainingSet held = known(Samples.withMissing(10_000, 12, 8));
        Forest forest = XgBoost.boosted(train, BOOSTING, 60, 3, Progress.NONE);
        Map<String, Object> settings = XgBoost.settings(BOOSTING, "binary:logistic", new SplittableRandom(3));
        XGBoostModel<Label> model = new BinaryXgBoostTrainer(60, settings, Progress.NONE).train(dataset(train));

        double[] expected = model.predict(dataset(held)).stream()
                .mapToDouble(XgBoostTest::yes)
                .toArray();
        assertThat(model.getFeatureIDMap().size()).isEqualTo(11);
        assertThat(Samples.worst(forest.probabilities(held.features()), expected))
                .isLessThanOrEqualTo(PARITY);
        assertThat(new LabelEvaluator().evaluate(model, dataset(held)).accuracy())
                .isGreaterThan(0.7);
    }

    @Test
    void rows_with_nothing_known_are_trained_on_and_leave_the_columns_alone() {
        Dataset<Label> dataset = dataset(data);
        int[] columnOf = TribuoData.columnOf(dataset.getFeatureIDMap());
        long nothing = 0;
        for (Example<Label> example : dataset) {
            nothing += example.lookup(TribuoData.NOTHING_KNOWN) == null ? 0 : 1;
        }
        assertThat(nothing).isGreaterThan(100);
        assertThat(columnOf).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void columns_keep_their_places_beyond_ten_and_where_tribuo_sorts_by_name() {
        int columns = 120;
        double[] values = new double[400 * columns];
        boolean[] labels = new boolean[400];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble();
            labels[i / columns] |= i % columns == 102 && values[i] > 0.5;
        }
        TrainingSet set = new TrainingSet(Samples.matrix(columns, values), labels);
        Forest forest = XgBoost.boosted(set, Map.of("eta", 1, "max_depth", 1, "nthread", 1), 1, 1, Progress.NONE);
        assertThat(forest.feature(forest.root(0))).isEqualTo(102);
        assertThat(forest.threshold(forest.root(0))).isCloseTo(0.5, Offset.offset(0.02));
    }

    @Test
    void the_same_seed_gives_the_same_bits_and_another_seed_other_ones() {
        List<Object> boosted = Samples.bits(XgBoost.boosted(data, BOOSTING, 30, 3, Progress.NONE));
        assertThat(Samples.bits(XgBoost.boosted(data, BOOSTING, 30, 3, Progress.NONE)))
                .isEqualTo(boosted);
        assertThat(Samples.bits(XgBoost.boosted(data, BOOSTING, 30, 4, Progress.NONE)))
                .isNotEqualTo(boosted);
        List<Object> forest = Samples.bits(XgBoost.averaged(data, FOREST, 30, 3, Progress.NONE));
        assertThat(Samples.bits(XgBoost.averaged(data, FOREST, 30, 3, Progress.NONE)))
                .isEqualTo(forest);
        assertThat(Samples.bits(XgBoost.averaged(data, FOREST, 30, 4, Progress.NONE)))
                .isNotEqualTo(forest);
    }

    @Test
    void progress_hears_every_round_and_every_batch_of_trees() {
        List<Long> heard = new ArrayList<>();
        XgBoost.boosted(data, BOOSTING, 3, 1, (task, done, total) -> heard.add(done * 100 + total));
        assertThat(heard).containsExactly(103L, 203L, 303L);
        heard.clear();
        XgBoost.averaged(data, FOREST, 50, 1, (task, done, total) -> heard.add(done * 100 + total));
        assertThat(heard).containsExactly(2050L, 4050L, 5050L);
    }

    /** The probability of the event in a prediction of Tribuo's. */
    static double yes(Prediction<Label> prediction) {
        return prediction
                .getOutputScores()
                .getOrDefault(TribuoData.YES.getLabel(), TribuoData.NO)
                .getScore();
    }

    private static Dataset<Label> dataset(TrainingSet set) {
        return TribuoData.labelled(set.features().values(), set.features().columns(), set.labels());
    }

    private static float[][] predict(XgBoostMatrix matrix, Map<String, Object> settings, int rounds)
            throws XGBoostError {
        Booster booster = new BinaryXgBoostTrainer(rounds, settings, Progress.NONE).boost(matrix);
        try {
            return booster.predict(matrix.matrix());
        } finally {
            booster.dispose();
        }
    }

    /** The rows of which something is known: Tribuo's predictor refuses the others. */
    private static TrainingSet known(TrainingSet set) {
        double[] row = new double[set.features().columns()];
        int[] positions = IntStream.range(0, set.rows())
                .filter(i -> {
                    set.features().row(i, row);
                    return !Arrays.stream(row).allMatch(Double::isNaN);
                })
                .toArray();
        return set.select(positions);
    }
}
