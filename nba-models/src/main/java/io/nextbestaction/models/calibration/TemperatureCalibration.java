// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.calibration;

import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.TemperatureMap;
import io.nextbestaction.models.internal.LogisticFit;

/**
 * Temperature scaling (Guo et al. 2017): one temperature that divides the log-odds, of least cross-entropy. It corrects
 * probabilities that are too extreme or too timid on both sides alike, and moves no probability across 0.5; it cannot
 * correct a wrong event rate. With Platt's targets in place of 1 and 0, unlike the paper, so that separated classes stay
 * finite. Deterministic to the bit, thread-safe; O(rows) a step.
 */
public final class TemperatureCalibration implements Calibrator {
    private static final TemperatureCalibration SCALING = new TemperatureCalibration();

    private TemperatureCalibration() {}

    /** Temperature scaling. */
    public static TemperatureCalibration scaling() {
        return SCALING;
    }

    @Override
    public TemperatureMap fit(double[] probabilities, boolean[] labels, String fittedOn) {
        double[] targets = HeldOut.targets(labels, HeldOut.positives(probabilities, labels));
        double[] z = new double[targets.length];
        boolean even = true;
        for (int i = 0; i < z.length; i++) {
            z[i] = HeldOut.logit(probabilities[i]);
            even &= z[i] == 0;
        }
        // Where every probability is 0.5 any temperature does the same.
        double slope =
                even ? 1 : LogisticFit.fit(new double[][] {z}, new double[z.length], targets, new double[] {1})[0];
        if (!(slope > 0)) {
            throw HeldOut.noSignal("temperature scaling (1 / temperature " + slope + ")");
        }
        return new TemperatureMap(1 / slope, fittedOn, z.length);
    }
}
