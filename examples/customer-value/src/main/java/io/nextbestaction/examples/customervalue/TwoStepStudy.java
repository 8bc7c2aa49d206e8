// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.GatedModel;
import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.MulticlassTrainer;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.TwoStep;
import io.nextbestaction.models.TwoStepReport;
import io.nextbestaction.models.evaluation.Average;
import io.nextbestaction.models.evaluation.GateRegret;
import io.nextbestaction.models.evaluation.MulticlassPredictions;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Two steps on one question: first who pays nothing, then how much the others pay. Whether there is signal is asked by
 * cross-fitting the customers learnt from; everything else is measured on those held out.
 *
 * @param model learnt from the training customers
 * @param held its predictions of those held out
 * @param result what was found
 */
record TwoStepStudy(GatedModel model, MulticlassPredictions held, Result.Study result) {
    private static final int FOLDS = 3;
    private static final double HALF = 0.5;
    /** The control needs no more to show what no signal looks like. */
    private static final int CONTROL = 5_000;

    static TwoStepStudy of(Question question, int rounds, long seed, Progress progress) {
        GradientBoosting.Parameters small = GradientBoosting.Parameters.defaults()
                .withRounds(rounds)
                .withLearningRate(0.1)
                .withDepth(3);
        MulticlassTrainer trainer = TwoStep.gate(
                Question.LEVELS.get(0), GradientBoosting.classifier(small), GradientBoosting.multiclass(small));
        MulticlassSet training = question.set(question.training());
        MulticlassSet heldOut = question.set(question.heldOut());
        TwoStepReport report =
                TwoStepReport.crossFit(trainer, training, FOLDS, seed, task("two steps over folds", progress));
        TwoStepReport control = TwoStepReport.crossFit(
                trainer,
                permuted(training.select(first(CONTROL, training)), seed),
                FOLDS,
                seed,
                task("the same on permuted levels", progress));
        MulticlassModel model = trainer.train(training, seed, Progress.NONE);
        MulticlassPredictions held = MulticlassPredictions.of(model, heldOut);
        GatedModel gated = (GatedModel) model;
        double[] means = means(training, question.later(question.training()));
        return new TwoStepStudy(
                gated,
                held,
                new Result.Study(
                        question.name(),
                        training.rows(),
                        heldOut.rows(),
                        question.much(),
                        Arrays.stream(heldOut.counts()).boxed().toList(),
                        Arrays.stream(means).boxed().toList(),
                        steps(report),
                        steps(control),
                        held.auc(Average.MACRO),
                        held.logLoss(),
                        held.confusion().accuracy(),
                        Arrays.stream(heldOut.counts()).max().orElseThrow() / (double) heldOut.rows(),
                        GateRegret.of(held, gated.gate(), HALF, Offers.values(means)),
                        Influences.of(gated, heldOut, seed)));
    }

    /** What each customer held out is expected to pay: the mean of each level by its probability. */
    double[] expected() {
        double[] expected = new double[held.rows()];
        for (int i = 0; i < expected.length; i++) {
            for (int c = 0; c < Question.LEVELS.size(); c++) {
                expected[i] += held.probability(i, c) * result.means().get(c);
            }
        }
        return expected;
    }

    /** The trainers tell their own tasks; here one line for the whole is enough. */
    private static Progress task(String name, Progress progress) {
        return (inner, done, total) -> {
            if (inner.equals("folds")) {
                progress.update(name, done, total);
            }
        };
    }

    /** Training rows are in the order of the customers, levels mixed. */
    private static int[] first(int most, MulticlassSet set) {
        return IntStream.range(0, Math.min(most, set.rows())).toArray();
    }

    private static MulticlassSet permuted(MulticlassSet set, long seed) {
        int[] labels = set.labels().clone();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = labels.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int label = labels[i];
            labels[i] = labels[j];
            labels[j] = label;
        }
        return new MulticlassSet(set.features(), set.classes(), labels);
    }

    private static double[] means(MulticlassSet set, double[] later) {
        double[] means = new double[set.classes().size()];
        int[] counts = set.counts();
        for (int i = 0; i < later.length; i++) {
            int level = set.labels()[i];
            means[level] += Math.max(0, later[i]) / Math.max(1, counts[level]);
        }
        return means;
    }

    private static Result.Steps steps(TwoStepReport report) {
        return new Result.Steps(
                report.firstAuc(), report.restAuc(), report.firstSignal() && report.restSignal(), report.outcome());
    }
}
