// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;

/**
 * Exact path-dependent Shapley values of one tree by quadrature, in O(nodes · rule size) a row.
 *
 * <p>A leaf of value v whose path tests the distinct features U gives feature j ∈ U
 * <pre>v (hⱼ − cⱼ) ∫₀¹ Π_{i ∈ U∖j} [hᵢ t + cᵢ (1 − t)] dt</pre>
 * where hⱼ is 1 if the row meets every condition of the path on j, else 0, and cⱼ the product of the shares of training
 * rows along the path's edges on j. The integrand has degree |U| − 1, so the rule is exact and only rounding remains;
 * every factor lies in (0, 1], so nothing overflows at any depth. The products of all leaves are shared by one sweep
 * down the tree, the sums by one sweep up.
 */
final class TreeShapley {
    /** Stands in for a share of 0, so that no ratio is 0/0; what it adds is far below rounding. */
    private static final double TINY = 1e-300;

    /** The state of an edge: the row failed its feature's conditions at this edge, met them all, or failed earlier. */
    private static final byte FAILS = 0;

    private static final byte HOLDS = 1;
    private static final byte BROKEN = 2;

    private final Forest forest;
    private final TreePaths paths;
    private final int points;
    private final double mean;
    private final double largestLeaf;
    /** What an edge multiplies the product of its path by, [nodes × 2 states × points]. */
    private final double[] factors;
    /** What the leaves below an edge add to its feature, for a unit of product, [nodes × 2 states × points]. */
    private final double[] gains;

    TreeShapley(Forest forest, TreePaths paths, GaussLegendre rule) {
        this.forest = forest;
        this.paths = paths;
        this.points = rule.size();
        int size = paths.size();
        this.factors = new double[Math.multiplyExact(size, 2 * points)];
        this.gains = new double[factors.length];
        double[] chain = new double[size];
        double[] reach = new double[size];
        reach[0] = 1;
        double sum = 0;
        double largest = 0;
        for (int n = 0; n < size; n++) {
            int node = paths.root() + n;
            if (n > 0) {
                int earlier = paths.earlier(n);
                chain[n] = Math.max(TINY, paths.share(n) * (earlier < 0 ? 1 : chain[earlier]));
                fill(n, chain, rule);
            }
            if (forest.isLeaf(node)) {
                sum += reach[n] * forest.leafValue(node);
                largest = Math.max(largest, Math.abs(forest.leafValue(node)));
            } else {
                int left = forest.left(node) - paths.root();
                reach[left] = reach[n] * paths.share(left);
                reach[left + 1] = reach[n] * paths.share(left + 1);
            }
        }
        this.mean = sum;
        this.largestLeaf = largest;
    }

    private void fill(int n, double[] chain, GaussLegendre rule) {
        int earlier = paths.earlier(n);
        double c = chain[n];
        for (int m = 0; m < points; m++) {
            double t = rule.node(m);
            double before = 1;
            double credited = 0;
            if (earlier >= 0) {
                before = t + chain[earlier] * (1 - t);
                credited = (1 - chain[earlier]) / before;
            }
            double fails = c * (1 - t);
            double holds = t + c * (1 - t);
            factors[at(n, FAILS) + m] = fails / before;
            factors[at(n, HOLDS) + m] = holds / before;
            gains[at(n, FAILS) + m] = rule.weight(m) * (-1 / (1 - t) - credited);
            gains[at(n, HOLDS) + m] = rule.weight(m) * ((1 - c) / holds - credited);
        }
    }

    private int at(int node, byte state) {
        return (2 * node + state) * points;
    }

    /** The mean of the leaves over the training rows: the value of the tree with no feature known. */
    double mean() {
        return mean;
    }

    /** The largest absolute leaf value. */
    double largestLeaf() {
        return largestLeaf;
    }

    /**
     * Adds this tree's values for one row.
     *
     * @param work at least nodes × points, overwritten
     * @param state at least nodes, overwritten
     */
    void add(double[] row, double[] contributions, double[] work, byte[] state) {
        down(row, work, state);
        up(contributions, work, state);
    }

    /** Leaves at every node the product of its path at each point, and the state of its edge. */
    private void down(double[] row, double[] work, byte[] state) {
        for (int m = 0; m < points; m++) {
            work[m] = 1;
        }
        int root = paths.root();
        int size = paths.size();
        for (int n = 0; n < size; n++) {
            if (forest.isLeaf(root + n)) {
                continue;
            }
            int left = forest.left(root + n) - root;
            int taken = forest.goesLeft(root + n, row) ? left : left + 1;
            int earlier = paths.earlier(left);
            boolean broken = earlier >= 0 && state[earlier] != HOLDS;
            for (int child = left; child <= left + 1; child++) {
                if (broken) {
                    state[child] = BROKEN;
                    double share = paths.share(child);
                    for (int m = 0; m < points; m++) {
                        work[child * points + m] = work[n * points + m] * share;
                    }
                } else {
                    state[child] = child == taken ? HOLDS : FAILS;
                    int factor = at(child, state[child]);
                    for (int m = 0; m < points; m++) {
                        work[child * points + m] = work[n * points + m] * factors[factor + m];
                    }
                }
            }
        }
    }

    /** Sums value × product of the leaves below every node, and credits the feature of its edge. */
    private void up(double[] contributions, double[] work, byte[] state) {
        int root = paths.root();
        for (int n = paths.size() - 1; n >= 0; n--) {
            if (forest.isLeaf(root + n)) {
                double value = forest.leafValue(root + n);
                for (int m = 0; m < points; m++) {
                    work[n * points + m] *= value;
                }
                continue;
            }
            int left = forest.left(root + n) - root;
            double sum = credit(left, work, state[left]) + credit(left + 1, work, state[left + 1]);
            contributions[forest.feature(root + n)] += sum;
            for (int m = 0; m < points; m++) {
                work[n * points + m] = work[left * points + m] + work[(left + 1) * points + m];
            }
        }
    }

    private double credit(int child, double[] work, byte state) {
        if (state == BROKEN) {
            return 0;
        }
        double sum = 0;
        int gain = at(child, state);
        for (int m = 0; m < points; m++) {
            sum += gains[gain + m] * work[child * points + m];
        }
        return sum;
    }
}
