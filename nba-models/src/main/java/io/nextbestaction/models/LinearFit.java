// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.internal.Checks;
import io.nextbestaction.models.internal.Standard;
import io.nextbestaction.models.tribuo.LibLinear;

/** Trains a linear classifier on standardised columns and folds the scaling back into its weights. */
final class LinearFit {
    private LinearFit() {}

    static LinearModel fit(
            TrainingSet data, LibLinear.Loss loss, double cost, double positiveWeight, Progress progress) {
        Checks.trainable(data);
        progress.update("training", 0, 1);
        Standard standard = Standard.of(data.features()).keepingFlags();
        int columns = standard.columns();
        double[] classes = RowWeights.classes(data, positiveWeight);
        double[] scaled = LibLinear.weights(
                loss, standard.scale(data.features()), columns, data.labels(), cost * classes[0], cost * classes[1]);
        double[] weights = new double[columns];
        double bias = scaled[columns];
        for (int j = 0; j < columns; j++) {
            if (standard.active(j)) {
                weights[j] = scaled[j] / standard.deviation(j);
                bias -= weights[j] * standard.mean(j);
            }
        }
        progress.update("training", 1, 1);
        return LinearModel.of(weights, bias, standard.means(), Link.LOGISTIC);
    }
}
