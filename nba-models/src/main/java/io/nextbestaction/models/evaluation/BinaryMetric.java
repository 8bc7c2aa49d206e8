// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import java.util.function.ToDoubleFunction;

/** A single figure by which models of a yes-or-no outcome are compared. */
public enum BinaryMetric {
    /** {@link Predictions#auc()}. */
    AUC(true, Predictions::auc),
    /** Average precision, NaN if a class is absent. */
    AVERAGE_PRECISION(true, p -> bothClasses(p) ? p.metrics().averagePrecision() : Double.NaN),
    /** Log loss, natural, probabilities clipped to 1e-6; NaN if a class is absent. */
    LOG_LOSS(false, p -> bothClasses(p) ? p.metrics().logLoss() : Double.NaN),
    /** {@link Predictions#brier()}. */
    BRIER(false, Predictions::brier),
    /** {@link Predictions#gini()}. */
    GINI(true, Predictions::gini),
    /** {@link Predictions#ks()}. */
    KS(true, Predictions::ks),
    /** Expected calibration error over ten bins of equal mass. */
    CALIBRATION_ERROR(false, p -> CalibrationCurve.equalMass(p, 10).expectedError()),
    /** {@link Predictions#lift} of the best tenth. */
    TOP_DECILE_LIFT(true, p -> p.lift(0.1));

    private final boolean higherIsBetter;

    @SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
    private final ToDoubleFunction<Predictions> figure;

    BinaryMetric(boolean higherIsBetter, ToDoubleFunction<Predictions> figure) {
        this.higherIsBetter = higherIsBetter;
        this.figure = figure;
    }

    /** Whether more of it is better. */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** The figure of some predictions; NaN where it is not defined. */
    public double of(Predictions predictions) {
        return figure.applyAsDouble(predictions);
    }

    private static boolean bothClasses(Predictions p) {
        return p.positives() > 0 && p.positives() < p.rows();
    }
}
