// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.ScoreExplainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

final class ForestShapley implements ScoreExplainer {
    private final Forest forest;
    private final Ranks ranks;
    private final QuadratureTrees quad;
    private final double base;
    private final double size;

    ForestShapley(Forest forest) {
        this.forest = forest;
        this.ranks = new Ranks(forest);
        double sum = forest.base();
        double magnitude = Math.abs(forest.base());
        List<TreePaths> paths = new ArrayList<>();
        for (int t = 0; t < forest.trees(); t++) {
            TreePaths p = TreePaths.of(forest, t).requireCovers();
            paths.add(p);
            double[] reach = new double[p.size()];
            reach[0] = 1;
            double largest = 0;
            for (int n = 0; n < p.size(); n++) {
                if (n > 0) {
                    reach[n] = reach[p.parent(n)] * p.share(n);
                }
                if (forest.isLeaf(p.root() + n)) {
                    sum += reach[n] * forest.leafValue(p.root() + n);
                    largest = Math.max(largest, Math.abs(forest.leafValue(p.root() + n)));
                }
            }
            magnitude += largest;
        }
        quad = new QuadratureTrees(forest, ranks, paths);
        this.base = sum;
        this.size = magnitude;
    }

    @Override
    public double base() {
        return base;
    }

    private static final class Scratch implements ExplainScratch {
        final int[] rank;
        final double[] work;
        final int[] state;

        Scratch(ForestShapley owner) {
            rank = new int[owner.ranks.size()];
            work = new double[owner.quad.work()];
            state = new int[owner.quad.states()];
        }
    }

    @Override
    public ExplainScratch newScratch() {
        return new Scratch(this);
    }

    @Override
    public void explain(double[] features, double[] contributions, ExplainScratch scratch) {
        Scratch s = (Scratch) scratch;
        Arrays.fill(contributions, 0, forest.inputs(), 0);
        ranks.of(features, s.rank);
        quad.add(s.rank, contributions, s.work, s.state);
        Additivity.check(base, contributions, forest.inputs(), forest.margin(features), size);
    }
}
