// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.calibration;

import io.nextbestaction.model.Link;

/** What every calibration demands of its rows and makes of them. */
final class HeldOut {
    /** The clip of {@link io.nextbestaction.model.Calibration}. */
    static final double EDGE = 1e-6;

    private HeldOut() {}

    /** Demands as many labels, probabilities in [0, 1] and both classes; gives the number of positives. */
    static long positives(double[] probabilities, boolean[] labels) {
        if (probabilities.length != labels.length) {
            throw new IllegalArgumentException("The probabilities (" + probabilities.length
                    + ") must be as many as the labels (" + labels.length + ").");
        }
        long positives = 0;
        for (int i = 0; i < labels.length; i++) {
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
                throw new IllegalArgumentException(
                        "The probability (" + probabilities[i] + ") of row " + (i + 1) + " must lie in [0, 1].");
            }
            positives += labels[i] ? 1 : 0;
        }
        if (positives == 0 || positives == labels.length) {
            throw new IllegalArgumentException("The labels (" + positives + " of " + labels.length
                    + " positive) of a calibration must hold both classes.\nMaybe the held-out part is too small.");
        }
        return positives;
    }

    /** Platt's targets (N₊ + 1) / (N₊ + 2) and 1 / (N₋ + 2): separated classes stay finite. */
    static double[] targets(boolean[] labels, long positives) {
        double positive = (positives + 1.0) / (positives + 2.0);
        double negative = 1.0 / (labels.length - positives + 2.0);
        double[] targets = new double[labels.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = labels[i] ? positive : negative;
        }
        return targets;
    }

    static double clip(double probability) {
        return Math.max(EDGE, Math.min(1 - EDGE, probability));
    }

    /** The log-odds of a clipped probability. */
    static double logit(double probability) {
        return Link.logit(clip(probability));
    }

    /** How many distinct values there are, 3 standing for more. */
    static int distinct(double[] values) {
        double first = values[0];
        double second = Double.NaN;
        for (double value : values) {
            if (value != first && Double.isNaN(second)) {
                second = value;
            } else if (value != first && value != second) {
                return 3;
            }
        }
        return Double.isNaN(second) ? 1 : 2;
    }

    static IllegalArgumentException noSignal(String map) {
        return new IllegalArgumentException("The " + map + " must rise with the probability.\n"
                + "Maybe the scores rank the wrong class first, or carry no signal.");
    }
}
