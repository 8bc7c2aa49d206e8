// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.calibration;

import io.nextbestaction.model.BetaMap;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.Link;
import io.nextbestaction.models.internal.LogisticFit;
import java.util.Arrays;

/**
 * Beta calibration (Kull, Silva Filho and Flach 2017): σ(a · ln p − b · ln(1 − p) + c) of least cross-entropy under a, b
 * ≥ 0. Unlike Platt's line it can bend one end only and contains the identity. With Platt's targets in place of 1 and 0,
 * unlike the paper, so that separated classes stay finite. Deterministic to the bit, thread-safe; O(rows) a step.
 *
 * <p>Two distinct probabilities determine a line only: a = b. One determines a shift only: a = b = 1.
 */
public final class BetaCalibration implements Calibrator {
    private static final BetaCalibration CALIBRATION = new BetaCalibration();

    private BetaCalibration() {}

    /** Beta calibration of three parameters. */
    public static BetaCalibration threeParameters() {
        return CALIBRATION;
    }

    @Override
    public BetaMap fit(double[] probabilities, boolean[] labels, String fittedOn) {
        double[] targets = HeldOut.targets(labels, HeldOut.positives(probabilities, labels));
        int n = targets.length;
        double[] low = new double[n];
        double[] high = new double[n];
        double[] line = new double[n];
        for (int i = 0; i < n; i++) {
            double p = HeldOut.clip(probabilities[i]);
            low[i] = StrictMath.log(p);
            high[i] = -StrictMath.log1p(-p);
            line[i] = low[i] + high[i];
        }
        int distinct = HeldOut.distinct(low);
        if (distinct == 1) {
            double sum = 0;
            for (double target : targets) {
                sum += target;
            }
            return new BetaMap(1, 1, Link.logit(sum / n) - line[0], fittedOn, n);
        }
        if (distinct == 2) {
            double[] w = weights(targets, line);
            return new BetaMap(w[0], w[0], w[1], fittedOn, n);
        }
        double[] best = constrained(low, high, targets);
        return new BetaMap(best[0], best[1], best[2], fittedOn, n);
    }

    /** The loss is convex, so the least of the feasible faces is the least of all: {a, b, c}. */
    private static double[] constrained(double[] low, double[] high, double[] targets) {
        double[] both = weights(targets, low, high);
        if (both[0] >= 0 && both[1] >= 0) {
            return both;
        }
        double[] onlyLow = weights(targets, low);
        double[] onlyHigh = weights(targets, high);
        double[] a = {onlyLow[0], 0, onlyLow[1]};
        double[] b = {0, onlyHigh[0], onlyHigh[1]};
        if (!(a[0] > 0)) {
            return b;
        }
        return !(b[1] > 0) || loss(a, low, high, targets) <= loss(b, low, high, targets) ? a : b;
    }

    /** One weight for each column, then the intercept. */
    private static double[] weights(double[] targets, double[]... columns) {
        double[] ones = new double[targets.length];
        Arrays.fill(ones, 1);
        double[][] all = Arrays.copyOf(columns, columns.length + 1);
        all[columns.length] = ones;
        return LogisticFit.fit(all, new double[targets.length], targets, new double[all.length]);
    }

    private static double loss(double[] abc, double[] low, double[] high, double[] targets) {
        double[] shift = new double[targets.length];
        Arrays.fill(shift, abc[2]);
        return LogisticFit.loss(new double[][] {low, high}, shift, targets, new double[] {abc[0], abc[1]});
    }
}
