// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.retention;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.TrainingSet;

/**
 * Gives both classes of the training rows the same total weight, whatever their numbers.
 *
 * @param trainer what is trained on the weighted rows
 */
record ClassWeighted(ClassifierTrainer trainer) implements ClassifierTrainer {

    @Override
    public String describe() {
        return trainer.describe() + ", classes of equal weight";
    }

    @Override
    public Scorer train(TrainingSet data, long seed, Progress progress) {
        int positives = data.positives();
        double[] weights = new double[data.rows()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = data.rows() / 2.0 / (data.labels()[i] ? positives : data.rows() - positives);
        }
        return trainer.train(new TrainingSet(data.features(), data.labels(), weights), seed, progress);
    }

    @Override
    public Calibrator calibrator() {
        return trainer.calibrator();
    }
}
