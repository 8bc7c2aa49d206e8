// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

/** The last step of interactions, whichever kernels found them. */
final class Pairs {
    private Pairs() {}

    /**
     * Turns values on the diagonal and half interactions in the upper triangle into the whole symmetric matrix, whose
     * rows add up to the values.
     */
    static void finish(double[] matrix, int inputs) {
        for (int i = 0; i < inputs; i++) {
            for (int j = i + 1; j < inputs; j++) {
                double half = matrix[i * inputs + j];
                matrix[j * inputs + i] = half;
                matrix[i * inputs + i] -= half;
                matrix[j * inputs + j] -= half;
            }
        }
    }
}
