// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.model.TrainingSet;

/** How much rows count: their own weight times that of their class. */
final class RowWeights {
    private RowWeights() {}

    /**
     * The weights of a row without and of a row with the event.
     *
     * @param positiveWeight the weight of the latter, or 0 so that both classes count half of the rows
     */
    static double[] classes(TrainingSet data, double positiveWeight) {
        if (positiveWeight > 0) {
            return new double[] {1, positiveWeight};
        }
        double rows = data.rows();
        int positives = data.positives();
        return new double[] {rows / (2 * (rows - positives)), rows / (2 * positives)};
    }

    /** One weight for each row. */
    static double[] of(TrainingSet data, double positiveWeight) {
        double[] classes = classes(data, positiveWeight);
        double[] weights = new double[data.rows()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = classes[data.labels()[i] ? 1 : 0] * (data.weighted() ? data.weights()[i] : 1);
        }
        return weights;
    }

    /** A weight other than 1 in words, to follow other settings. */
    static String words(double positiveWeight) {
        if (positiveWeight == 1) {
            return "";
        }
        return positiveWeight == 0 ? ", balanced" : ", events × " + Numbers.display(positiveWeight);
    }
}
