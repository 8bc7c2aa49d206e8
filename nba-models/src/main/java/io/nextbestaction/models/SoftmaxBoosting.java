// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.MulticlassTrainer;
import io.nextbestaction.model.Scratch;
import io.nextbestaction.model.SoftmaxModel;
import io.nextbestaction.model.Split;
import io.nextbestaction.models.internal.Checks;
import io.nextbestaction.models.internal.Temperature;
import io.nextbestaction.models.tribuo.XgBoost;
import java.util.List;
import java.util.Map;

/** Boosted trees for the margins of several classes, calibrated by one temperature. */
record SoftmaxBoosting(GradientBoosting.Parameters parameters) implements MulticlassTrainer {
    private static final int FOLDS = 5;

    SoftmaxBoosting {
        if (parameters.positiveWeight() != 1 || parameters.earlyStopping() != null) {
            throw new IllegalArgumentException("The settings (positive weight " + parameters.positiveWeight()
                    + ", early stopping " + (parameters.earlyStopping() == null ? "off" : "on")
                    + ") of boosting of several classes must leave both at their defaults.\n"
                    + "Maybe weigh rows in the training set, or use OneVersusRest.");
        }
    }

    @Override
    public String describe() {
        return GradientBoosting.describe(parameters) + " of several classes";
    }

    @Override
    public MulticlassModel train(MulticlassSet data, long seed, Progress progress) {
        Checks.trainable(data, FOLDS);
        int classes = data.classes().size();
        double[] margins = new double[Math.multiplyExact(data.rows(), classes)];
        List<Split> folds = Split.stratified(data.labels(), FOLDS, seed);
        for (int fold = 0; fold < FOLDS; fold++) {
            progress.update("inner folds", fold, FOLDS + 1L);
            int[] inside = folds.get(fold).heldOut();
            List<Forest> forests = forests(
                    data.select(folds.get(fold).training()), seed, progress.within("inner folds", fold, FOLDS + 1L));
            FeatureMatrix held = data.features().select(inside);
            double[] out = new double[inside.length];
            for (int c = 0; c < classes; c++) {
                forests.get(c).margins(held, 0, inside.length, out, new Scratch());
                for (int i = 0; i < inside.length; i++) {
                    margins[inside[i] * classes + c] = out[i];
                }
            }
        }
        double temperature = Temperature.fit(margins, data.labels(), classes);
        progress.update("inner folds", FOLDS, FOLDS + 1L);
        List<Forest> forests = forests(data, seed, progress.within("inner folds", FOLDS, FOLDS + 1L));
        progress.update("inner folds", FOLDS + 1L, FOLDS + 1L);
        return new SoftmaxModel(
                data.classes(),
                List.copyOf(forests),
                temperature,
                "out-of-fold margins of " + FOLDS + " inner folds",
                data.rows());
    }

    private List<Forest> forests(MulticlassSet data, long seed, Progress progress) {
        Map<String, Object> settings =
                BoosterSettings.of(parameters, data.features().names());
        settings.remove("scale_pos_weight");
        return XgBoost.softmax(data, settings, parameters.rounds(), seed, progress);
    }
}
