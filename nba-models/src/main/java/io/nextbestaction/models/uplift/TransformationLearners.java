// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.RegressorTrainer;
import io.nextbestaction.model.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/** The learners that change the outcome so that one model learns the effect. */
final class TransformationLearners {
    private TransformationLearners() {}

    record Flipped(ClassifierTrainer trainer) implements UpliftLearner {
        @Override
        public String describe() {
            return "class transformation, " + trainer.describe();
        }

        @Override
        public UpliftModel train(UpliftSet data, long seed) {
            data.requireEveryArm();
            List<Effect> effects = new ArrayList<>();
            for (int k = 1; k < data.arms().size(); k++) {
                int[] pair = MetaLearners.pair(data, k);
                UpliftSet two = data.select(pair);
                checkHalves(two, k);
                TrainingSet yes = UpliftSet.labelled(two.features(), two.outcomes());
                boolean[] labels = new boolean[pair.length];
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = yes.labels()[i] == (two.arm()[i] == k);
                }
                TrainingSet flipped = new TrainingSet(two.features(), labels);
                effects.add(new Effect.Direct(new Outcome(trainer.train(flipped, seed, Progress.NONE), true), 2, -1));
            }
            return new UpliftModel(describe(), data.arms(), effects, new UpliftModel.Nuisance("one half", 0, 1));
        }

        /** Four standard errors: only one in some 15,000 fair draws is refused. */
        private static void checkHalves(UpliftSet two, int k) {
            double treated = 0;
            for (int arm : two.arm()) {
                treated += arm == k ? 1 : 0;
            }
            double share = treated / two.rows();
            if (Math.abs(share - 0.5) > 4 * 0.5 / Math.sqrt(two.rows())) {
                throw new IllegalArgumentException("The share (" + Numbers.display(share) + ") of arm \""
                        + two.arms().get(k) + "\" against the control must be one half for class transformation.\n"
                        + "Maybe use the transformed outcome, which takes any chances.");
            }
        }
    }

    record Weighted(RegressorTrainer effect, Propensity propensity) implements UpliftLearner {
        @Override
        public String describe() {
            return "transformed outcome, " + effect.describe();
        }

        @Override
        public UpliftModel train(UpliftSet data, long seed) {
            data.requireEveryArm();
            Propensity.Fitted chances = propensity.fit(data, MetaLearners.FOLDS, seed);
            List<Effect> effects = new ArrayList<>();
            for (int k = 1; k < data.arms().size(); k++) {
                int[] pair = MetaLearners.pair(data, k);
                double[] targets = new double[pair.length];
                for (int i = 0; i < targets.length; i++) {
                    double e = chances.against(pair[i], k);
                    double y = data.outcomes()[pair[i]];
                    targets[i] = data.arm()[pair[i]] == k ? y / e : -y / (1 - e);
                }
                effects.add(new Effect.Direct(
                        MetaLearners.regress(effect, data, pair, targets, new double[0], seed), 1, 0));
            }
            int folds = chances.model() instanceof ArmChances.Known ? 1 : MetaLearners.FOLDS;
            return new UpliftModel(describe(), data.arms(), effects, MetaLearners.nuisance(propensity, chances, folds));
        }
    }
}
