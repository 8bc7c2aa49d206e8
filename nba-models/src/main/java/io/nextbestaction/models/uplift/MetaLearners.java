// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.RegressionSet;
import io.nextbestaction.model.RegressorTrainer;
import io.nextbestaction.models.internal.Hashing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The learners that combine outcome models. */
final class MetaLearners {
    static final int FOLDS = 5;

    private MetaLearners() {}

    record Single(OutcomeTrainer outcome) implements UpliftLearner {
        @Override
        public String describe() {
            return "S-learner, " + outcome.describe();
        }

        @Override
        public UpliftModel train(UpliftSet data, long seed) {
            data.requireEveryArm();
            int columns = data.features().columns();
            Outcome model = outcome.train(withArms(data), data.outcomes(), seed);
            List<Effect> effects = new ArrayList<>();
            for (int k = 1; k < data.arms().size(); k++) {
                effects.add(new Effect.Switched(model, columns, k));
            }
            return new UpliftModel(describe(), data.arms(), effects, UpliftModel.Nuisance.NONE);
        }

        private static FeatureMatrix withArms(UpliftSet data) {
            int columns = data.features().columns();
            int arms = data.arms().size();
            List<Feature> features = new ArrayList<>(data.features().names().features());
            for (int k = 1; k < arms; k++) {
                features.add(new Feature("arm=" + data.arms().get(k), "arm"));
            }
            int width = columns + arms - 1;
            double[] values = new double[data.rows() * width];
            for (int i = 0; i < data.rows(); i++) {
                System.arraycopy(data.features().values(), i * columns, values, i * width, columns);
                if (data.arm()[i] > 0) {
                    values[i * width + columns + data.arm()[i] - 1] = 1;
                }
            }
            return FeatureMatrix.of(FeatureNames.of(features), values);
        }
    }

    record Separate(OutcomeTrainer outcome) implements UpliftLearner {
        @Override
        public String describe() {
            return "T-learner, " + outcome.describe();
        }

        @Override
        public UpliftModel train(UpliftSet data, long seed) {
            data.requireEveryArm();
            Outcome control = arm(outcome, data, 0, seed);
            List<Effect> effects = new ArrayList<>();
            for (int k = 1; k < data.arms().size(); k++) {
                effects.add(new Effect.Difference(arm(outcome, data, k, seed), control));
            }
            return new UpliftModel(describe(), data.arms(), effects, UpliftModel.Nuisance.NONE);
        }
    }

    record Crossed(OutcomeTrainer outcome, RegressorTrainer effect, Propensity propensity) implements UpliftLearner {
        @Override
        public String describe() {
            return "X-learner, " + outcome.describe() + ", effects by " + effect.describe();
        }

        @Override
        public UpliftModel train(UpliftSet data, long seed) {
            data.requireEveryArm();
            Propensity.Fitted chances = propensity.fit(data, FOLDS, seed);
            Outcome control = arm(outcome, data, 0, seed);
            int[] untreated = rows(data, 0);
            List<Effect> effects = new ArrayList<>();
            for (int k = 1; k < data.arms().size(); k++) {
                int[] treated = rows(data, k);
                double[] onTreated = UpliftSet.pick(data.outcomes(), treated);
                double[] without = control.all(data.features().select(treated));
                for (int i = 0; i < onTreated.length; i++) {
                    onTreated[i] -= without[i];
                }
                double[] onControl =
                        arm(outcome, data, k, seed).all(data.features().select(untreated));
                for (int i = 0; i < onControl.length; i++) {
                    onControl[i] -= data.outcomes()[untreated[i]];
                }
                effects.add(new Effect.Mixed(
                        regress(effect, data, treated, onTreated, new double[0], seed),
                        regress(effect, data, untreated, onControl, new double[0], seed),
                        chances.model(),
                        k));
            }
            int folds = chances.model() instanceof ArmChances.Known ? 1 : FOLDS;
            return new UpliftModel(describe(), data.arms(), effects, nuisance(propensity, chances, folds));
        }
    }

    record Residual(OutcomeTrainer outcome, RegressorTrainer effect, Propensity propensity) implements UpliftLearner {
        @Override
        public String describe() {
            return "R-learner, " + outcome.describe() + ", effects by " + effect.describe();
        }

        @Override
        public UpliftModel train(UpliftSet data, long seed) {
            data.requireEveryArm();
            Propensity.Fitted chances = propensity.fit(data, FOLDS, seed);
            List<Effect> effects = new ArrayList<>();
            for (int k = 1; k < data.arms().size(); k++) {
                int[] pair = pair(data, k);
                UpliftSet two = data.select(pair);
                double[] expected = crossFit(outcome, data.customers(), pair, data.rows(), seed)
                        .outcomes(two, -1);
                double[] targets = new double[pair.length];
                double[] weights = new double[pair.length];
                for (int i = 0; i < pair.length; i++) {
                    double left = (two.arm()[i] == k ? 1 : 0) - chances.against(pair[i], k);
                    targets[i] = (two.outcomes()[i] - expected[i]) / left;
                    weights[i] = left * left;
                }
                effects.add(new Effect.Direct(regress(effect, data, pair, targets, weights, seed), 1, 0));
            }
            return new UpliftModel(describe(), data.arms(), effects, nuisance(propensity, chances, FOLDS));
        }
    }

    record DoublyRobust(OutcomeTrainer outcome, RegressorTrainer effect, Propensity propensity)
            implements UpliftLearner {
        @Override
        public String describe() {
            return "DR-learner, " + outcome.describe() + ", effects by " + effect.describe();
        }

        @Override
        public UpliftModel train(UpliftSet data, long seed) {
            data.requireEveryArm();
            Propensity.Fitted chances = propensity.fit(data, FOLDS, seed);
            int[] all = IntStream.range(0, data.rows()).toArray();
            CrossFit crossFit = crossFit(outcome, data.customers(), all, data.rows(), seed);
            double[] control = crossFit.outcomes(data, 0);
            List<Effect> effects = new ArrayList<>();
            for (int k = 1; k < data.arms().size(); k++) {
                double[] scores = scores(data, k, crossFit.outcomes(data, k), control, chances);
                effects.add(new Effect.Direct(regress(effect, data, all, scores, new double[0], seed), 1, 0));
            }
            return new UpliftModel(describe(), data.arms(), effects, nuisance(propensity, chances, FOLDS));
        }

        /** Whose mean is the AIPW effect. */
        static double[] scores(UpliftSet data, int k, double[] treated, double[] control, Propensity.Fitted chances) {
            double[] scores = new double[data.rows()];
            for (int i = 0; i < scores.length; i++) {
                double y = data.outcomes()[i];
                scores[i] = treated[i] - control[i];
                if (data.arm()[i] == k) {
                    scores[i] += (y - treated[i]) / chances.of(i, k);
                } else if (data.arm()[i] == 0) {
                    scores[i] -= (y - control[i]) / chances.of(i, 0);
                }
            }
            return scores;
        }
    }

    /** A fold by a hash of the customer, or of the row's number in the whole set, so that subsets keep it. */
    private static CrossFit crossFit(OutcomeTrainer trainer, long[] customers, int[] rows, int size, long seed) {
        int[] all = Hashing.folds(customers, size, FOLDS, seed);
        return new CrossFit(trainer, IntStream.of(rows).map(i -> all[i]).toArray(), FOLDS, seed);
    }

    static UpliftModel.Nuisance nuisance(Propensity propensity, Propensity.Fitted chances, int folds) {
        return new UpliftModel.Nuisance(propensity.describe(), chances.clippedShare(), folds);
    }

    private static Outcome arm(OutcomeTrainer trainer, UpliftSet data, int arm, long seed) {
        int[] rows = rows(data, arm);
        return trainer.train(data.features().select(rows), UpliftSet.pick(data.outcomes(), rows), seed + arm);
    }

    static Outcome regress(
            RegressorTrainer trainer, UpliftSet data, int[] rows, double[] targets, double[] weights, long seed) {
        RegressionSet set = new RegressionSet(data.features().select(rows), targets, weights);
        return new Outcome(trainer.train(set, seed, Progress.NONE), false);
    }

    private static int[] rows(UpliftSet data, int arm) {
        return CrossFit.rows(data.arm(), k -> k == arm);
    }

    /** The rows of an arm and of the control. */
    static int[] pair(UpliftSet data, int arm) {
        return CrossFit.rows(data.arm(), k -> k == arm || k == 0);
    }
}
