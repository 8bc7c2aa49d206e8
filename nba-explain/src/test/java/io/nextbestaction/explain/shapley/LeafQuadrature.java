// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The same definition evaluated leaf by leaf, each by itself, with three quadrature nodes more than it needs: the oracle
 * where 2^F is out of reach.
 */
final class LeafQuadrature {
    private static final int SPARE = 3;

    private final Forest forest;
    private final double[] row;
    private final double[] phi;

    private LeafQuadrature(Forest forest, double[] row) {
        this.forest = forest;
        this.row = row;
        this.phi = new double[forest.inputs()];
    }

    static double[] shapley(Forest forest, double[] row) {
        LeafQuadrature oracle = new LeafQuadrature(forest, row);
        for (int t = 0; t < forest.trees(); t++) {
            oracle.walk(forest.root(t), new LinkedHashMap<>());
        }
        return oracle.phi;
    }

    /** What a path says of one feature: whether the row meets its conditions, and the share of rows that do. */
    private record Condition(boolean holds, double share) {}

    private void walk(int node, Map<Integer, Condition> path) {
        if (forest.isLeaf(node)) {
            leaf(forest.leafValue(node), path);
            return;
        }
        int left = forest.left(node);
        int right = forest.right(node);
        double both = forest.cover(left) + forest.cover(right);
        boolean goesLeft = forest.goesLeft(node, row);
        for (int child = left; child <= right; child++) {
            double share = both == 0 ? 0.5 : forest.cover(child) / both;
            boolean holds = goesLeft == (child == left);
            Map<Integer, Condition> longer = new LinkedHashMap<>(path);
            longer.merge(
                    forest.feature(node),
                    new Condition(holds, share),
                    (a, b) -> new Condition(a.holds && b.holds, a.share * b.share));
            walk(child, longer);
        }
    }

    private void leaf(double value, Map<Integer, Condition> path) {
        GaussLegendre rule = GaussLegendre.of((path.size() + 1) / 2 + SPARE);
        path.forEach((feature, own) -> {
            double integral = 0;
            for (int m = 0; m < rule.size(); m++) {
                double t = rule.node(m);
                double product = rule.weight(m);
                for (Map.Entry<Integer, Condition> other : path.entrySet()) {
                    if (!other.getKey().equals(feature)) {
                        product *= (other.getValue().holds ? t : 0) + other.getValue().share * (1 - t);
                    }
                }
                integral += product;
            }
            phi[feature] += value * ((own.holds ? 1 : 0) - own.share) * integral;
        });
    }
}
