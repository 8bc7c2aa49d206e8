// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random forests kept as linked nodes, the oracle the kernels are held against, and rows made to hit their edges. */
final class RandomTrees {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double[] EDGES = {
        -INF, -Double.MAX_VALUE, -1.5, -Double.MIN_VALUE, -0.0, 0.0, Double.MIN_VALUE, 1, 2.5, Double.MAX_VALUE, INF
    };

    /** A node by links. */
    record Node(int feature, double value, boolean missingLeft, List<Node> children) {
        double score(double[] row) {
            if (children.isEmpty()) {
                return value;
            }
            double x = row[feature];
            boolean left = Double.isNaN(x) ? missingLeft : x < value;
            return children.get(left ? 0 : 1).score(row);
        }
    }

    final int inputs;
    final double base;
    final List<Node> trees = new ArrayList<>();
    private final SplittableRandom random;

    private RandomTrees(int inputs, double base, SplittableRandom random) {
        this.inputs = inputs;
        this.base = base;
        this.random = random;
    }

    /** Up to 20 trees: bushy ones of up to 8 levels, or of any depth to 30 that get thin, or chains to one side. */
    static RandomTrees draw(SplittableRandom random) {
        RandomTrees forest = new RandomTrees(random.nextInt(1, 8), special(random), random);
        boolean bushy = random.nextInt(3) > 0;
        int depth = bushy ? random.nextInt(9) : random.nextInt(31);
        for (int t = random.nextInt(1 + random.nextInt(20)); t > 0; t--) {
            double thin = bushy ? random.nextDouble(0.3) : 0.5;
            forest.trees.add(
                    !bushy && random.nextBoolean()
                            ? forest.chain(depth)
                            : forest.grow(depth, depth <= 5 ? thin : 0.45));
        }
        return forest;
    }

    /** Trees of one depth, each branch ending early with a given chance. */
    static RandomTrees of(int inputs, int trees, int depth, double thin, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomTrees forest = new RandomTrees(inputs, random.nextDouble(-1, 1), random);
        for (int t = 0; t < trees; t++) {
            forest.trees.add(forest.grow(depth, thin));
        }
        return forest;
    }

    /** One tree that is a single path of a given depth. */
    static RandomTrees chains(int inputs, int trees, int depth, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomTrees forest = new RandomTrees(inputs, 0.5, random);
        for (int t = 0; t < trees; t++) {
            forest.trees.add(forest.chain(depth));
        }
        return forest;
    }

    private static double special(SplittableRandom random) {
        return random.nextInt(8) == 0 ? -0.0 : random.nextDouble(-1, 1);
    }

    private Node grow(int depth, double thin) {
        if (depth == 0 || random.nextDouble() < thin) {
            return leaf();
        }
        return inner(grow(depth - 1, thin), grow(depth - 1, thin));
    }

    private Node chain(int depth) {
        Node node = leaf();
        for (int d = 0; d < depth; d++) {
            node = random.nextBoolean() ? inner(node, leaf()) : inner(leaf(), node);
        }
        return node;
    }

    private Node leaf() {
        return new Node(-1, special(random), false, List.of());
    }

    private Node inner(Node left, Node right) {
        double threshold =
                switch (random.nextInt(4)) {
                    case 0 -> EDGES[random.nextInt(EDGES.length)];
                    case 1 -> random.nextInt(-3, 4);
                    default -> random.nextDouble(-3, 3);
                };
        return new Node(random.nextInt(inputs), threshold, random.nextBoolean(), List.of(left, right));
    }

    /** The sum in tree order. */
    double score(double[] row) {
        double sum = base;
        for (Node tree : trees) {
            sum += tree.score(row);
        }
        return sum;
    }

    Forest compile() {
        Forest.Builder builder = Forest.builder(inputs, Link.LOGISTIC, base);
        for (Node tree : trees) {
            List<Node> nodes = new ArrayList<>();
            List<int[]> links = new ArrayList<>();
            flatten(tree, nodes, links);
            int size = nodes.size();
            boolean[] missing = new boolean[size];
            for (int i = 0; i < size; i++) {
                missing[i] = nodes.get(i).missingLeft;
            }
            builder.tree(
                    nodes.stream().mapToInt(Node::feature).toArray(),
                    nodes.stream().mapToDouble(Node::value).toArray(),
                    missing,
                    links.stream().mapToInt(link -> link[0]).toArray(),
                    links.stream().mapToInt(link -> link[1]).toArray(),
                    new double[size]);
        }
        return builder.build();
    }

    private static int flatten(Node node, List<Node> nodes, List<int[]> links) {
        int at = nodes.size();
        nodes.add(node);
        int[] link = {-1, -1};
        links.add(link);
        if (!node.children.isEmpty()) {
            link[0] = flatten(node.children.get(0), nodes, links);
            link[1] = flatten(node.children.get(1), nodes, links);
        }
        return at;
    }

    /** Rows of missing values, infinities, zeros of both signs, thresholds, their neighbours, and anything. */
    double[] rows(int count) {
        List<Node> inner = new ArrayList<>();
        trees.forEach(tree -> collect(tree, inner));
        double[] values = new double[count * inputs];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (random.nextInt(6)) {
                case 0 -> Double.NaN;
                case 1 -> EDGES[random.nextInt(EDGES.length)];
                case 2 -> random.nextDouble(-4, 4);
                default -> inner.isEmpty() ? 0 : near(inner.get(random.nextInt(inner.size())).value);
            };
        }
        return values;
    }

    private double near(double threshold) {
        return switch (random.nextInt(4)) {
            case 0 -> Math.nextUp(threshold);
            case 1 -> Math.nextDown(threshold);
            default -> threshold;
        };
    }

    private static void collect(Node node, List<Node> inner) {
        if (!node.children.isEmpty() && inner.size() < 200) {
            inner.add(node);
            node.children.forEach(child -> collect(child, inner));
        }
    }

    static FeatureMatrix matrix(int columns, double[] values) {
        String[] names = IntStream.range(0, columns).mapToObj(i -> "x" + i).toArray(String[]::new);
        return FeatureMatrix.of(FeatureNames.of(names), values);
    }
}
