// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

/** The check after every explanation that base and contributions add up to the margin. */
final class Additivity {
    private static final double TOLERANCE = 1e-9;
    /** What rounding alone may cost, as a part of the size of the terms summed: some 450 ulp. */
    private static final double ROUNDING = 1e-13;

    private Additivity() {}

    /**
     * Checks a margin to be taken apart.
     *
     * @param whose whose margin it is, for the message
     * @throws IllegalArgumentException if it is not finite
     */
    static void requireFinite(double margin, String whose) {
        if (!Double.isFinite(margin)) {
            throw new IllegalArgumentException("The margin (" + margin + ") of " + whose
                    + " must be finite to be explained.\n"
                    + "Maybe clip infinite values in the pipeline, or pass NaN for missing.");
        }
    }

    /**
     * Checks one explanation.
     *
     * @param size the sum of the absolute terms that make up the margin
     * @throws IllegalStateException if the sum is off, or is not a number
     */
    static void check(double base, double[] contributions, int inputs, double margin, double size) {
        double sum = base;
        for (int i = 0; i < inputs; i++) {
            sum += contributions[i];
        }
        double gap = Math.abs(sum - margin);
        if (!(gap <= Math.max(TOLERANCE, ROUNDING * size))) {
            throw new IllegalStateException("The base and contributions (off by " + gap + ") of the " + inputs
                    + " inputs must add up to the margin.\nMaybe this is a bug: please report it with the model file.");
        }
    }
}
