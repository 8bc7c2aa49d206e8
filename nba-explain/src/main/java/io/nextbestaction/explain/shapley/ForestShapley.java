// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import io.nextbestaction.model.ScoreExplainer;
import java.util.Arrays;

/**
 * Exact path-dependent Shapley values of a forest, the sum of those of its trees. The tables of all trees are built
 * once; a call allocates one buffer the size of the largest tree.
 */
final class ForestShapley implements ScoreExplainer {
    private final Forest forest;
    private final TreeShapley[] trees;
    private final double base;
    private final double size;
    private final int buffer;
    private final int states;

    ForestShapley(Forest forest) {
        this.forest = forest;
        this.trees = new TreeShapley[forest.trees()];
        double sum = forest.base();
        double magnitude = Math.abs(forest.base());
        int largest = 0;
        int most = 0;
        GaussLegendre[] rules = new GaussLegendre[0];
        for (int t = 0; t < trees.length; t++) {
            TreePaths paths = TreePaths.of(forest, t);
            int n = paths.quadratureNodes();
            if (n >= rules.length) {
                rules = Arrays.copyOf(rules, n + 1);
            }
            if (rules[n] == null) {
                rules[n] = GaussLegendre.of(n);
            }
            trees[t] = new TreeShapley(forest, paths, rules[n]);
            sum += trees[t].mean();
            magnitude += trees[t].largestLeaf();
            largest = Math.max(largest, paths.size() * n);
            most = Math.max(most, paths.size());
        }
        this.base = sum;
        this.size = magnitude;
        this.buffer = largest;
        this.states = most;
    }

    @Override
    public double base() {
        return base;
    }

    @Override
    public void explain(double[] features, double[] contributions) {
        Arrays.fill(contributions, 0, forest.inputs(), 0);
        double[] work = new double[buffer];
        byte[] state = new byte[states];
        for (TreeShapley tree : trees) {
            tree.add(features, contributions, work, state);
        }
        Additivity.check(base, contributions, forest.inputs(), forest.margin(features), size);
    }
}
