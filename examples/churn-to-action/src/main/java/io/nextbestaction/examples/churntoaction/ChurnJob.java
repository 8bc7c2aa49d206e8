// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.churntoaction;

import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.examples.support.Study;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.MulticlassTrainer;
import io.nextbestaction.model.Splits;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.OneVersusRest;
import io.nextbestaction.models.RandomForest;
import io.nextbestaction.models.TwoStep;
import io.nextbestaction.models.evaluation.Average;
import io.nextbestaction.models.evaluation.BinaryMetric;
import io.nextbestaction.models.evaluation.Bootstrap;
import io.nextbestaction.models.evaluation.Confusion;
import io.nextbestaction.models.evaluation.GateRegret;
import io.nextbestaction.models.evaluation.MulticlassPredictions;
import io.nextbestaction.models.evaluation.Predictions;
import io.nextbestaction.models.tuning.Candidate;
import io.nextbestaction.models.tuning.CrossValidation;
import io.nextbestaction.models.tuning.FoldScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two steps: who leaves, then the product of those who stay. Both models are chosen over folds of the training customers by
 * a metric; every figure reported is of customers held out of choice and training.
 */
final class ChurnJob {
    private static final int FOLDS = 3;
    private static final int REPLICATES = 200;
    private static final double LEVEL = 0.95;
    private static final int GATE = 0;

    private final Study study;
    private final Products products;
    private final BinaryMetric metric;
    private final int trees;
    private final long seed;
    private final Progress progress;

    ChurnJob(Study study, Products products, BinaryMetric metric, int trees, long seed, Progress progress) {
        this.study = study;
        this.products = products;
        this.metric = metric;
        this.trees = trees;
        this.seed = seed;
        this.progress = progress;
    }

    Result run() {
        Map<String, ClassifierTrainer> gates = new LinkedHashMap<>();
        gates.put("logistic regression", LogisticRegression.classifier());
        gates.put(
                "random forest",
                RandomForest.classifier(RandomForest.Parameters.defaults().withTrees(trees)));
        gates.put("gradient boosting", GradientBoosting.classifier());
        List<Result.Candidate> gateScores = new ArrayList<>();
        ClassifierTrainer gate = chooseGate(gates, gateScores);

        GradientBoosting.Parameters small = GradientBoosting.Parameters.defaults()
                .withRounds(trees)
                .withLearningRate(0.1)
                .withDepth(3);
        Map<String, MulticlassTrainer> seconds = new LinkedHashMap<>();
        seconds.put("logistic regressions, one versus rest", OneVersusRest.of(LogisticRegression.classifier(), FOLDS));
        seconds.put("gradient boosting, softmax", GradientBoosting.multiclass(small));
        List<Result.Candidate> secondScores = new ArrayList<>();
        MulticlassTrainer second = chooseSecond(seconds, secondScores);

        progress.update("two steps", 0, 1);
        MulticlassTrainer both = TwoStep.gate(Products.LEFT, gate, second);
        MulticlassPredictions held = predictions(both, 0, study.training(), study.heldOut());
        int[] labels = labels(study.heldOut(), 0);
        progress.update("two steps", 1, 1);
        Result.Churn churn = churn(held.oneVersusRest(GATE));
        Result.Second stayed = second(held, labels);
        return new Result(
                study.title(),
                seed,
                study.training().length,
                study.heldOut().length,
                metric.name(),
                gateScores,
                churn,
                secondScores,
                stayed,
                outcome(churn, stayed),
                GateRegret.of(held, GATE, 0.5, Prices.values(products.classes())),
                RiskGroups.of(held, labels));
    }

    private ClassifierTrainer chooseGate(Map<String, ClassifierTrainer> gates, List<Result.Candidate> scores) {
        @Nullable ClassifierTrainer best = null;
        @Nullable FoldScores bestScores = null;
        for (Map.Entry<String, ClassifierTrainer> gate : gates.entrySet()) {
            FoldScores folds = CrossValidation.of(
                            new Candidate(gate.getKey(), products.features(), gate.getValue()),
                            study.rows(study.training()),
                            study.labels(study.training()),
                            Splits.stratified(FOLDS),
                            seed,
                            Progress.NONE)
                    .scores(metric);
            Result.Candidate candidate = new Result.Candidate(gate.getKey(), folds.mean());
            if (best == null || bestScores == null || folds.betterThan(bestScores)) {
                best = gate.getValue();
                bestScores = folds;
                scores.add(0, candidate);
            } else {
                scores.add(candidate);
            }
            progress.update("choosing the gate", scores.size(), gates.size());
        }
        return Objects.requireNonNull(best, "a candidate");
    }

    /** By the macro AUC, the ranking of every product against the others, over training customers who stayed. */
    private MulticlassTrainer chooseSecond(Map<String, MulticlassTrainer> seconds, List<Result.Candidate> scores) {
        int[] stayed = IntStream.of(study.training())
                .filter(i -> products.labels()[i] != GATE)
                .toArray();
        @Nullable MulticlassTrainer best = null;
        for (Map.Entry<String, MulticlassTrainer> second : seconds.entrySet()) {
            double sum = 0;
            for (int fold = 0; fold < FOLDS; fold++) {
                int held = fold;
                sum += predictions(
                                second.getValue(),
                                1,
                                part(stayed, i -> i % FOLDS != held),
                                part(stayed, i -> i % FOLDS == held))
                        .auc(Average.MACRO);
            }
            Result.Candidate candidate = new Result.Candidate(second.getKey(), sum / FOLDS);
            if (best == null || candidate.score() > scores.get(0).score()) {
                best = second.getValue();
                scores.add(0, candidate);
            } else {
                scores.add(candidate);
            }
            progress.update("choosing the second step", scores.size(), seconds.size());
        }
        return Objects.requireNonNull(best, "a candidate");
    }

    /** Dealt in the order of the table, which the study has not sorted by product. */
    private static int[] part(int[] rows, IntPredicate position) {
        return IntStream.range(0, rows.length)
                .filter(position)
                .map(i -> rows[i])
                .toArray();
    }

    /**
     * Probabilities of customers a model has not seen; features are fitted on its training rows.
     *
     * @param from the first class, 0 or, where all rows stayed, 1
     */
    private MulticlassPredictions predictions(MulticlassTrainer trainer, int from, int[] training, int[] scored) {
        List<String> classes =
                products.classes().subList(from, products.classes().size());
        List<Row> rows = study.rows(training);
        FittedPipeline pipeline = products.features().fit(study.table().schema(), rows);
        MulticlassModel model = trainer.train(
                new MulticlassSet(pipeline.transform(rows), classes, labels(training, from)), seed, Progress.NONE);
        return MulticlassPredictions.of(
                classes, model.probabilities(pipeline.transform(study.rows(scored))), labels(scored, from));
    }

    private int[] labels(int[] rows, int from) {
        return IntStream.of(rows).map(i -> products.labels()[i] - from).toArray();
    }

    private Result.Churn churn(Predictions churn) {
        Confusion half = churn.confusion(0.5);
        return new Result.Churn(
                churn.eventRate(),
                new Bootstrap(REPLICATES, LEVEL, seed).interval(churn, Predictions::auc),
                churn.metrics().averagePrecision(),
                half.accuracy(),
                half.precision(),
                half.recall(),
                half.f1(),
                churn.brier(),
                churn.metrics().calibrationError());
    }

    private Result.Second second(MulticlassPredictions held, int[] labels) {
        MulticlassPredictions stayed = stayed(held, labels);
        int[] counts = new int[stayed.classes().size()];
        for (int label : labels) {
            if (label != GATE) {
                counts[label - 1]++;
            }
        }
        return new Result.Second(
                new Bootstrap(REPLICATES, LEVEL, seed).interval(stayed, p -> p.auc(Average.MACRO)),
                stayed.confusion().accuracy(),
                Arrays.stream(counts).max().orElseThrow() / (double) stayed.rows());
    }

    /** P(product | stays) of those who stayed. */
    private static MulticlassPredictions stayed(MulticlassPredictions held, int[] labels) {
        int[] rows =
                IntStream.range(0, labels.length).filter(i -> labels[i] != GATE).toArray();
        int products = held.classes().size() - 1;
        double[] p = new double[rows.length * products];
        int[] y = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double sum = 1 - held.probability(rows[i], GATE);
            for (int c = 0; c < products; c++) {
                p[i * products + c] = sum > 0 ? held.probability(rows[i], c + 1) / sum : 1.0 / products;
            }
            y[i] = labels[rows[i]] - 1;
        }
        return MulticlassPredictions.of(held.classes().subList(1, products + 1), p, y);
    }

    private static String outcome(Result.Churn churn, Result.Second second) {
        boolean first = churn.auc().low() > 0.5;
        boolean rest = second.auc().low() > 0.5;
        if (first && rest) {
            return "Signal in both steps.";
        }
        if (first) {
            return "Signal in the gate only: keep customers, but recommend no product by this model.";
        }
        return rest
                ? "No signal in the gate: recommend products, but do not deploy the gate."
                : "No signal in either step: do not deploy this.";
    }
}
