// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.RegressorTrainer;

/** A classifier or a regressor, as what learns an outcome from features. */
sealed interface OutcomeTrainer {
    String describe();

    Outcome train(FeatureMatrix features, double[] outcomes, long seed);

    record Probability(ClassifierTrainer trainer) implements OutcomeTrainer {
        @Override
        public String describe() {
            return trainer.describe();
        }

        @Override
        public Outcome train(FeatureMatrix features, double[] outcomes, long seed) {
            return new Outcome(trainer.train(UpliftSet.labelled(features, outcomes), seed, Progress.NONE), true);
        }
    }

    record Amount(RegressorTrainer trainer) implements OutcomeTrainer {
        @Override
        public String describe() {
            return trainer.describe();
        }

        @Override
        public Outcome train(FeatureMatrix features, double[] outcomes, long seed) {
            return new Outcome(trainer.train(UpliftSet.numbered(features, outcomes), seed, Progress.NONE), false);
        }
    }
}
