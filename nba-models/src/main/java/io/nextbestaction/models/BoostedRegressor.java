// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.RegressionSet;
import io.nextbestaction.model.RegressorTrainer;
import io.nextbestaction.models.internal.Checks;
import io.nextbestaction.models.tribuo.XgBoost;

/** Boosted trees of squared error. */
record BoostedRegressor(GradientBoosting.Parameters parameters) implements RegressorTrainer {

    BoostedRegressor {
        if (parameters.positiveWeight() != 1) {
            throw new IllegalArgumentException("The positive weight (" + Numbers.display(parameters.positiveWeight())
                    + ") of a regressor must be 1.\nMaybe weight the rows instead.");
        }
        GradientBoosting.EarlyStopping stopping = parameters.earlyStopping();
        if (stopping != null) {
            throw new IllegalArgumentException("The early stopping (patience "
                    + stopping.patience() + ") of a regressor must be left out.\n"
                    + "Maybe choose the rounds on other data.");
        }
    }

    @Override
    public String describe() {
        return GradientBoosting.describe(parameters);
    }

    @Override
    public Forest train(RegressionSet data, long seed, Progress progress) {
        Checks.trainable(data);
        return XgBoost.regression(
                data, BoosterSettings.of(parameters, data.features().names()), parameters.rounds(), seed, progress);
    }
}
