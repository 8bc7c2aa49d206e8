// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Network;
import io.nextbestaction.model.Scorer;

/**
 * A vector that has some inputs from the row explained and the others from a reference row, and the margin of it. Not
 * thread-safe.
 */
abstract class Mixture {
    final double[] row;
    final double[] reference;

    Mixture(int inputs) {
        row = new double[inputs];
        reference = new double[inputs];
    }

    /** The cheapest mixture of a scorer. */
    static Mixture of(Scorer scorer) {
        return scorer instanceof Network network ? new NetworkMixture(network) : new ScoredMixture(scorer);
    }

    /** Sets the row explained. */
    void explain(double[] features) {
        System.arraycopy(features, 0, row, 0, row.length);
    }

    /** Sets the reference. */
    void against(double[] references, int at) {
        System.arraycopy(references, at * reference.length, reference, 0, reference.length);
    }

    /** Writes the inputs in which row and reference differ, in order, and returns how many: the others contribute 0. */
    final int differing(int[] out) {
        int count = 0;
        for (int j = 0; j < row.length; j++) {
            if (row[j] != reference[j] && !(Double.isNaN(row[j]) && Double.isNaN(reference[j]))) {
                out[count++] = j;
            }
        }
        return count;
    }

    /** Takes all from the reference. */
    abstract void start();

    /** Takes one more input from the row. */
    abstract void take(int input);

    /** Takes an input from the reference again. */
    abstract void giveBack(int input);

    /** The margin as it is. */
    abstract double margin();
}
