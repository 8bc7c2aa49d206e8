// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.importance;

import io.nextbestaction.model.BinaryMetrics;

/** How good scores are; more is better, so a loss comes with its sign turned. A pure function. */
@FunctionalInterface
public interface ScoreMetric {

    /**
     * The figure; NaN where it is not defined.
     *
     * @param scores one for each row
     * @param outcomes what came true, one for each row; 1 and 0 for yes and no
     */
    double of(double[] scores, double[] outcomes);

    /** The area under the ROC curve of probabilities; NaN where one class is absent. */
    static ScoreMetric auc() {
        return (scores, outcomes) -> {
            boolean[] labels = new boolean[outcomes.length];
            int positives = 0;
            for (int i = 0; i < labels.length; i++) {
                labels[i] = outcomes[i] != 0;
                positives += labels[i] ? 1 : 0;
            }
            return positives == 0 || positives == labels.length
                    ? Double.NaN
                    : BinaryMetrics.of(scores, labels).auc();
        };
    }

    /** The mean squared error, of probabilities the Brier score, with its sign turned. */
    static ScoreMetric squaredError() {
        return (scores, outcomes) -> {
            double sum = 0;
            for (int i = 0; i < scores.length; i++) {
                double error = scores[i] - outcomes[i];
                sum -= error * error;
            }
            return sum / scores.length;
        };
    }
}
