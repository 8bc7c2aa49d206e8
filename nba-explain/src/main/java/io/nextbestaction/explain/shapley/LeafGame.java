// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

/** What one leaf contributes, for every pattern of a row: the definitions, spelled out, from which tables are filled. */
interface LeafGame {

    /** How many numbers a leaf of so many features contributes. */
    int columns(int features);

    /** The place of a leaf's column in the output. */
    int output(LeafPath leaf, int column);

    /**
     * The contributions of a leaf for one pattern.
     *
     * @param pattern the features whose conditions the row meets
     * @param seen the part of background rows that show each pattern; empty for path-dependent values
     * @param out [columns], overwritten
     */
    void of(LeafPath leaf, int pattern, double[] seen, double[] out);

    /** a! b! / (a + b + 1)!, the integral of tᵃ (1 − t)ᵇ. */
    static double beta(int a, int b) {
        double value = 1.0 / (a + b + 1);
        for (int i = 1; i <= b; i++) {
            value *= (double) i / (a + i);
        }
        return value;
    }
}
