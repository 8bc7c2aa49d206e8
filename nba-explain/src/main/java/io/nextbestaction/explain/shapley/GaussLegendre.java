// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

/**
 * The Gauss–Legendre rule on [0, 1]: exact for polynomials up to degree 2n − 1. Nodes ascend; computed by Newton's
 * method on the Legendre polynomial in strict arithmetic, so the same bits everywhere.
 */
final class GaussLegendre {
    private static final int NEWTON_STEPS = 10;
    /** The rules of shallow trees, asked for again and again while tables are filled. */
    private static final GaussLegendre[] SMALL = {
        new GaussLegendre(1), new GaussLegendre(2), new GaussLegendre(3), new GaussLegendre(4), new GaussLegendre(5)
    };

    private final double[] nodes;
    private final double[] weights;

    private GaussLegendre(int n) {
        nodes = new double[n];
        weights = new double[n];
        for (int i = 0; i < (n + 1) / 2; i++) {
            // Tricomi's approximation is within Newton's reach for every n
            double z = i == n / 2 ? 0 : StrictMath.cos(Math.PI * (i + 0.75) / (n + 0.5));
            double slope = slope(n, z);
            for (int step = 0; step < NEWTON_STEPS && z != 0; step++) {
                double change = legendre(n, z) / slope;
                z -= change;
                slope = slope(n, z);
                if (Math.abs(change) < 1e-16) {
                    break;
                }
            }
            nodes[i] = (1 - z) / 2;
            nodes[n - 1 - i] = (1 + z) / 2;
            weights[i] = 1 / ((1 - z) * (1 + z) * slope * slope);
            weights[n - 1 - i] = weights[i];
        }
    }

    /** The rule with n ≥ 1 nodes. */
    static GaussLegendre of(int n) {
        return n <= SMALL.length ? SMALL[n - 1] : new GaussLegendre(n);
    }

    int size() {
        return nodes.length;
    }

    double node(int m) {
        return nodes[m];
    }

    double weight(int m) {
        return weights[m];
    }

    private static double legendre(int n, double z) {
        double previous = 0;
        double current = 1;
        for (int k = 0; k < n; k++) {
            double next = ((2 * k + 1) * z * current - k * previous) / (k + 1);
            previous = current;
            current = next;
        }
        return current;
    }

    /** P'_n(z) = n (P_{n−1}(z) − z P_n(z)) / (1 − z²). */
    private static double slope(int n, double z) {
        return n * (legendre(n - 1, z) - z * legendre(n, z)) / ((1 - z) * (1 + z));
    }
}
