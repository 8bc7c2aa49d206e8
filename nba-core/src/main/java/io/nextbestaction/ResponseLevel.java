// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.model.BetaMap;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.IsotonicMap;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.OddsShift;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.TemperatureMap;
import java.util.List;

/**
 * The level of one action in a joint model: a shift of the log-odds after which its own contacts answer as often as they
 * did, and all contacts would answer as often as was declared, which counts as much as {@link ResponseFitting#PRIOR_ROWS}
 * rows.
 */
final class ResponseLevel {
    /** Odds beyond e^±40 are 0 or 1 to the last bit. */
    private static final double MOST_SHIFT = 40;

    private static final int MOST_HALVINGS = 200;

    private ResponseLevel() {}

    /**
     * The δ that solves Σ own (σ(logit p + δ)) − accepted + PRIOR · (mean over all of σ(logit p + δ) −
     * declared) = 0, the left side of which never falls in δ; within ±40.
     *
     * @param own calibrated probabilities of the action's own contacts
     * @param accepted how many of these accepted
     * @param all calibrated probabilities of contacts of any action, as if they had been of this one; at least one
     * @param declared the declared rate, in (0, 1)
     */
    static double shift(double[] own, int accepted, double[] all, double declared) {
        double[] ownLogits = logits(own);
        double[] allLogits = logits(all);
        double low = -MOST_SHIFT;
        double high = MOST_SHIFT;
        for (int i = 0; i < MOST_HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (middle == low || middle == high) {
                break;
            }
            double surplus = sum(ownLogits, middle)
                    - accepted
                    + ResponseFitting.PRIOR_ROWS * (sum(allLogits, middle) / allLogits.length - declared);
            if (surplus < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double[] logits(double[] probabilities) {
        double[] logits = new double[probabilities.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = Link.logit(probabilities[i]);
        }
        return logits;
    }

    private static double sum(double[] logits, double shift) {
        double sum = 0;
        for (double logit : logits) {
            sum += Link.sigmoid(logit + shift);
        }
        return sum;
    }

    /** A calibration, then a shift of its log-odds; it rests on so many rows of the action. */
    static Calibration shifted(Calibration pooled, double shift, long rows) {
        String source =
                pooled.fittedOn() + " of all actions, the level by " + rows + " of its own and the declared rate";
        if (pooled instanceof OddsShift before) {
            return new OddsShift(shifted(before.learnt(), 0, source, rows), before.factor() * StrictMath.exp(shift));
        }
        return shifted(pooled, shift, source, rows);
    }

    private static Calibration shifted(Calibration pooled, double shift, String source, long rows) {
        if (pooled instanceof PlattLine line) {
            return new PlattLine(line.slope(), line.intercept() + shift, source, rows);
        }
        if (pooled instanceof BetaMap beta) {
            return new BetaMap(beta.a(), beta.b(), beta.c() + shift, source, rows);
        }
        if (pooled instanceof TemperatureMap map) {
            return moved(new TemperatureMap(map.temperature(), source, rows), shift);
        }
        List<IsotonicMap.Knot> knots = ((IsotonicMap) pooled).knots();
        double[] raw = knots.stream().mapToDouble(IsotonicMap.Knot::raw).toArray();
        double[] calibrated =
                knots.stream().mapToDouble(IsotonicMap.Knot::calibrated).toArray();
        return moved(IsotonicMap.of(raw, calibrated, source, rows), shift);
    }

    private static Calibration moved(Calibration calibration, double shift) {
        return shift == 0 ? calibration : new OddsShift(calibration, StrictMath.exp(shift));
    }
}
