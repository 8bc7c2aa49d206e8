// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import java.util.Locale;

/**
 * What a hard gate costs: customers at or above the threshold are treated as the gate's class and the others as anything
 * but it, against weighing all classes by their probabilities. The value of an action depends on the true class.
 *
 * @param gated mean realised value with the gate
 * @param ungated mean realised value without
 * @param expectedRegret mean over rows of the model's own expected value of its best action less that of the gated action;
 *     never negative, by construction, so no evidence by itself
 * @param difference gated − ungated, realised, with its 95 % interval by the normal approximation to paired differences
 * @param standardError of the difference
 * @param changed the share of rows whose action the gate changes, in [0, 1]
 */
public record GateRegret(
        double gated, double ungated, double expectedRegret, double difference, double standardError, double changed) {
    private static final double Z95 = 1.959963984540054;

    /**
     * Holds both ways of deciding against the classes rows turned out to be.
     *
     * @param held probabilities of rows the model had not seen
     * @param gate the index of the gate's class
     * @param threshold at or above which a row is treated as the gate's class, in [0, 1]
     * @param value [classes × actions] of each action for a customer of each class, finite; ties go to the first action
     * @throws IllegalArgumentException if there are fewer than two rows, or any of this does not hold
     */
    public static GateRegret of(MulticlassPredictions held, int gate, double threshold, double[][] value) {
        int classes = held.classes().size();
        check(held, gate, threshold, value);
        int rows = held.rows();
        double[] p = new double[classes];
        double gatedSum = 0;
        double ungatedSum = 0;
        double regret = 0;
        double squares = 0;
        int changed = 0;
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < classes; c++) {
                p[c] = held.probability(i, c);
            }
            int free = best(p, value);
            double freeValue = expected(p, value, free);
            int bound = gatedAction(p, gate, threshold, value);
            regret += freeValue - expected(p, value, bound);
            double difference = value[held.label(i)][bound] - value[held.label(i)][free];
            gatedSum += value[held.label(i)][bound];
            ungatedSum += value[held.label(i)][free];
            squares += difference * difference;
            changed += bound == free ? 0 : 1;
        }
        double mean = (gatedSum - ungatedSum) / rows;
        double variance = Math.max(0, squares / rows - mean * mean) * rows / (rows - 1.0);
        return new GateRegret(
                gatedSum / rows,
                ungatedSum / rows,
                regret / rows,
                mean,
                Math.sqrt(variance / rows),
                (double) changed / rows);
    }

    private static int gatedAction(double[] p, int gate, double threshold, double[][] value) {
        double[] known = new double[p.length];
        if (p[gate] >= threshold) {
            known[gate] = 1;
        } else {
            System.arraycopy(p, 0, known, 0, p.length);
            known[gate] = 0;
        }
        return best(known, value);
    }

    private static int best(double[] p, double[][] value) {
        int best = 0;
        for (int a = 1; a < value[0].length; a++) {
            if (expected(p, value, a) > expected(p, value, best)) {
                best = a;
            }
        }
        return best;
    }

    private static double expected(double[] p, double[][] value, int action) {
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            sum += p[c] * value[c][action];
        }
        return sum;
    }

    private static void check(MulticlassPredictions held, int gate, double threshold, double[][] value) {
        int classes = held.classes().size();
        if (held.rows() < 2 || gate < 0 || gate >= classes || !(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("The gate (class " + gate + " of " + classes + ", threshold " + threshold
                    + ", " + held.rows() + " rows) must be a class, with a threshold in [0, 1] and two rows or more.");
        }
        boolean whole = value.length == classes && value[0].length > 0;
        for (int c = 0; whole && c < classes; c++) {
            whole = value[c].length == value[0].length;
            for (int a = 0; whole && a < value[c].length; a++) {
                whole = Double.isFinite(value[c][a]);
            }
        }
        if (!whole) {
            throw new IllegalArgumentException("The values (" + value.length
                    + " classes) must be finite, of each action for each of the " + classes + " classes.");
        }
    }

    /** The lower end of the 95 % interval of the difference. */
    public double low() {
        return difference - Z95 * standardError;
    }

    /** The upper end of the 95 % interval of the difference. */
    public double high() {
        return difference + Z95 * standardError;
    }

    /** The outcome in a sentence. */
    public String outcome() {
        String figures = String.format(
                Locale.ROOT,
                "%.4f gated, %.4f ungated, difference %.4f (%.4f to %.4f)",
                gated,
                ungated,
                difference,
                low(),
                high());
        if (high() < 0) {
            return "the gate costs value: " + figures;
        }
        return (low() > 0 ? "the gate gains value: " : "no difference shown: ") + figures;
    }
}
