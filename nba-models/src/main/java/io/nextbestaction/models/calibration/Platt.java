// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.calibration;

import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;

/**
 * Platt scaling (Platt 1999) on log-odds: the slope and intercept of least cross-entropy, with Platt's targets (N₊ + 1) /
 * (N₊ + 2) and 1 / (N₋ + 2) in place of 1 and 0, so that perfectly separated classes stay finite. Newton's method with
 * backtracking (Lin, Lin and Weng 2007), from the identity. Deterministic to the bit, thread-safe; O(rows) a step.
 */
public final class Platt implements Calibrator {
    private static final Platt SCALING = new Platt();
    /** The clip of {@link PlattLine#apply}, so that fit and use see the same log-odds. */
    private static final double EDGE = 1e-6;

    private static final int STEPS = 100;

    private Platt() {}

    /** Platt scaling. */
    public static Platt scaling() {
        return SCALING;
    }

    @Override
    public PlattLine fit(double[] probabilities, boolean[] labels, String fittedOn) {
        double[] z = logits(probabilities, labels);
        long positives = 0;
        for (boolean label : labels) {
            positives += label ? 1 : 0;
        }
        long negatives = labels.length - positives;
        if (positives == 0 || negatives == 0) {
            throw new IllegalArgumentException("The labels (" + positives + " of " + labels.length
                    + " positive) of a calibration must hold both classes.\nMaybe the held-out part is too small.");
        }
        double[] targets = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            targets[i] = labels[i] ? (positives + 1.0) / (positives + 2.0) : 1.0 / (negatives + 2.0);
        }
        double[] line = constant(z) ? shift(z[0], targets) : newton(z, targets);
        return new PlattLine(line[0], line[1], fittedOn, labels.length);
    }

    private static double[] logits(double[] probabilities, boolean[] labels) {
        if (probabilities.length != labels.length) {
            throw new IllegalArgumentException("The probabilities (" + probabilities.length
                    + ") must be as many as the labels (" + labels.length + ").");
        }
        double[] z = new double[probabilities.length];
        for (int i = 0; i < z.length; i++) {
            double p = probabilities[i];
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException(
                        "The probability (" + p + ") of row " + (i + 1) + " must lie in [0, 1].");
            }
            z[i] = Link.logit(Math.max(EDGE, Math.min(1 - EDGE, p)));
        }
        return z;
    }

    private static boolean constant(double[] z) {
        for (double value : z) {
            if (value != z[0]) {
                return false;
            }
        }
        return true;
    }

    /** Scores all alike determine only their sum of slope and intercept: the slope stays 1. */
    private static double[] shift(double z, double[] targets) {
        double sum = 0;
        for (double target : targets) {
            sum += target;
        }
        return new double[] {1, Link.logit(sum / targets.length) - z};
    }

    private static double[] newton(double[] z, double[] targets) {
        double slope = 1;
        double intercept = 0;
        double loss = loss(z, targets, slope, intercept);
        for (int step = 0; step < STEPS; step++) {
            double gradientA = 0;
            double gradientB = 0;
            double aa = 0;
            double ab = 0;
            double bb = 0;
            for (int i = 0; i < z.length; i++) {
                double p = Link.sigmoid(slope * z[i] + intercept);
                double error = p - targets[i];
                double curvature = p * (1 - p);
                gradientA += error * z[i];
                gradientB += error;
                aa += curvature * z[i] * z[i];
                ab += curvature * z[i];
                bb += curvature;
            }
            // A little on the diagonal keeps the step finite where every p is at its edge.
            aa += 1e-12;
            bb += 1e-12;
            double determinant = aa * bb - ab * ab;
            double stepA = -(bb * gradientA - ab * gradientB) / determinant;
            double stepB = -(aa * gradientB - ab * gradientA) / determinant;
            double descent = gradientA * stepA + gradientB * stepB;
            if (-descent <= 1e-12 * (1 + loss)) {
                // Too near for the loss to tell better from worse, where a whole step squares the error.
                return new double[] {slope + stepA, intercept + stepB};
            }
            double size = 1;
            double next = loss(z, targets, slope + stepA, intercept + stepB);
            while (!(next <= loss + 1e-4 * size * descent) && size > 1e-10) {
                size /= 2;
                next = loss(z, targets, slope + size * stepA, intercept + size * stepB);
            }
            if (!(next < loss)) {
                break;
            }
            slope += size * stepA;
            intercept += size * stepB;
            loss = next;
        }
        return new double[] {slope, intercept};
    }

    /** Cross-entropy Σ log(1 + e^m) − t·m, without overflow. */
    private static double loss(double[] z, double[] targets, double slope, double intercept) {
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            double m = slope * z[i] + intercept;
            sum += Math.max(m, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(m))) - targets[i] * m;
        }
        return sum;
    }
}
