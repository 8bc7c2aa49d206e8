// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import static java.util.Objects.requireNonNull;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.RandomForest;
import io.nextbestaction.models.RealData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.WeightedEnsembleModel;

/**
 * Which random forest: XGBoost's parallel trees or Tribuo's CART ensemble, over the five folds of three real data sets.
 * Not a test; run {@code main} with the number of trees, 100 unless told. Needs minutes.
 */
final class RandomForestComparison {
    private static final Logger BAGGING = Logger.getLogger(BaggingTrainer.class.getName());

    private RandomForestComparison() {}

    /** Learns on one set, gives probabilities of another. */
    private interface Learner {
        double[] scores(TrainingSet train, FeatureMatrix held);
    }

    public static void main(String[] arguments) {
        BAGGING.setLevel(Level.WARNING);
        int trees = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        Map<String, RealData> sets = new LinkedHashMap<>();
        sets.put("churn", RealData.churn());
        sets.put("bankchurners", RealData.bankChurners());
        sets.put("german", RealData.german());
        RandomForest.Parameters ours = RandomForest.Parameters.defaults().withTrees(trees);
        sets.forEach((name, set) -> {
            report(name, "xgboost, parallel trees", set, (train, held) -> RandomForest.classifier(ours)
                    .train(train, 1, Progress.NONE)
                    .probabilities(held));
            report(name, "tribuo, CART ensemble", set, (train, held) -> cart(train, held, trees));
        });
    }

    private static double[] cart(TrainingSet train, FeatureMatrix held, int trees) {
        int columns = train.features().columns();
        CARTClassificationTrainer member =
                new CARTClassificationTrainer(30, 1, 0, (float) Math.sqrt(1.0 / columns), false, new GiniIndex(), 1);
        WeightedEnsembleModel<Label> model = (WeightedEnsembleModel<Label>)
                new RandomForestTrainer<>(member, new FullyWeightedVotingCombiner(), trees)
                        .train(TribuoData.labelled(train.features().values(), columns, train.labels()));
        String[] names = IntStream.range(0, columns).mapToObj(TribuoData::name).toArray(String[]::new);
        double[] scores = new double[held.rows()];
        for (int i = 0; i < scores.length; i++) {
            Example<Label> example = TribuoData.example(names, held.values(), i * columns, TribuoData.NO);
            Map<String, Label> byName = model.predict(example).getOutputScores();
            scores[i] = requireNonNull(byName.get(TribuoData.YES.getLabel())).getScore();
        }
        return scores;
    }

    private static void report(String set, String what, RealData data, Learner learner) {
        long start = System.nanoTime();
        List<BinaryMetrics> folds = new ArrayList<>();
        for (int fold : IntStream.of(data.folds()).distinct().sorted().toArray()) {
            TrainingSet train = data.data().select(rows(data, fold, false));
            TrainingSet held = data.data().select(rows(data, fold, true));
            folds.add(BinaryMetrics.of(learner.scores(train, held.features()), held.labels()));
        }
        double seconds = (System.nanoTime() - start) / 1e9 / folds.size();
        System.out.printf(
                Locale.ROOT,
                "%-13s %-24s auc %.4f  brier %.4f  logloss %.4f  %6.2f s a fold%n",
                set,
                what,
                mean(folds, BinaryMetrics::auc),
                mean(folds, BinaryMetrics::brier),
                mean(folds, BinaryMetrics::logLoss),
                seconds);
    }

    private static int[] rows(RealData data, int fold, boolean inside) {
        return IntStream.range(0, data.folds().length)
                .filter(i -> (data.folds()[i] == fold) == inside)
                .toArray();
    }

    private static double mean(List<BinaryMetrics> folds, ToDoubleFunction<BinaryMetrics> metric) {
        return folds.stream().mapToDouble(metric).average().orElseThrow();
    }
}
