// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A sum of decision trees: base + Σ leaf value over trees. At a node a row goes left iff {@code value < threshold}, a
 * missing value (NaN) the way learned in training.
 *
 * <p>Thresholds are doubles; {@link #belowFloat} and {@link #atMost} turn the comparisons of other libraries (XGBoost's
 * in float, Tribuo's {@code <=}) into this one exactly. Every node keeps its cover, the weight of training rows that
 * reached it, for path-dependent Shapley values. Immutable, thread-safe; scoring is O(Σ depth) and allocates nothing.
 */
public final class Forest implements Scorer {
    private static final int LEAF = -1;
    /** Far deeper than any useful tree; bounds what explaining a hostile one may cost. */
    private static final int MOST_DEPTH = 128;

    private final int inputs;
    private final Link link;
    private final double base;
    private final int[] roots;
    private final int[] features;
    private final double[] values;
    private final int[] children;
    private final boolean[] missingLeft;
    private final double[] covers;
    private final ForestKernel kernel;

    private Forest(Builder builder) {
        this.inputs = builder.inputs;
        this.link = builder.link;
        this.base = builder.base;
        int trees = builder.trees.size();
        int nodes = builder.trees.stream().mapToInt(Tree::size).sum();
        this.roots = new int[trees];
        this.features = new int[nodes];
        this.values = new double[nodes];
        this.children = new int[nodes];
        this.missingLeft = new boolean[nodes];
        this.covers = new double[nodes];
        int next = 0;
        for (int t = 0; t < trees; t++) {
            roots[t] = next;
            next = append(builder.trees.get(t), next);
        }
        this.kernel = ForestLayout.compile(this);
    }

    /** Renumbers one tree breadth first, so that siblings are neighbours and one child index serves both. */
    private int append(Tree tree, int start) {
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        queue.add(0);
        int allocated = start + 1;
        for (int node = start; !queue.isEmpty(); node++) {
            int from = queue.remove();
            covers[node] = tree.cover[from];
            if (tree.left[from] < 0) {
                features[node] = LEAF;
                values[node] = tree.value[from];
                children[node] = LEAF;
            } else {
                features[node] = tree.feature[from];
                values[node] = tree.value[from];
                missingLeft[node] = tree.missingLeft[from];
                children[node] = allocated;
                allocated += 2;
                queue.add(tree.left[from]);
                queue.add(tree.right[from]);
            }
        }
        return allocated;
    }

    /**
     * Starts a forest.
     *
     * @param inputs the length of the feature vector, at least 1
     * @param link how the margin becomes a probability
     * @param base the margin before any tree, finite
     */
    public static Builder builder(int inputs, Link link, double base) {
        return new Builder(inputs, link, base);
    }

    /** The threshold T for which {@code x < T} in doubles is {@code (float) x < threshold} in floats, for every x. */
    public static double belowFloat(float threshold) {
        if (threshold == Float.POSITIVE_INFINITY || threshold == Float.NEGATIVE_INFINITY) {
            double edge = Math.scalb(0x1.ffffffp0, 127);
            return threshold > 0 ? edge : Double.NEGATIVE_INFINITY;
        }
        float below = Math.nextDown(threshold);
        double middle = below == Float.NEGATIVE_INFINITY
                ? -Math.scalb(0x1.ffffffp0, 127)
                : ((double) below + (double) threshold) / 2;
        return (float) middle >= threshold ? middle : Math.nextUp(middle);
    }

    /**
     * The threshold T for which {@code x < T} is {@code x <= threshold}, for every x.
     *
     * @throws IllegalArgumentException if the threshold is NaN or positive infinity, for which there is no such T
     */
    public static double atMost(double threshold) {
        if (!(threshold < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The threshold (" + threshold + ") of a split by <= must be below infinity."
                            + "\nMaybe the model file is damaged or of a kind not supported.");
        }
        return Math.nextUp(threshold);
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public Link link() {
        return link;
    }

    @Override
    public double margin(double[] features) {
        return walk(features, 0);
    }

    @Override
    public double margin(double[] features, Scratch scratch) {
        return kernel.margin(features, 0, scratch);
    }

    @Override
    public void margins(FeatureMatrix rows, int from, int to, double[] out, Scratch scratch) {
        RowTasks.check(this, rows, from, to, out);
        kernel.margins(rows.values(), rows.columns(), from, to, out, scratch);
    }

    /**
     * This forest compiled to score a fixed list of actions for one customer at a time.
     *
     * @param columns the inputs that describe the action; all others describe the customer
     * @param values [actions × columns], row-major; NaN is missing; copied
     * @throws IllegalArgumentException if a column is not an input or named twice, there is none, or the values do not
     *     fill whole actions
     */
    public ActionForest forActions(int[] columns, double[] values) {
        return ActionForest.of(this, columns, values);
    }

    /** The walk from node to node that every kernel equals to the bit. */
    double walk(double[] rows, int offset) {
        double sum = base;
        for (int root : roots) {
            int node = root;
            int feature = features[node];
            while (feature >= 0) {
                double value = rows[offset + feature];
                boolean left = value < values[node] || (Double.isNaN(value) && missingLeft[node]);
                node = children[node] + (left ? 0 : 1);
                feature = features[node];
            }
            sum += values[node];
        }
        return sum;
    }

    /** The margin before any tree. */
    public double base() {
        return base;
    }

    /** The number of trees. */
    public int trees() {
        return roots.length;
    }

    /** The number of nodes of all trees. */
    public int nodes() {
        return features.length;
    }

    /** The root node of a tree; a tree's nodes follow its root, parents before children. */
    public int root(int tree) {
        return roots[tree];
    }

    /** Whether a node is a leaf. */
    public boolean isLeaf(int node) {
        return features[node] < 0;
    }

    /** The input an inner node splits on, -1 for a leaf. */
    public int feature(int node) {
        return features[node];
    }

    /** The threshold of an inner node: left iff value &lt; threshold. */
    public double threshold(int node) {
        return values[node];
    }

    /** The value of a leaf. */
    public double leafValue(int node) {
        return values[node];
    }

    /** Whether an inner node sends a missing value left. */
    public boolean missingLeft(int node) {
        return missingLeft[node];
    }

    /** The left child of an inner node; -1 for a leaf. */
    public int left(int node) {
        return children[node];
    }

    /** The right child of an inner node. */
    public int right(int node) {
        return children[node] + 1;
    }

    /** The weight of the training rows that reached a node. */
    public double cover(int node) {
        return covers[node];
    }

    /** Whether a row goes left at an inner node. */
    public boolean goesLeft(int node, double[] row) {
        double value = row[features[node]];
        return value < values[node] || (Double.isNaN(value) && missingLeft[node]);
    }

    @SuppressWarnings("ArrayRecordComponent") // a carrier between builder and forest, never compared
    private record Tree(int[] feature, double[] value, boolean[] missingLeft, int[] left, int[] right, double[] cover) {
        int size() {
            return feature.length;
        }
    }

    /** Collects checked trees; not thread-safe. */
    public static final class Builder {
        private final int inputs;
        private final Link link;
        private final double base;
        private final List<Tree> trees = new ArrayList<>();

        private Builder(int inputs, Link link, double base) {
            if (inputs < 1) {
                throw new IllegalArgumentException("The inputs (" + inputs + ") of a forest must be at least 1.");
            }
            if (!Double.isFinite(base)) {
                throw new IllegalArgumentException("The base (" + base + ") of a forest must be finite.");
            }
            this.inputs = inputs;
            this.link = link;
            this.base = base;
        }

        /**
         * Adds one tree given by parallel arrays over its nodes, node 0 its root; arrays are copied.
         *
         * @param feature the input each inner node splits on
         * @param value the threshold of each inner node, the value of each leaf
         * @param missingLeft whether each inner node sends a missing value left
         * @param left the left child of each node, -1 for a leaf
         * @param right the right child of each node, -1 for a leaf
         * @param cover the weight of training rows at each node, finite, not negative
         * @throws IllegalArgumentException if the arrays are not one well-formed tree
         */
        public Builder tree(
                int[] feature, double[] value, boolean[] missingLeft, int[] left, int[] right, double[] cover) {
            Tree tree = new Tree(
                    feature.clone(), value.clone(), missingLeft.clone(), left.clone(), right.clone(), cover.clone());
            check(tree);
            trees.add(tree);
            return this;
        }

        private void check(Tree tree) {
            int size = tree.size();
            boolean sameLengths = size > 0
                    && tree.value.length == size
                    && tree.missingLeft.length == size
                    && tree.left.length == size
                    && tree.right.length == size
                    && tree.cover.length == size;
            if (!sameLengths) {
                throw broken(0, "have one entry in every array", size);
            }
            boolean[] reached = new boolean[size];
            int[] depth = new int[size];
            ArrayDeque<Integer> queue = new ArrayDeque<>();
            queue.add(0);
            reached[0] = true;
            int count = 0;
            while (!queue.isEmpty()) {
                int node = queue.remove();
                count++;
                if (!Double.isFinite(tree.cover[node]) || tree.cover[node] < 0) {
                    throw broken(node, "have a finite cover of at least 0", size);
                }
                int left = tree.left[node];
                int right = tree.right[node];
                if (left < 0 && right < 0) {
                    if (!Double.isFinite(tree.value[node])) {
                        throw broken(node, "have a finite leaf value", size);
                    }
                    continue;
                }
                if (tree.feature[node] < 0 || tree.feature[node] >= inputs) {
                    throw broken(node, "split on one of the " + inputs + " inputs", size);
                }
                if (Double.isNaN(tree.value[node])) {
                    throw broken(node, "have a threshold that is a number", size);
                }
                for (int child : new int[] {left, right}) {
                    if (child < 0 || child >= size || reached[child]) {
                        throw broken(node, "have two children of its own", size);
                    }
                    reached[child] = true;
                    depth[child] = depth[node] + 1;
                    if (depth[child] > MOST_DEPTH) {
                        throw broken(child, "lie at most " + MOST_DEPTH + " splits below the root", size);
                    }
                    queue.add(child);
                }
            }
            for (int node = 0; count < size && node < size; node++) {
                if (!reached[node]) {
                    throw broken(node, "be reached from the root", size);
                }
            }
        }

        private IllegalArgumentException broken(int node, String rule, int size) {
            return new IllegalArgumentException("The node " + node + " of tree " + trees.size() + " (" + size
                    + " nodes) must " + rule + ".\nMaybe the model file is damaged or of a kind not supported.");
        }

        /** The forest; no tree at all is a constant score. */
        public Forest build() {
            return new Forest(this);
        }
    }
}
