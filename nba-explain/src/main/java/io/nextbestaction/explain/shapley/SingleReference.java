// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;

/**
 * Interventional values against one background row, by a walk of the nodes that the row, the background row or a mix of
 * both can reach. A feature counts only where the two part.
 */
final class SingleReference {
    private static final byte TOGETHER = 0;
    private static final byte ROW = 1;
    private static final byte OTHER = 2;

    private final Forest forest;
    private final int[] entry;
    private final int[] limit;
    private final int levels;
    /** beta[p][q] = p! q! / (p + q + 1)!. */
    private final double[][] beta;

    SingleReference(Forest forest, Ranks ranks, int longest) {
        this.forest = forest;
        entry = new int[forest.nodes()];
        limit = new int[forest.nodes()];
        int[] depth = new int[forest.nodes()];
        int deepest = 0;
        for (int n = 0; n < forest.nodes(); n++) {
            if (!forest.isLeaf(n)) {
                entry[n] = ranks.entry(forest, n);
                limit[n] = ranks.limit(forest, n);
                depth[forest.left(n)] = depth[n] + 1;
                depth[forest.right(n)] = depth[n] + 1;
                deepest = Math.max(deepest, depth[n] + 1);
            }
        }
        levels = deepest;
        beta = new double[longest + 1][longest + 1];
        for (int p = 0; p <= longest; p++) {
            for (int q = 0; q <= longest; q++) {
                beta[p][q] = LeafGame.beta(p, q);
            }
        }
    }

    int levels() {
        return levels;
    }

    /** Adds the values of all trees, for the row and the background row ranked in the buffers. */
    void add(double[] contributions, ShapleyKernel.Reference buffers) {
        for (int t = 0; t < forest.trees(); t++) {
            visit(forest.root(t), 0, 0, 0, contributions, buffers);
        }
    }

    /** Leaves at its level what the leaves below give a feature the row holds alone, and one it lacks alone. */
    private void visit(int node, int level, int p, int q, double[] out, ShapleyKernel.Reference buffers) {
        double[] sums = buffers.sums;
        if (forest.isLeaf(node)) {
            double value = forest.leafValue(node);
            sums[2 * level] = p == 0 ? 0 : value * beta[p - 1][q];
            sums[2 * level + 1] = q == 0 ? 0 : value * beta[p][q - 1];
            return;
        }
        int feature = forest.feature(node);
        int row = forest.left(node) + (buffers.rank[entry[node]] < limit[node] ? 0 : 1);
        int other = forest.left(node) + (buffers.otherRank[entry[node]] < limit[node] ? 0 : 1);
        byte side = buffers.side[feature];
        if (side != TOGETHER || row == other) {
            visit(side == OTHER ? other : row, level, p, q, out, buffers);
            return;
        }
        buffers.side[feature] = ROW;
        visit(row, level + 1, p + 1, q, out, buffers);
        double gain = sums[2 * level + 2];
        double loss = sums[2 * level + 3];
        buffers.side[feature] = OTHER;
        visit(other, level + 1, p, q + 1, out, buffers);
        buffers.side[feature] = TOGETHER;
        out[feature] += gain - sums[2 * level + 3];
        sums[2 * level] = gain + sums[2 * level + 2];
        sums[2 * level + 1] = loss + sums[2 * level + 3];
    }
}
