// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.GatedModel;
import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.MulticlassTrainer;
import io.nextbestaction.model.Split;
import io.nextbestaction.models.evaluation.FoldAuc;
import io.nextbestaction.models.evaluation.Interval;
import io.nextbestaction.models.evaluation.MulticlassPredictions;
import io.nextbestaction.models.internal.InnerFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How well two steps tell classes apart, on rows the model that scored them had not seen: whether there is any signal, and
 * in which step.
 *
 * @param gate the index of the class told apart first
 * @param predictions composed probabilities of every row, each by a model of the other folds
 * @param firstAuc AUC of the first step: the gate against the rest, mean of the folds
 * @param restAuc macro AUC of the second step, among rows beyond the gate, mean of the folds
 */
public record TwoStepReport(int gate, MulticlassPredictions predictions, Interval firstAuc, Interval restAuc) {
    private static final double LEVEL = 0.95;

    /**
     * Trains anew for every fold and measures on the rows left out. Intervals are of 95 %, by {@link FoldAuc}: on classes
     * dealt at random they hold 0.5 about as often as they say.
     *
     * @param trainer from {@link TwoStep}
     * @param folds 2 to 20
     * @throws IllegalArgumentException if the trainer's models are not of two steps, a class has too few rows to train, or
     *     fewer than two in a fold
     */
    public static TwoStepReport crossFit(
            MulticlassTrainer trainer, MulticlassSet data, int folds, long seed, Progress progress) {
        InnerFit.checkFolds("a report of two steps", folds);
        int classes = data.classes().size();
        double[] all = new double[Math.multiplyExact(data.rows(), classes)];
        List<Split> splits = Split.stratified(data.labels(), folds, seed);
        int[] foldOf = new int[data.rows()];
        int gate = -1;
        for (int fold = 0; fold < folds; fold++) {
            progress.update("folds", fold, folds);
            int[] inside = splits.get(fold).heldOut();
            MulticlassModel model = trainer.train(
                    data.select(splits.get(fold).training()), seed, progress.within("folds", fold, folds));
            if (!(model instanceof GatedModel gated) || (gate >= 0 && gated.gate() != gate)) {
                throw new IllegalArgumentException(
                        "The model (" + model.getClass().getSimpleName() + ") of fold " + (fold + 1)
                                + " must have the gate of the others.\nMaybe name the gate: TwoStep.gate(…).");
            }
            gate = gated.gate();
            double[] held = model.probabilities(data.features().select(inside));
            for (int i = 0; i < inside.length; i++) {
                System.arraycopy(held, i * classes, all, inside[i] * classes, classes);
                foldOf[inside[i]] = fold;
            }
        }
        progress.update("folds", folds, folds);
        MulticlassPredictions predictions = MulticlassPredictions.of(data.classes(), all, data.labels());
        int beyond = gate;
        int[] rest = IntStream.range(0, data.rows())
                .filter(i -> data.labels()[i] != beyond)
                .toArray();
        return new TwoStepReport(
                gate,
                predictions,
                FoldAuc.of(predictions.oneVersusRest(gate), foldOf, LEVEL),
                FoldAuc.macro(
                        beyond(predictions, rest, gate),
                        IntStream.of(rest).map(i -> foldOf[i]).toArray(),
                        LEVEL));
    }

    /** P(c | not gate) of the rows beyond the gate. */
    private static MulticlassPredictions beyond(MulticlassPredictions all, int[] rows, int gate) {
        int classes = all.classes().size();
        List<String> names = new ArrayList<>(all.classes());
        names.remove(gate);
        double[] p = new double[rows.length * (classes - 1)];
        int[] y = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += c == gate ? 0 : all.probability(rows[i], c);
            }
            int next = i * (classes - 1);
            for (int c = 0; c < classes; c++) {
                if (c != gate) {
                    p[next++] = sum > 0 ? all.probability(rows[i], c) / sum : 1.0 / (classes - 1);
                }
            }
            int label = all.label(rows[i]);
            y[i] = label > gate ? label - 1 : label;
        }
        return MulticlassPredictions.of(names, p, y);
    }

    /** Whether the first step ranks better than chance: its whole interval lies above 0.5. */
    public boolean firstSignal() {
        return firstAuc.low() > 0.5;
    }

    /** Whether the second step ranks better than chance: its whole interval lies above 0.5. */
    public boolean restSignal() {
        return restAuc.low() > 0.5;
    }

    /** The outcome in a sentence: what carries signal, and what follows from it. */
    public String outcome() {
        String steps = "step one AUC " + words(firstAuc) + ", step two AUC " + words(restAuc);
        if (firstSignal() && restSignal()) {
            return "signal in both steps: " + steps;
        }
        if (firstSignal()) {
            return "signal in step one only, use the gate alone: " + steps;
        }
        if (restSignal()) {
            return "signal in step two only, leave the gate out: " + steps;
        }
        return "no signal, do not deploy: " + steps;
    }

    private static String words(Interval auc) {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", auc.estimate(), auc.low(), auc.high());
    }
}
