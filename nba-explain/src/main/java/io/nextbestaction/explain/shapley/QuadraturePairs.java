// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import java.util.List;

/**
 * Path-dependent interactions of trees of any depth by quadrature.
 *
 * <p>With the terms of {@link QuadratureTrees}, a split credits its feature with the sum over the rule's points of
 * H = w A (V(left) − V(right)) g / u(a)². An edge above it, of another feature, takes part in every H below by a factor:
 * C(sibling) / (u(a) u(edge)) if the row holds it, −1 / (u(a) (1 − t)) if the row fails it there, 0 if it failed before.
 * The pair's interaction is the sum of factor × H over all edges and the splits below them. Points come by fours, more
 * than shallow trees need, so that one loop serves all.
 */
final class QuadraturePairs {
    private static final int FOUR = 4;

    private final int inputs;
    private final QuadratureTrees trees;
    /** 1 / (t + C (1 − t)) of left and right edge of every inner split, [2 × points]. */
    private final double[] inverses;
    /** For each split the edges above it, nearest first: where an edge's factors are in a slot, and the pair's place. */
    private final int[] edges;

    /** Where the edges of a split start; one entry more than splits. */
    private final int[] edgeStarts;

    QuadraturePairs(Forest forest, Ranks ranks, List<TreePaths> paths) {
        inputs = forest.inputs();
        trees = new QuadratureTrees(forest, ranks, paths, true);
        int splits = trees.parents.length;
        edgeStarts = new int[splits + 1];
        int inverse = 0;
        for (int t = 0; t < trees.trees.length; t += QuadratureTrees.TREE) {
            int first = trees.trees[t + 1];
            inverse = Math.addExact(inverse, 2 * trees.trees[t] * trees.trees[t + 2]);
            for (int k = 0; k < trees.trees[t + 3]; k++) {
                int above = 0;
                for (int e = k; trees.parents[first + e] >= 0; e = trees.parents[first + e]) {
                    above++;
                }
                edgeStarts[first + k + 1] = Math.addExact(edgeStarts[first + k], 2 * above);
            }
        }
        inverses = new double[inverse];
        edges = new int[edgeStarts[splits]];
        int next = 0;
        for (int t = 0; t < trees.trees.length; t += QuadratureTrees.TREE) {
            next = fill(t, next);
        }
    }

    private int fill(int t, int start) {
        int points = trees.trees[t];
        int first = trees.trees[t + 1];
        GaussLegendre rule = trees.rules[points];
        int next = start;
        for (int k = 0; k < trees.trees[t + 3]; k++) {
            int own = feature(first + k);
            int at = edgeStarts[first + k];
            for (int e = k; trees.parents[first + e] >= 0; e = trees.parents[first + e]) {
                int above = feature(first + trees.parents[first + e]);
                edges[at++] = (4 * e + 3) * points;
                // a feature makes no pair with itself: what is put below the diagonal is overwritten in the end
                edges[at++] = own == above
                        ? Math.min(1, inputs - 1) * inputs
                        : Math.min(own, above) * inputs + Math.max(own, above);
            }
            if (k < trees.trees[t + 2]) {
                int number = trees.trees[t + 4] + k * QuadratureTrees.INNER;
                for (int side = 0; side < 2; side++) {
                    double chain = trees.numbers[number + 1 + 2 * side];
                    for (int m = 0; m < points; m++) {
                        inverses[next++] = 1 / (rule.node(m) + chain * (1 - rule.node(m)));
                    }
                }
            }
        }
        return next;
    }

    private int feature(int split) {
        return trees.splits[split * QuadratureTrees.SPLIT + QuadratureTrees.FEATURE];
    }

    /** The doubles that {@link #add} works on. */
    int work() {
        return trees.work();
    }

    /** The whole numbers that {@link #add} works on. */
    int states() {
        return trees.states();
    }

    /** The bytes of the layout. */
    long bytes() {
        return trees.bytes() + (long) Double.BYTES * inverses.length + (long) Integer.BYTES * edges.length;
    }

    /**
     * Adds values to the diagonal and half interactions to the upper triangle, as {@link Pairs#finish} wants them.
     *
     * @param rank the row's ranks
     * @param work at least {@link #work()}, overwritten
     * @param state at least {@link #states()}, overwritten
     */
    void add(int[] rank, double[] matrix, double[] work, int[] state) {
        state[0] = 1;
        int loose = 0;
        int inverse = 0;
        for (int t = 0; t < trees.trees.length; t += QuadratureTrees.TREE) {
            int points = trees.trees[t];
            loose = trees.fillLoose(t, loose, work);
            down(t, inverse, rank, work, state);
            bottom(t, rank, matrix, work, state);
            up(t, matrix, work);
            inverse += 2 * points * trees.trees[t + 2];
        }
    }

    /** Leaves in the slot of each inner split the weight of its H, its left factor, and its children's A and factors. */
    private void down(int t, int from, int[] rank, double[] work, int[] state) {
        int points = trees.trees[t];
        int inner = trees.trees[t + 2];
        int[] splits = trees.splits;
        double[] numbers = trees.numbers;
        double[] ratios = trees.ratios;
        GaussLegendre rule = trees.rules[points];
        for (int m = 0; m < points; m++) {
            work[m] = rule.weight(m);
        }
        int broken = trees.broken(points);
        int o = trees.trees[t + 1] * QuadratureTrees.SPLIT;
        int d = trees.trees[t + 4];
        int inverse = from;
        for (int k = 0; k < inner; k++) {
            int left = (rank[splits[o + QuadratureTrees.ENTRY]] - splits[o + QuadratureTrees.LIMIT]) >>> 31;
            int holds = ((state[splits[o + QuadratureTrees.BEFORE]] ^ splits[o + QuadratureTrees.HELD]) - 1) >>> 31;
            int code = (2 - left) & -holds;
            state[k + 1] = code;
            int ratio = (splits[o + QuadratureTrees.RATIO] & -holds) | (broken & (holds - 1));
            double toLeft = left & holds;
            double toRight = (1 - left) & holds;
            double c = numbers[d + holds];
            double gain = numbers[d + QuadratureTrees.GAINS + code];
            // the factor of the edge taken is |g| / (u(a) u(edge)), of the other −1 / (u(a) (1 − t))
            double leftGain = toLeft * gain;
            double rightGain = -toRight * gain;
            int slot = k * 4 * points;
            int l = splits[o + QuadratureTrees.LEFT];
            int r = splits[o + QuadratureTrees.RIGHT];
            for (int m = 0; m < points; m++) {
                double node = rule.node(m);
                double a = work[slot + m];
                double u = ratios[ratio + m];
                double rest = ratios[broken + m];
                double factor = (toLeft * node + c * (1 - node)) * u;
                work[slot + m] = gain * a * u * u;
                work[slot + points + m] = factor;
                work[l + m] = a * factor;
                work[r + m] = a - a * factor;
                work[l + 3 * points + m] = u * (leftGain * inverses[inverse + m] - toRight * rest);
                work[r + 3 * points + m] = u * (rightGain * inverses[inverse + points + m] - toLeft * rest);
            }
            inverse += 2 * points;
            o += QuadratureTrees.SPLIT;
            d += QuadratureTrees.INNER;
        }
    }

    /** Credits the splits of two leaves. */
    private void bottom(int t, int[] rank, double[] matrix, double[] work, int[] state) {
        int points = trees.trees[t];
        int inner = trees.trees[t + 2];
        int[] splits = trees.splits;
        double[] numbers = trees.numbers;
        double[] ratios = trees.ratios;
        GaussLegendre rule = trees.rules[points];
        int broken = trees.broken(points);
        int first = trees.trees[t + 1];
        int o = (first + inner) * QuadratureTrees.SPLIT;
        int d = trees.trees[t + 4] + inner * QuadratureTrees.INNER;
        for (int k = inner; k < trees.trees[t + 3]; k++) {
            int left = (rank[splits[o + QuadratureTrees.ENTRY]] - splits[o + QuadratureTrees.LIMIT]) >>> 31;
            int holds = ((state[splits[o + QuadratureTrees.BEFORE]] ^ splits[o + QuadratureTrees.HELD]) - 1) >>> 31;
            int ratio = (splits[o + QuadratureTrees.RATIO] & -holds) | (broken & (holds - 1));
            double toLeft = left & holds;
            double c = numbers[d + holds];
            double right = numbers[d + QuadratureTrees.INNER];
            double difference = numbers[d + QuadratureTrees.INNER + 1];
            double gain = numbers[d + QuadratureTrees.GAINS + ((2 - left) & -holds)] * difference;
            int slot = k * 4 * points;
            for (int m = 0; m < points; m++) {
                double u = ratios[ratio + m];
                work[slot + m] *= gain * u * u;
                work[slot + 2 * points + m] = right + (toLeft * rule.node(m) + c * (1 - rule.node(m))) * u * difference;
            }
            credit(first + k, slot, points, matrix, work);
            o += QuadratureTrees.SPLIT;
            d += QuadratureTrees.BOTTOM;
        }
    }

    private void up(int t, double[] matrix, double[] work) {
        int points = trees.trees[t];
        int first = trees.trees[t + 1];
        for (int k = trees.trees[t + 2] - 1; k >= 0; k--) {
            int slot = k * 4 * points;
            int o = (first + k) * QuadratureTrees.SPLIT;
            int l = trees.splits[o + QuadratureTrees.LEFT] + 2 * points;
            int r = trees.splits[o + QuadratureTrees.RIGHT] + 2 * points;
            for (int m = 0; m < points; m++) {
                double right = work[r + m];
                double difference = work[l + m] - right;
                work[slot + 2 * points + m] = right + work[slot + points + m] * difference;
                work[slot + m] *= difference;
            }
            credit(first + k, slot, points, matrix, work);
        }
    }

    /** Credits a split's feature with H, and each pair with an edge above it with half of factor × H. */
    private void credit(int split, int slot, int points, double[] matrix, double[] work) {
        int diagonal = feature(split) * (inputs + 1);
        int end = edgeStarts[split + 1];
        double sum = 0;
        for (int m = 0; m < points; m += FOUR) {
            double h0 = work[slot + m];
            double h1 = work[slot + m + 1];
            double h2 = work[slot + m + 2];
            double h3 = work[slot + m + 3];
            sum += h0 + h1 + (h2 + h3);
            h0 /= 2;
            h1 /= 2;
            h2 /= 2;
            h3 /= 2;
            for (int e = edgeStarts[split]; e < end; e += 2) {
                int factor = edges[e] + m;
                matrix[edges[e + 1]] +=
                        work[factor] * h0 + work[factor + 1] * h1 + (work[factor + 2] * h2 + work[factor + 3] * h3);
            }
        }
        matrix[diagonal] += sum;
    }
}
