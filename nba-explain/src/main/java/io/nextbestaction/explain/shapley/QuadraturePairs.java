// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import java.util.List;

/**
 * Path-dependent interactions of trees of any depth by quadrature.
 *
 * <p>With the terms of {@link QuadratureTrees}, a split credits its feature with the sum over the rule's points of
 * H = w A (V(left) − V(right)) g / u(a)². An edge above it, of another feature, takes part in every H below by a factor: C(sibling) /
 * (u(a) u(edge)) if the row holds it, −1 / (u(a) (1 − t)) if the row fails it there, 0 if it failed before. The pair's
 * interaction is the sum of factor × H over all edges and splits below them.
 */
final class QuadraturePairs {
    /** Rules of fewer points are filled up with points of weight 0, so that one loop serves all shallow trees. */
    private static final int LEAST = 4;

    private final int inputs;
    private final int[] roots;
    private final int[] sizes;
    private final int[] points;
    private final double[][] nodes;
    private final double[][] weights;
    /** Per node of the forest: entry and limit of its split, −1 for a leaf; left child; feature; node above; earlier. */
    private final int[] entry;

    private final int[] limit;
    private final int[] left;
    private final int[] feature;
    private final int[] parent;
    private final int[] earlier;
    /** Share, C and leaf value of each node. */
    private final double[] share;

    private final double[] chain;
    private final double[] value;
    /** 1 / (t + C (1 − t)) for each node and point, tree after tree. */
    private final double[] inverse;

    private final int[] inverseStarts;
    private final int largest;

    QuadraturePairs(Forest forest, Ranks ranks, List<TreePaths> paths) {
        inputs = forest.inputs();
        List<TreePaths> trees = paths.stream().filter(p -> p.size() > 1).toList();
        roots = new int[trees.size()];
        sizes = new int[roots.length];
        points = new int[roots.length];
        nodes = new double[roots.length][];
        weights = new double[roots.length][];
        inverseStarts = new int[roots.length];
        int size = trees.isEmpty() ? 0 : forest.nodes();
        entry = new int[size];
        limit = new int[size];
        left = new int[size];
        feature = new int[size];
        parent = new int[size];
        earlier = new int[size];
        share = new double[size];
        chain = new double[size];
        value = new double[size];
        int inverses = 0;
        int most = 0;
        for (int t = 0; t < roots.length; t++) {
            TreePaths tree = trees.get(t);
            roots[t] = tree.root();
            sizes[t] = tree.size();
            GaussLegendre rule = GaussLegendre.of(tree.quadratureNodes());
            points[t] = Math.max(LEAST, rule.size());
            nodes[t] = new double[points[t]];
            weights[t] = new double[points[t]];
            for (int m = 0; m < points[t]; m++) {
                nodes[t][m] = m < rule.size() ? rule.node(m) : 0.5;
                weights[t][m] = m < rule.size() ? rule.weight(m) : 0;
            }
            inverseStarts[t] = inverses;
            inverses = Math.addExact(inverses, sizes[t] * points[t]);
            most = Math.max(most, sizes[t] * points[t]);
        }
        largest = most;
        inverse = new double[inverses];
        for (int t = 0; t < roots.length; t++) {
            fill(forest, ranks, trees.get(t), t);
        }
    }

    private void fill(Forest forest, Ranks ranks, TreePaths tree, int t) {
        for (int n = 0; n < tree.size(); n++) {
            int node = tree.root() + n;
            boolean leaf = forest.isLeaf(node);
            entry[node] = leaf ? -1 : ranks.entry(forest, node);
            limit[node] = leaf ? 0 : ranks.limit(forest, node);
            left[node] = leaf ? 0 : forest.left(node) - tree.root();
            feature[node] = forest.feature(node);
            value[node] = leaf ? forest.leafValue(node) : 0;
            parent[node] = tree.parent(n);
            earlier[node] = tree.earlier(n);
            share[node] = tree.share(n);
            chain[node] = tree.share(n) * (earlier[node] < 0 ? 1 : chain[tree.root() + earlier[node]]);
            for (int m = 0; m < points[t]; m++) {
                double at = nodes[t][m];
                inverse[inverseStarts[t] + n * points[t] + m] = 1 / (at + chain[node] * (1 - at));
            }
        }
    }

    /** The doubles that {@link #add} works on. */
    int work() {
        return 4 * largest;
    }

    /** The whole numbers that {@link #add} works on. */
    int states() {
        return largest / LEAST;
    }

    /** The bytes of the layout. */
    long bytes() {
        return (6L * Integer.BYTES + 3L * Double.BYTES) * entry.length + (long) Double.BYTES * inverse.length;
    }

    /**
     * Adds values to the diagonal and half interactions to the upper triangle, as {@link Pairs#finish} wants them.
     *
     * @param rank the row's ranks
     * @param work at least {@link #work()}, overwritten
     * @param state at least {@link #states()}, overwritten
     */
    void add(int[] rank, double[] matrix, double[] work, int[] state) {
        for (int t = 0; t < roots.length; t++) {
            down(t, rank, work, state);
            up(t, matrix, work);
        }
    }

    /** Leaves in work, for each node, A or the weight of H, the left factor or nothing, V of leaves, the edge's factor. */
    private void down(int t, int[] rank, double[] work, int[] state) {
        int root = roots[t];
        int size = points[t];
        double[] at = nodes[t];
        System.arraycopy(weights[t], 0, work, 0, size);
        for (int n = 0; n < sizes[t]; n++) {
            int node = root + n;
            int slot = 4 * n * size;
            if (entry[node] < 0) {
                for (int m = 0; m < size; m++) {
                    work[slot + 2 * size + m] = value[node];
                }
                continue;
            }
            int child = left[node];
            int held = rank[entry[node]] < limit[node] ? child : child + 1;
            int failed = 2 * child + 1 - held;
            int before = earlier[root + child];
            boolean holds = before < 0 || state[before] == 1;
            state[held] = holds ? 1 : 0;
            state[failed] = 0;
            int heldSlot = 4 * held * size;
            int failedSlot = 4 * failed * size;
            double sign = held == child ? 1 : -1;
            double other = chain[root + failed];
            double own = chain[root + held];
            int ratio = inverseStarts[t] + before * size;
            int heldRatio = inverseStarts[t] + held * size;
            for (int m = 0; m < size; m++) {
                double a = work[slot + m];
                double r = before < 0 ? 1 : inverse[ratio + m];
                double rest = 1 - at[m];
                double heldFactor = holds ? (at[m] + own * rest) * r : share[root + held];
                double failedFactor = holds ? other * rest * r : share[root + failed];
                work[slot + m] = holds ? sign * other * a * r * r : 0;
                work[slot + size + m] = held == child ? heldFactor : failedFactor;
                work[heldSlot + m] = a * heldFactor;
                work[failedSlot + m] = a * failedFactor;
                work[heldSlot + 3 * size + m] = holds ? other * r * inverse[heldRatio + m] : 0;
                work[failedSlot + 3 * size + m] = holds ? -r / rest : 0;
            }
        }
    }

    private void up(int t, double[] matrix, double[] work) {
        int root = roots[t];
        int size = points[t];
        for (int n = sizes[t] - 1; n >= 0; n--) {
            int node = root + n;
            if (entry[node] < 0) {
                continue;
            }
            int slot = 4 * n * size;
            int toLeft = 4 * left[node] * size + 2 * size;
            int toRight = toLeft + 4 * size;
            double sum = 0;
            boolean credited = false;
            for (int m = 0; m < size; m++) {
                double right = work[toRight + m];
                double difference = work[toLeft + m] - right;
                work[slot + 2 * size + m] = right + work[slot + size + m] * difference;
                double h = work[slot + m] * difference;
                credited |= h != 0;
                sum += h;
                work[slot + m] = h / 2;
            }
            if (credited) {
                int own = feature[node];
                matrix[own * (inputs + 1)] += sum;
                climb(root, n, size, own, matrix, work);
            }
        }
    }

    /** Pairs the feature of a split with those of all edges above it. */
    private void climb(int root, int from, int size, int own, double[] matrix, double[] work) {
        int slot = 4 * from * size;
        double h0 = work[slot];
        double h1 = work[slot + 1];
        double h2 = work[slot + 2];
        double h3 = work[slot + 3];
        for (int n = from; n > 0; n = parent[root + n]) {
            int above = feature[root + parent[root + n]];
            if (above == own) {
                continue;
            }
            int factor = (4 * n + 3) * size;
            double sum = work[factor] * h0 + work[factor + 1] * h1 + work[factor + 2] * h2 + work[factor + 3] * h3;
            for (int m = LEAST; m < size; m++) {
                sum += work[factor + m] * work[slot + m];
            }
            matrix[Math.min(own, above) * inputs + Math.max(own, above)] += sum;
        }
    }
}
