// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.Progress;

/** A trainer with another calibrator. */
record RecalibratedTrainer(ClassifierTrainer trainer, Calibrator calibrator) implements ClassifierTrainer {

    @Override
    public String describe() {
        return trainer.describe();
    }

    @Override
    public Scorer train(TrainingSet data, long seed, Progress progress) {
        return trainer.train(data, seed, progress);
    }

    @Override
    public ClassifierTrainer calibratedBy(Calibrator other) {
        return new RecalibratedTrainer(trainer, other);
    }
}
