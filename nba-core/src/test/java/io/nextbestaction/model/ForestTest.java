// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Allocation;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForestTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double[] GRID = {-INF, -1.5, -Double.MIN_VALUE, -0.0, 0.0, Double.MIN_VALUE, 1, 2.5, INF};

    /** A node by links: what the compiled form is checked against. */
    private record Node(
            int feature,
            double value,
            boolean missingLeft,
            @Nullable Node left,
            @Nullable Node right,
            double cover) {

        double score(double[] row) {
            if (left == null || right == null) {
                return value;
            }
            double x = row[feature];
            boolean goesLeft = Double.isNaN(x) ? missingLeft : x < value;
            return goesLeft ? left.score(row) : right.score(row);
        }

        static Node random(SplittableRandom random, int inputs, int depth) {
            double cover = random.nextInt(100);
            if (depth == 0 || random.nextInt(6) == 0) {
                return new Node(-1, random.nextDouble(-1, 1), false, null, null, cover);
            }
            return new Node(
                    random.nextInt(inputs),
                    GRID[random.nextInt(GRID.length)],
                    random.nextBoolean(),
                    random(random, inputs, depth - 1),
                    random(random, inputs, depth - 1),
                    cover);
        }

        /** Depth-first arrays, so that the forest has to renumber. */
        void addTo(Forest.Builder builder) {
            List<Node> nodes = new ArrayList<>();
            collect(nodes);
            int size = nodes.size();
            int[] feature = new int[size];
            double[] values = new double[size];
            boolean[] missing = new boolean[size];
            int[] lefts = new int[size];
            int[] rights = new int[size];
            double[] covers = new double[size];
            for (int i = 0; i < size; i++) {
                Node node = nodes.get(i);
                feature[i] = node.feature;
                values[i] = node.value;
                missing[i] = node.missingLeft;
                lefts[i] = position(nodes, node.left);
                rights[i] = position(nodes, node.right);
                covers[i] = node.cover;
            }
            builder.tree(feature, values, missing, lefts, rights, covers);
        }

        private static int position(List<Node> nodes, @Nullable Node child) {
            for (int i = 0; i < nodes.size(); i++) {
                if (isSame(nodes.get(i), child)) {
                    return i;
                }
            }
            return -1;
        }

        @SuppressWarnings("ReferenceEquality") // two equal leaves are two nodes
        private static boolean isSame(Node a, @Nullable Node b) {
            return a == b;
        }

        private void collect(List<Node> into) {
            into.add(this);
            if (left != null && right != null) {
                left.collect(into);
                right.collect(into);
            }
        }
    }

    private static double[] randomRow(SplittableRandom random, int inputs) {
        double[] row = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            row[i] = random.nextInt(5) == 0 ? Double.NaN : GRID[random.nextInt(GRID.length)];
            if (random.nextInt(4) == 0) {
                row[i] = random.nextDouble(-3, 3);
            }
        }
        return row;
    }

    @Test
    void the_margin_equals_a_walk_along_links_on_random_forests() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            int inputs = random.nextInt(1, 8);
            double base = random.nextDouble(-1, 1);
            Forest.Builder builder = Forest.builder(inputs, Link.LOGISTIC, base);
            List<Node> trees = new ArrayList<>();
            for (int t = random.nextInt(6); t > 0; t--) {
                Node tree = Node.random(random, inputs, random.nextInt(8));
                trees.add(tree);
                tree.addTo(builder);
            }
            Forest forest = builder.build();
            for (int r = 0; r < 10; r++) {
                double[] row = randomRow(random, inputs);
                double expected = base;
                for (Node tree : trees) {
                    expected += tree.score(row);
                }
                assertThat(forest.margin(row)).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_value_on_the_threshold_goes_right() {
        Forest forest = stump(2.5, false);
        assertThat(forest.margin(new double[] {Math.nextDown(2.5)})).isEqualTo(-1);
        assertThat(forest.margin(new double[] {2.5})).isEqualTo(1);
        assertThat(forest.margin(new double[] {Math.nextUp(2.5)})).isEqualTo(1);
    }

    @Test
    void a_missing_value_goes_the_learned_way() {
        assertThat(stump(2.5, true).margin(new double[] {Double.NaN})).isEqualTo(-1);
        assertThat(stump(2.5, false).margin(new double[] {Double.NaN})).isEqualTo(1);
    }

    @Test
    void infinite_values_compare_like_any_other() {
        assertThat(stump(2.5, false).margin(new double[] {-INF})).isEqualTo(-1);
        assertThat(stump(2.5, true).margin(new double[] {INF})).isEqualTo(1);
        assertThat(stump(INF, false).margin(new double[] {Double.MAX_VALUE})).isEqualTo(-1);
        assertThat(stump(INF, false).margin(new double[] {INF})).isEqualTo(1);
        assertThat(stump(-INF, false).margin(new double[] {-INF})).isEqualTo(1);
    }

    @Test
    void negative_zero_is_zero() {
        assertThat(stump(0.0, false).margin(new double[] {-0.0})).isEqualTo(1);
        assertThat(stump(-0.0, false).margin(new double[] {0.0})).isEqualTo(1);
        assertThat(stump(-0.0, false).margin(new double[] {-Double.MIN_VALUE})).isEqualTo(-1);
    }

    @Test
    void a_forest_without_trees_scores_its_base() {
        Forest forest = Forest.builder(2, Link.LOGISTIC, 0.25).build();
        assertThat(forest.margin(new double[] {1, 2})).isEqualTo(0.25);
        assertThat(forest.trees()).isZero();
        assertThat(forest.nodes()).isZero();
    }

    @Test
    void nodes_are_numbered_breadth_first_with_siblings_side_by_side() {
        Forest.Builder builder = Forest.builder(3, Link.LOGISTIC, 0);
        for (int t = 0; t < 2; t++) {
            // depth first: 0 (1 (2, 3), 4)
            builder.tree(
                    new int[] {2, 1, -1, -1, -1},
                    new double[] {10, 20, 1, 2, 3},
                    new boolean[] {true, false, false, false, false},
                    new int[] {1, 2, -1, -1, -1},
                    new int[] {4, 3, -1, -1, -1},
                    new double[] {9, 6, 4, 2, 3});
        }
        Forest forest = builder.build();
        assertThat(forest.inputs()).isEqualTo(3);
        assertThat(forest.trees()).isEqualTo(2);
        assertThat(forest.nodes()).isEqualTo(10);
        int root = forest.root(1);
        assertThat(root).isEqualTo(5);
        assertThat(forest.feature(root)).isEqualTo(2);
        assertThat(forest.threshold(root)).isEqualTo(10);
        assertThat(forest.missingLeft(root)).isTrue();
        assertThat(forest.cover(root)).isEqualTo(9);
        assertThat(forest.left(root)).isEqualTo(6);
        assertThat(forest.right(root)).isEqualTo(7);
        assertThat(forest.isLeaf(6)).isFalse();
        assertThat(forest.isLeaf(7)).isTrue();
        assertThat(forest.leafValue(7)).isEqualTo(3);
        assertThat(forest.cover(7)).isEqualTo(3);
        assertThat(forest.left(6)).isEqualTo(8);
        assertThat(forest.leafValue(8)).isEqualTo(1);
        assertThat(forest.leafValue(9)).isEqualTo(2);
        assertThat(forest.feature(9)).isEqualTo(-1);
        assertThat(forest.left(9)).isEqualTo(-1);
        assertThat(forest.goesLeft(6, new double[] {0, 19, 0})).isTrue();
        assertThat(forest.goesLeft(6, new double[] {0, Double.NaN, 0})).isFalse();
    }

    @Test
    void the_builder_keeps_its_own_copy() {
        double[] values = {0.5, -1, 1};
        Forest.Builder builder = Forest.builder(1, Link.LOGISTIC, 0);
        builder.tree(
                new int[] {0, -1, -1},
                values,
                new boolean[3],
                new int[] {1, -1, -1},
                new int[] {2, -1, -1},
                new double[3]);
        values[1] = 77;
        assertThat(builder.build().margin(new double[] {0})).isEqualTo(-1);
    }

    @Test
    void below_float_is_the_comparison_in_floats() {
        SplittableRandom random = new SplittableRandom(2);
        for (float threshold : new float[] {
            0f,
            -0f,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.MIN_NORMAL,
            -Float.MIN_NORMAL,
            Math.nextDown(Float.MIN_NORMAL),
            1f,
            -1f,
            0.1f,
            16777216f,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            Math.nextDown(Float.MAX_VALUE),
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY
        }) {
            checkBelow(threshold, random);
        }
        for (int i = 0; i < 1_000_000; i++) {
            float threshold = Float.intBitsToFloat(random.nextInt());
            if (!Float.isNaN(threshold)) {
                checkBelow(threshold, random);
            }
        }
        for (int i = 0; i < 200_000; i++) { // denormals
            checkBelow(Float.intBitsToFloat(random.nextInt() & 0x807fffff), random);
        }
    }

    private static void checkBelow(float threshold, SplittableRandom random) {
        double compiled = Forest.belowFloat(threshold);
        double middle = ((double) threshold + (double) Math.nextDown(threshold)) / 2;
        double upper = ((double) threshold + (double) Math.nextUp(threshold)) / 2;
        double[] values = {
            compiled,
            Math.nextUp(compiled),
            Math.nextDown(compiled),
            threshold,
            Math.nextUp((double) threshold),
            Math.nextDown((double) threshold),
            Math.nextDown(threshold),
            Math.nextUp(threshold),
            middle,
            upper,
            Math.nextDown(upper),
            -threshold,
            near(threshold, random),
            Double.longBitsToDouble(random.nextLong()),
            INF,
            -INF,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            0.0,
            -0.0,
            Double.NaN
        };
        for (double x : values) {
            if ((x < compiled) != ((float) x < threshold)) {
                throw new AssertionError(Double.toHexString(x) + " against " + Float.toHexString(threshold));
            }
        }
    }

    /** A double within a float's step or so of the threshold, by its low bits. */
    private static double near(float threshold, SplittableRandom random) {
        long bits = Double.doubleToRawLongBits(threshold);
        return Double.longBitsToDouble(bits + random.nextLong(-(1L << 30), 1L << 30));
    }

    @Test
    void at_most_is_less_or_equal() {
        SplittableRandom random = new SplittableRandom(3);
        double[] edges = {0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -INF, 1};
        for (int i = 0; i < 1_000_000; i++) {
            double threshold = i < edges.length ? edges[i] : Double.longBitsToDouble(random.nextLong());
            if (!(threshold < INF)) {
                continue;
            }
            double compiled = Forest.atMost(threshold);
            double[] values = {
                threshold,
                Math.nextUp(threshold),
                Math.nextDown(threshold),
                -threshold,
                Double.longBitsToDouble(Double.doubleToRawLongBits(threshold) + random.nextLong(-9, 10)),
                Double.longBitsToDouble(random.nextLong()),
                0.0,
                -0.0,
                INF,
                -INF,
                Double.NaN
            };
            for (double x : values) {
                if ((x < compiled) != (x <= threshold)) {
                    throw new AssertionError(Double.toHexString(x) + " against " + Double.toHexString(threshold));
                }
            }
        }
        for (double threshold : new double[] {INF, Double.NaN}) {
            assertThatThrownBy(() -> Forest.atMost(threshold))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The threshold (" + threshold + ") of a split by <= must be below infinity.\n"
                            + "Maybe the model file is damaged or of a kind not supported.");
        }
    }

    @Test
    void malformed_trees_are_refused() {
        int[] leaf = {-1, -1, -1};
        int[] left = {1, -1, -1};
        int[] right = {2, -1, -1};
        double[] values = {0, 1, 2};
        double[] covers = {2, 1, 1};
        refused("The node 0 of tree 1 (0 nodes) must have one entry in every array.", 0, d(), i(), i(), d());
        refused("The node 0 of tree 1 (1 nodes) must have one entry in every array.", 0, values, left, right, covers);
        refused("The node 0 of tree 1 (3 nodes) must split on one of the 2 inputs.", 2, values, left, right, covers);
        refused("The node 0 of tree 1 (3 nodes) must split on one of the 2 inputs.", -1, values, left, right, covers);
        refused(
                "The node 0 of tree 1 (3 nodes) must have a threshold that is a number.",
                0,
                d(Double.NaN, 1, 2),
                left,
                right,
                covers);
        refused("The node 2 of tree 1 (3 nodes) must have a finite leaf value.", 0, d(0, 1, INF), left, right, covers);
        refused(
                "The node 1 of tree 1 (3 nodes) must have a finite cover of at least 0.",
                0,
                values,
                left,
                right,
                d(2, -1, 1));
        refused(
                "The node 2 of tree 1 (3 nodes) must have a finite cover of at least 0.",
                0,
                values,
                left,
                right,
                d(2, 1, Double.NaN));
        String children = "The node 0 of tree 1 (3 nodes) must have two children of its own.";
        refused(children, 0, values, left, leaf, covers);
        refused(children, 0, values, leaf, right, covers);
        refused(children, 0, values, left, i(3, -1, -1), covers);
        refused(children, 0, values, left, i(1, -1, -1), covers);
        refused(children, 0, values, i(0, -1, -1), right, covers);
        refused("The node 1 of tree 1 (3 nodes) must be reached from the root.", 0, values, leaf, leaf, covers);
        refused(
                "The node 1 of tree 1 (4 nodes) must be reached from the root.",
                0,
                d(0, 1, 2, 3),
                i(2, -1, -1, -1),
                i(3, -1, -1, -1),
                d(2, 1, 1, 1));
    }

    private static int[] i(int... numbers) {
        return numbers;
    }

    private static double[] d(double... numbers) {
        return numbers;
    }

    /** Adds a good tree, then one that must be refused with this first line. */
    private static void refused(String rule, int feature, double[] values, int[] left, int[] right, double[] covers) {
        Forest.Builder builder = Forest.builder(2, Link.LOGISTIC, 0);
        builder.tree(new int[] {-1}, new double[] {1}, new boolean[1], new int[] {-1}, new int[] {-1}, new double[1]);
        int size = rule.contains("(1 nodes)") ? 1 : values.length;
        int[] features = new int[size];
        Arrays.fill(features, feature);
        assertThatThrownBy(() -> builder.tree(features, values, new boolean[values.length], left, right, covers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(rule + "\nMaybe the model file is damaged or of a kind not supported.");
        assertThat(builder.build().trees()).isEqualTo(1);
    }

    @Test
    void a_forest_needs_inputs_and_a_finite_base() {
        assertThatThrownBy(() -> Forest.builder(0, Link.LOGISTIC, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The inputs (0) of a forest must be at least 1.");
        assertThatThrownBy(() -> Forest.builder(1, Link.LOGISTIC, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The base (NaN) of a forest must be finite.");
    }

    @Test
    void eight_threads_equal_one() throws Exception {
        SplittableRandom random = new SplittableRandom(4);
        Forest forest = randomForest(random, 10, 30);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            rows.add(randomRow(random, 10));
        }
        Callable<double[]> task =
                () -> rows.stream().mapToDouble(forest::margin).toArray();
        double[] alone = task.call();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<double[]> done : threads.invokeAll(Collections.nCopies(8, task))) {
                assertThat(done.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void scoring_allocates_nothing() {
        SplittableRandom random = new SplittableRandom(5);
        Forest forest = randomForest(random, 10, 30);
        double[] row = randomRow(random, 10);
        double[] sink = new double[1];
        int runs = 50_000;
        assertThat(Allocation.bytes(runs, () -> sink[0] += forest.probability(row)))
                .isLessThan(runs);
        assertThat(sink[0]).isNotNaN();
    }

    @Test
    void probabilities_of_a_matrix_are_those_of_its_rows() {
        SplittableRandom random = new SplittableRandom(6);
        Forest forest = randomForest(random, 2, 5);
        double[] values = {0.1, Double.NaN, -2, 7, Double.NaN, 1};
        double[] all = forest.probabilities(FeatureMatrix.of(FeatureNames.of("a", "b"), values));
        for (int r = 0; r < 3; r++) {
            double[] row = {values[2 * r], values[2 * r + 1]};
            assertThat(all[r]).isEqualTo(Link.sigmoid(forest.margin(row)), within(0.0));
        }
    }

    private static Forest randomForest(SplittableRandom random, int inputs, int trees) {
        Forest.Builder builder = Forest.builder(inputs, Link.LOGISTIC, 0.1);
        for (int t = 0; t < trees; t++) {
            Node.random(random, inputs, 7).addTo(builder);
        }
        return builder.build();
    }

    private static Forest stump(double threshold, boolean missingLeft) {
        return Forest.builder(1, Link.LOGISTIC, 0)
                .tree(
                        new int[] {0, -1, -1},
                        new double[] {threshold, -1, 1},
                        new boolean[] {missingLeft, false, false},
                        new int[] {1, -1, -1},
                        new int[] {2, -1, -1},
                        new double[] {2, 1, 1})
                .build();
    }
}
