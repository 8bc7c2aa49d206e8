// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.MulticlassTrainer;
import io.nextbestaction.model.OneVersusRestModel;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Split;
import io.nextbestaction.models.internal.Checks;
import io.nextbestaction.models.internal.InnerFit;
import java.util.ArrayList;
import java.util.List;

/**
 * Any classifier of two classes as one of several: a scorer of each class against the rest, calibrated by the trainer's own
 * calibrator on out-of-fold scores of inner folds of the training rows, the probabilities then divided by their sum
 * (Zadrozny and Elkan 2002). A class whose scores rank no better than chance gets its event rate. Trains classes × (folds
 * + 1) scorers.
 */
public final class OneVersusRest {
    private OneVersusRest() {}

    /** With five inner folds. */
    public static MulticlassTrainer of(ClassifierTrainer trainer) {
        return of(trainer, 5);
    }

    /**
     * With some number of inner folds.
     *
     * @throws IllegalArgumentException if they are not 2 to 20
     */
    public static MulticlassTrainer of(ClassifierTrainer trainer, int folds) {
        return new Trainer(trainer, folds);
    }

    private record Trainer(ClassifierTrainer trainer, int folds) implements MulticlassTrainer {

        Trainer {
            InnerFit.checkFolds("one versus rest", folds);
        }

        @Override
        public String describe() {
            return "one versus rest by " + trainer.describe();
        }

        @Override
        public MulticlassModel train(MulticlassSet data, long seed, Progress progress) {
            Checks.trainable(data, folds);
            int classes = data.classes().size();
            List<Split> split = Split.stratified(data.labels(), folds, seed);
            List<ProbabilityModel> models = new ArrayList<>();
            for (int c = 0; c < classes; c++) {
                progress.update("classes", c, classes);
                models.add(InnerFit.calibrated(
                        trainer, data.oneVersusRest(c), split, seed, progress.within("classes", c, classes)));
            }
            progress.update("classes", classes, classes);
            return new OneVersusRestModel(data.classes(), models);
        }
    }
}
