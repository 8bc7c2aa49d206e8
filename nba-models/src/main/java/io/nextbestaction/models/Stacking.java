// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Blend;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Split;
import io.nextbestaction.model.Splits;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.calibration.Platt;
import io.nextbestaction.models.internal.Checks;
import io.nextbestaction.models.internal.InnerFit;
import io.nextbestaction.models.internal.StackFit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Stacking (Wolpert 1992; Breiman 1996): logistic regression on the log-odds of several classifiers, its weights not
 * negative and drawn by an L2 penalty to the equal ones, 1 / members. It learns from out-of-fold scores of inner folds of
 * the training rows, so no member's score is of a row it has seen; the members are then trained on all training rows.
 * Trains members × (folds + 1) scorers.
 */
public final class Stacking {
    private static final int FOLDS = 5;

    private Stacking() {}

    /**
     * A stack with a penalty of 1.
     *
     * @throws IllegalArgumentException if there is no member, or more than {@value Blend#MOST_MEMBERS}
     */
    public static ClassifierTrainer of(ClassifierTrainer... members) {
        return of(List.of(members), 1);
    }

    /**
     * A stack.
     *
     * @param penalty λ of λ/2 · Σ (weight − 1/members)² beside the summed cross-entropy, at least 0
     * @throws IllegalArgumentException if there is no member, more than {@value Blend#MOST_MEMBERS}, or the penalty breaks
     *     its rule
     */
    public static ClassifierTrainer of(List<ClassifierTrainer> members, double penalty) {
        return new Classifier(List.copyOf(members), penalty);
    }

    private record Classifier(List<ClassifierTrainer> members, double penalty) implements ClassifierTrainer {

        Classifier {
            if (members.isEmpty() || members.size() > Blend.MOST_MEMBERS) {
                throw new IllegalArgumentException(
                        "The members (" + members.size() + ") of a stack must be 1 to " + Blend.MOST_MEMBERS + ".");
            }
            Checks.atLeast("stacking", "penalty", penalty, 0, 1);
        }

        @Override
        public String describe() {
            return "stacking (penalty " + Numbers.display(penalty) + ": "
                    + members.stream().map(ClassifierTrainer::describe).collect(Collectors.joining(", ")) + ")";
        }

        @Override
        public Blend train(TrainingSet data, long seed, Progress progress) {
            InnerFit.check(data, FOLDS);
            List<Split> folds = Splits.stratified(FOLDS).of(data.labels(), seed);
            int total = members.size();
            // Nothing but the clip of log-odds: the stack itself calibrates.
            Calibration raw = new PlattLine(1, 0, "raw, as stacked", data.rows());
            List<ProbabilityModel> models = new ArrayList<>();
            double[][] logOdds = new double[total][];
            for (int m = 0; m < total; m++) {
                progress.update("members", m, total);
                Progress part = progress.within("members", m, total);
                logOdds[m] = InnerFit.outOfFold(members.get(m), data, folds, seed, part);
                for (int i = 0; i < logOdds[m].length; i++) {
                    logOdds[m][i] = Link.logit(raw.apply(logOdds[m][i]));
                }
                Scorer scorer = members.get(m).train(data, seed, part);
                models.add(new ProbabilityModel(scorer, raw));
            }
            double[] fitted = StackFit.fit(logOdds, data.labels(), data.weights(), penalty);
            progress.update("members", total, total);
            double[] weights = new double[total];
            System.arraycopy(fitted, 1, weights, 0, total);
            return Blend.of(Link.LOGISTIC, fitted[0], weights, models);
        }

        @Override
        public Calibrator calibrator() {
            return Platt.scaling();
        }
    }
}
