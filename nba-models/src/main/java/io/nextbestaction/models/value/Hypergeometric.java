// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.value;

/** Gauss' hypergeometric function by its series. */
final class Hypergeometric {
    private static final double ENOUGH = 1e-16;
    private static final int TERMS = 2_000_000;

    private Hypergeometric() {}

    /** ₂F₁(a, b; c; z) for z in [0, 1); c neither 0 nor a negative integer. */
    static double of(double a, double b, double c, double z) {
        double term = 1;
        double sum = 1;
        for (int n = 0; n < TERMS; n++) {
            term *= (a + n) / (c + n) * (b + n) / (1 + n) * z;
            sum += term;
            // past the last change of sign terms shrink by about z, so the rest is at most term / (1 − z)
            if (Math.abs(term) <= ENOUGH * (1 - z) * Math.abs(sum) && n > -Math.min(Math.min(a, b), c)) {
                break;
            }
        }
        return sum;
    }
}
