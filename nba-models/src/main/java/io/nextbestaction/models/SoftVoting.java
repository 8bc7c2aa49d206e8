// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Blend;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Split;
import io.nextbestaction.model.Splits;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.calibration.Platt;
import io.nextbestaction.models.internal.InnerFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Soft voting: the mean, or weighted mean, of the calibrated probabilities of several classifiers. Each member is
 * calibrated by its own calibrator on out-of-fold scores of inner folds of the training rows, then trained on all of them;
 * a member whose scores rank no better than chance votes the event rate. Trains members × (folds + 1) scorers.
 */
public final class SoftVoting {
    private static final int FOLDS = 5;

    private SoftVoting() {}

    /**
     * The plain mean of the members.
     *
     * @throws IllegalArgumentException if there is no member, or more than {@value Blend#MOST_MEMBERS}
     */
    public static ClassifierTrainer of(ClassifierTrainer... members) {
        return of(List.of(members), FOLDS);
    }

    /**
     * The plain mean with another number of inner folds: fewer cost less, and calibrate on scores of models of fewer rows.
     *
     * @param folds 2 to 20
     * @throws IllegalArgumentException if there is no member, more than {@value Blend#MOST_MEMBERS}, or the folds break
     *     their rule
     */
    public static ClassifierTrainer of(List<ClassifierTrainer> members, int folds) {
        double[] weights = new double[members.size()];
        Arrays.fill(weights, 1);
        return weighted(members, weights, folds);
    }

    /**
     * A weighted mean.
     *
     * @param weights one for each member, not negative, of sum above 0; divided by their sum
     * @throws IllegalArgumentException if members and weights do not match, or a weight breaks its rule
     */
    public static ClassifierTrainer weighted(List<ClassifierTrainer> members, double... weights) {
        return weighted(members, weights, FOLDS);
    }

    /**
     * A weighted mean with another number of inner folds.
     *
     * @param weights one for each member, not negative, of sum above 0; divided by their sum
     * @param folds 2 to 20
     * @throws IllegalArgumentException if members and weights do not match, or weights or folds break their rule
     */
    public static ClassifierTrainer weighted(List<ClassifierTrainer> members, double[] weights, int folds) {
        InnerFit.checkFolds("soft voting", folds);
        double sum = Arrays.stream(weights).sum();
        if (members.isEmpty() || members.size() > Blend.MOST_MEMBERS || members.size() != weights.length) {
            throw new IllegalArgumentException("The members (" + members.size() + ") and weights (" + weights.length
                    + ") of soft voting must be as many, 1 to " + Blend.MOST_MEMBERS + ".");
        }
        if (!Arrays.stream(weights).allMatch(w -> w >= 0) || !(sum > 0) || Double.isInfinite(sum)) {
            throw new IllegalArgumentException(
                    "The weights (sum " + sum + ") of soft voting must be finite, not negative"
                            + " and sum to more than 0.\nMaybe leave out members instead.");
        }
        return new Classifier(
                List.copyOf(members),
                Arrays.stream(weights).map(w -> w / sum).boxed().toList(),
                folds);
    }

    private record Classifier(List<ClassifierTrainer> members, List<Double> weights, int folds)
            implements ClassifierTrainer {

        @Override
        public String describe() {
            List<String> parts = new ArrayList<>();
            for (int m = 0; m < members.size(); m++) {
                parts.add(
                        Numbers.display(weights.get(m)) + " × " + members.get(m).describe());
            }
            return "soft voting (" + parts.stream().collect(Collectors.joining(" + ")) + ")";
        }

        @Override
        public Blend train(TrainingSet data, long seed, Progress progress) {
            InnerFit.check(data, folds);
            List<Split> inner = Splits.stratified(folds).of(data.labels(), seed);
            List<ProbabilityModel> models = new ArrayList<>();
            int total = members.size();
            for (ClassifierTrainer member : members) {
                int done = models.size();
                progress.update("members", done, total);
                models.add(InnerFit.calibrated(member, data, inner, seed, progress.within("members", done, total)));
            }
            progress.update("members", total, total);
            double[] shares = weights.stream().mapToDouble(w -> w).toArray();
            return Blend.of(Link.IDENTITY, 0, shares, models);
        }

        @Override
        public Calibrator calibrator() {
            return Platt.scaling();
        }
    }
}
