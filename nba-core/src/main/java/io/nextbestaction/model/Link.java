// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/** How a scorer's margin becomes a probability. Strict arithmetic: the same bits on every machine. */
public enum Link {
    /** The margin is the probability already, kept within [0, 1]. */
    IDENTITY,
    /** The margin is the log-odds. */
    LOGISTIC;

    /** The probability for a margin, in [0, 1]; NaN for NaN. */
    public double probability(double margin) {
        return this == LOGISTIC ? sigmoid(margin) : margin <= 0 ? 0 : Math.min(margin, 1);
    }

    /** 1 / (1 + e^-z), without overflow at either end. */
    public static double sigmoid(double z) {
        if (z >= 0) {
            return 1 / (1 + StrictMath.exp(-z));
        }
        double e = StrictMath.exp(z);
        return e / (1 + e);
    }

    /** The log-odds of a probability; infinite at 0 and 1. */
    public static double logit(double probability) {
        return StrictMath.log(probability) - StrictMath.log1p(-probability);
    }
}
