// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import io.nextbestaction.model.Link;
import io.nextbestaction.models.internal.LogisticFit;
import java.util.Arrays;

/**
 * The logistic regression of the outcome on the log-odds of the probability (Cox 1958): slope 1 and intercept 0 are
 * perfect. A slope under 1 says the probabilities are too extreme, as after overfitting; an intercept at slope 1 above 0
 * says they are too low on the whole. Maximum likelihood without penalty, probabilities first moved to 1e-6 from the edge.
 *
 * <p>NaN where no finite value exists: slope and intercept if the probabilities separate the classes or are all equal,
 * the intercept at slope 1 if a class is absent.
 *
 * @param slope of the free line
 * @param intercept of the free line
 * @param interceptAtSlopeOne calibration in the large: the intercept if the slope is held at 1
 */
public record CalibrationLine(double slope, double intercept, double interceptAtSlopeOne) {
    private static final double EDGE = 1e-6;

    /** Fits both lines by Newton's method; deterministic, O(rows) a step. */
    public static CalibrationLine of(Predictions predictions) {
        int n = predictions.rows();
        double[] z = new double[n];
        double[] targets = new double[n];
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] most = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < n; i++) {
            int label = predictions.label(i) ? 1 : 0;
            targets[i] = label;
            z[i] = Link.logit(Math.max(EDGE, Math.min(1 - EDGE, predictions.probability(i))));
            least[label] = Math.min(least[label], z[i]);
            most[label] = Math.max(most[label], z[i]);
        }
        if (predictions.positives() == 0 || predictions.positives() == n) {
            return new CalibrationLine(Double.NaN, Double.NaN, Double.NaN);
        }
        double shift = LogisticFit.fit(new double[][] {ones}, z, targets, new double[] {0})[0];
        // In one dimension the likelihood has a maximum exactly if the classes overlap from both sides.
        if (!(most[0] > least[1] && most[1] > least[0])) {
            return new CalibrationLine(Double.NaN, Double.NaN, shift);
        }
        double[] line = LogisticFit.fit(new double[][] {z, ones}, new double[n], targets, new double[] {1, 0});
        return new CalibrationLine(line[0], line[1], shift);
    }
}
