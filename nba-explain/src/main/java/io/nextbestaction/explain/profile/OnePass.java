// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

import io.nextbestaction.explain.shapley.Ranks;
import io.nextbestaction.model.Forest;

/**
 * The partial dependence of all features at once: on the way down, every feature of the path keeps the set of background
 * rows that meet its conditions and the cells that do. At a leaf, a feature of the path takes the share of rows that meet
 * the conditions on all others, over its cells; for a feature not on the path the leaf is a constant.
 */
final class OnePass {
    private final Forest forest;
    private final Ranks ranks;
    private final RowSets sets;
    private final StepSum[] sums;
    private final int[] path;
    private final Cells[] cells;
    private final long[][] held;
    private final long[][] buffers;
    private final long[][] after;
    private final long[] before;
    private final long[] every;
    private double constant;

    OnePass(Forest forest, Ranks ranks, RowSets sets, int levels) {
        this.forest = forest;
        this.ranks = ranks;
        this.sets = sets;
        this.every = sets.every();
        this.path = new int[levels];
        this.held = new long[levels][];
        this.buffers = new long[levels][sets.words()];
        this.after = new long[levels + 1][sets.words()];
        this.before = new long[sets.words()];
        this.sums = new StepSum[forest.inputs()];
        this.cells = new Cells[forest.inputs()];
        for (int f = 0; f < sums.length; f++) {
            sums[f] = new StepSum(ranks.cuts(f) + 1);
            cells[f] = new Cells(f, ranks.cuts(f) + 1);
        }
    }

    StepSum[] run() {
        constant = forest.base();
        for (int t = 0; t < forest.trees(); t++) {
            visit(forest.root(t), 0, 0);
        }
        for (StepSum sum : sums) {
            sum.addEverywhere(constant);
        }
        return sums;
    }

    private void visit(int node, int level, int distinct) {
        if (forest.isLeaf(node)) {
            leaf(forest.leafValue(node), distinct);
            return;
        }
        int feature = forest.feature(node);
        int place = 0;
        while (place < distinct && path[place] != feature) {
            place++;
        }
        boolean isNew = place == distinct;
        path[place] = feature;
        long[] earlier = isNew ? every : held[place];
        Cells own = cells[feature];
        int from = own.from;
        int to = own.to;
        boolean missing = own.missing;
        for (int way = 0; way < 2; way++) {
            boolean left = way == 0;
            held[place] = buffers[level];
            sets.and(forest, node, left, earlier, held[place]);
            own.narrow(ranks.limit(forest, node), left, forest.missingLeft(node));
            visit(left ? forest.left(node) : forest.right(node), level + 1, isNew ? distinct + 1 : distinct);
            own.set(from, to, missing);
        }
        held[place] = earlier;
    }

    private void leaf(double value, int distinct) {
        System.arraycopy(every, 0, after[distinct], 0, every.length);
        for (int i = distinct - 1; i >= 0; i--) {
            and(after[i + 1], held[i], after[i]);
        }
        double mean = value * count(after[0], every) / sets.rows();
        constant += mean;
        System.arraycopy(every, 0, before, 0, every.length);
        for (int i = 0; i < distinct; i++) {
            Cells own = cells[path[i]];
            StepSum sum = sums[path[i]];
            sum.addEverywhere(-mean);
            sum.add(own.from, own.to, own.missing, value * count(before, after[i + 1]) / sets.rows());
            and(before, held[i], before);
        }
    }

    private static void and(long[] one, long[] other, long[] to) {
        for (int w = 0; w < to.length; w++) {
            to[w] = one[w] & other[w];
        }
    }

    private static long count(long[] one, long[] other) {
        long count = 0;
        for (int w = 0; w < one.length; w++) {
            count += Long.bitCount(one[w] & other[w]);
        }
        return count;
    }
}
