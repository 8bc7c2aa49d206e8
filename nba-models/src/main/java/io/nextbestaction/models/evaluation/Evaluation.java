// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import io.nextbestaction.model.BinaryMetrics;

/**
 * Everything a report says of one model's probabilities on one set of rows.
 *
 * @param metrics ranking, log loss, Brier score and calibration error over bins of equal width
 * @param cutoff what choosing from the threshold leads to
 * @param gini 2 AUC − 1
 * @param ks the Kolmogorov-Smirnov distance
 * @param topDecileCapture the share of all positives in the best tenth of the rows
 * @param topDecileLift ten times that
 * @param equalMassCalibrationError expected calibration error over ten bins of equal mass
 * @param brier the Brier score in parts, over the same bins
 * @param calibrationLine slope and intercept on the log-odds
 */
public record Evaluation(
        BinaryMetrics metrics,
        Cutoff cutoff,
        double gini,
        double ks,
        double topDecileCapture,
        double topDecileLift,
        double equalMassCalibrationError,
        BrierDecomposition brier,
        CalibrationLine calibrationLine) {
    private static final int BINS = 10;
    private static final double TOP = 0.1;

    /**
     * Evaluates predictions, with the decisions that follow from a threshold; O(n).
     *
     * @throws IllegalArgumentException if one class is absent, or the threshold is NaN
     */
    public static Evaluation of(Predictions predictions, double threshold) {
        CalibrationCurve curve = CalibrationCurve.equalMass(predictions, BINS);
        return new Evaluation(
                predictions.metrics(),
                new Cutoff(threshold, predictions.confusion(threshold)),
                predictions.gini(),
                predictions.ks(),
                predictions.capture(TOP),
                predictions.lift(TOP),
                curve.expectedError(),
                BrierDecomposition.of(predictions, curve),
                CalibrationLine.of(predictions));
    }
}
