// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.Blend;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.calibration.BetaCalibration;
import io.nextbestaction.models.calibration.Platt;
import io.nextbestaction.models.internal.StackFit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Soft voting and stacking. */
class EnsembleTest {
    private static final ClassifierTrainer TREES = GradientBoosting.classifier(
            GradientBoosting.Parameters.defaults().withRounds(60).withLearningRate(0.1));
    private static final ClassifierTrainer LINE = LogisticRegression.classifier();
    private final TrainingSet data = Samples.withMissing(3_000, 6, 1);
    private final TrainingSet held = Samples.withMissing(3_000, 6, 2);

    private double loss(ClassifierTrainer trainer) {
        Scorer scorer = trainer.train(data, 1, Progress.NONE);
        return BinaryMetrics.of(scorer.probabilities(held.features()), held.labels())
                .logLoss();
    }

    @Test
    void both_are_no_worse_than_their_members_on_new_rows() {
        double trees = loss(SoftVoting.of(TREES));
        double line = loss(SoftVoting.of(LINE));
        double voting = loss(SoftVoting.of(TREES, LINE));
        double stack = loss(Stacking.of(TREES, LINE));
        assertThat(voting).isLessThan(Math.max(trees, line));
        assertThat(stack).isLessThan(Math.min(trees, line) + 0.003);
    }

    @Test
    void a_useless_member_is_given_no_weight() {
        ClassifierTrainer noise = new Recording(new ArrayList<>()) {
            @Override
            public Scorer train(TrainingSet set, long seed, Progress progress) {
                double[] weights = new double[set.features().columns()];
                weights[4] = seed % 2 == 0 ? 2 : -2;
                return LinearModel.of(weights, 0, new double[weights.length], Link.LOGISTIC);
            }
        };
        Blend stack = (Blend) Stacking.of(TREES, noise).train(data, 1, Progress.NONE);
        assertThat(stack.link()).isEqualTo(Link.LOGISTIC);
        assertThat(stack.weight(1)).isBetween(0.0, 0.05);
        assertThat(stack.weight(0)).isBetween(0.7, 1.3);
    }

    /** Notes the rows it was trained on, by their first values. */
    private static class Recording implements ClassifierTrainer {
        private final List<TrainingSet> seen;

        Recording(List<TrainingSet> seen) {
            this.seen = seen;
        }

        @Override
        public String describe() {
            return "a recorder";
        }

        @Override
        public Scorer train(TrainingSet set, long seed, Progress progress) {
            seen.add(set);
            return LINE.train(set, seed, progress);
        }

        @Override
        public Calibrator calibrator() {
            return Platt.scaling();
        }
    }

    @Test
    void members_are_trained_five_times_without_a_fifth_and_once_on_all_rows() {
        for (boolean voting : new boolean[] {true, false}) {
            List<TrainingSet> seen = new ArrayList<>();
            ClassifierTrainer member = new Recording(seen);
            (voting ? SoftVoting.of(member) : Stacking.of(member)).train(data, 1, Progress.NONE);
            assertThat(seen).hasSize(6);
            assertThat(seen.get(5).rows()).isEqualTo(3_000);
            Set<Integer> left = new HashSet<>();
            for (int fold = 0; fold < 5; fold++) {
                assertThat(seen.get(fold).rows()).isEqualTo(2_400);
                left.add(seen.get(fold).positives());
            }
            assertThat(left).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void a_member_is_calibrated_by_its_own_calibrator_and_ensembles_nest() {
        Blend blend = (Blend) SoftVoting.weighted(
                        List.of(TREES.calibratedBy(BetaCalibration.threeParameters()), Stacking.of(LINE)), 3, 1)
                .train(data, 1, Progress.NONE);
        assertThat(blend.weight(0)).isEqualTo(0.75);
        assertThat(blend.members().get(0).calibration().getClass().getSimpleName())
                .isEqualTo("BetaMap");
        assertThat(blend.members().get(1).scorer()).isInstanceOf(Blend.class);
        for (ProbabilityModel member : blend.members()) {
            assertThat(member.calibration().fittedOn()).isEqualTo("out-of-fold scores of 5 inner folds");
        }
        assertThat(SoftVoting.of(LINE, LINE).describe())
                .isEqualTo("soft voting (0.5 × logistic regression (L2, C 1) + 0.5 × logistic regression (L2, C 1))");
        assertThat(Stacking.of(LINE).describe()).isEqualTo("stacking (penalty 1: logistic regression (L2, C 1))");
    }

    /** No point of a fine grid around the solution is better, and it is where the search by hand ends. */
    @Test
    void the_stack_is_the_least_of_its_penalised_loss() {
        SplittableRandom random = new SplittableRandom(8);
        for (int round = 0; round < 10; round++) {
            int n = 300;
            double[][] columns = new double[2][n];
            boolean[] labels = new boolean[n];
            double[] weights = new double[n];
            for (int i = 0; i < n; i++) {
                columns[0][i] = random.nextGaussian();
                columns[1][i] = (round % 2 == 0 ? -1 : 1) * columns[0][i] + random.nextGaussian();
                labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-columns[0][i]));
                weights[i] = random.nextInt(3);
            }
            double penalty = round % 3;
            double[] best = StackFit.fit(columns, labels, weights, penalty);
            double least = loss(best, columns, labels, weights, penalty);
            assertThat(best[1]).isNotNegative();
            assertThat(best[2]).isNotNegative();
            for (int k = 0; k < 2_000; k++) {
                double reach = Math.pow(10, -random.nextInt(5));
                double[] other = {
                    best[0] + reach * random.nextDouble(-1, 1),
                    Math.max(0, best[1] + reach * random.nextDouble(-1, 1)),
                    Math.max(0, best[2] + reach * random.nextDouble(-1, 1))
                };
                assertThat(loss(other, columns, labels, weights, penalty)).isGreaterThanOrEqualTo(least - 1e-9);
            }
        }
    }

    private static double loss(double[] x, double[][] columns, boolean[] labels, double[] weights, double penalty) {
        double loss = penalty / 2 * ((x[1] - 0.5) * (x[1] - 0.5) + (x[2] - 0.5) * (x[2] - 0.5));
        for (int i = 0; i < labels.length; i++) {
            double m = x[0] + x[1] * columns[0][i] + x[2] * columns[1][i];
            loss += weights[i] * Math.log1p(Math.exp(labels[i] ? -m : m));
        }
        return loss;
    }

    @Test
    void wrong_members_weights_penalties_and_too_few_rows_are_refused() {
        assertThatThrownBy(() -> SoftVoting.of())
                .hasMessage("The members (0) and weights (0) of soft voting must be as many, 1 to 100.");
        assertThatThrownBy(() -> SoftVoting.weighted(List.of(LINE, TREES), 1, -1))
                .hasMessage(
                        "The weights (sum 0.0) of soft voting must be finite, not negative and sum to more than 0.\n"
                                + "Maybe leave out members instead.");
        assertThatThrownBy(() -> Stacking.of()).hasMessage("The members (0) of a stack must be 1 to 100.");
        assertThatThrownBy(() -> Stacking.of(List.of(LINE), -1))
                .hasMessage("The penalty (-1) of stacking must be finite and at least 0.\n"
                        + "Maybe leave it at its default, 1.");
        boolean[] labels = new boolean[10];
        labels[3] = true;
        TrainingSet few = new TrainingSet(Samples.matrix(1, new double[10]), labels);
        assertThatThrownBy(() -> Stacking.of(LINE).train(few, 1, Progress.NONE))
                .hasMessage("The rows (1) of the rarer class must be at least 5, one for each inner fold.\n"
                        + "Maybe merge rare classes, or ask for fewer folds.");
        assertThat(SoftVoting.of(LINE).train(data, 1, Progress.NONE).probability(new double[6]))
                .isCloseTo(0.5, within(0.5));
    }
}
