// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

/**
 * By how much explanations of a forest break what Shapley values obey, each the largest breach over rows and columns, in
 * units of the margin; 0 but for rounding is right (Shapley 1953; Sundararajan and Najmi 2020).
 *
 * @param dummy the largest contribution of a column no tree splits on, one such column being added
 * @param symmetry the largest difference between the strongest column and its duplicate, in a forest that has every tree
 *     twice at half its value, splitting once on the one and once on the other
 * @param linearity the largest difference between the contributions and the sum of those to every second tree and to the
 *     rest
 */
public record Axioms(double dummy, double symmetry, double linearity) {

    /** The largest of the three; NaN if one is. */
    public double worst() {
        return Math.max(dummy, Math.max(symmetry, linearity));
    }
}
