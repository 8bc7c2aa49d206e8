// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A few neighbouring leaves of a tree, a maximal subtree of at most three splits, and the splits that decide among them:
 * what they contribute depends on a row only through its key, the decisions at these splits. Or a single leaf, whose key
 * says of each distinct feature of its path whether the row fails it: fewer bits than a deep path has splits.
 */
final class Group {
    private static final int MOST_SPLITS = 3;
    /** A key is a byte. */
    static final int MOST_BITS = 8;

    /** The tests of the key: a bit, the node that decides it, whether going right sets it. */
    private final List<Test> tests;

    /** For several leaves the node of each bit. */
    private final int[] nodes;

    private final int bits;
    private final List<LeafPath> leaves;
    private final int[] outputs;

    /** A node, numbered within its tree, that sets a bit of the key if a row goes one way. */
    record Test(int bit, int node, boolean toRight) {}

    private Group(List<Test> tests, int[] nodes, int bits, List<LeafPath> leaves, LeafGame game) {
        this.tests = tests;
        this.nodes = nodes;
        this.bits = bits;
        this.leaves = leaves;
        this.outputs = leaves.stream()
                .flatMapToInt(
                        leaf -> IntStream.range(0, game.columns(leaf.size())).map(column -> game.output(leaf, column)))
                .distinct()
                .sorted()
                .toArray();
    }

    /** The groups of a tree, none for a tree without a split. */
    static List<Group> of(Forest forest, TreePaths paths, LeafGame game) {
        int size = paths.size();
        int[] below = new int[size];
        for (int n = size - 1; n > 0; n--) {
            below[n] += forest.isLeaf(paths.root() + n) ? 0 : 1;
            below[paths.parent(n)] += below[n];
        }
        below[0] += size > 1 ? 1 : 0;
        List<Group> groups = new ArrayList<>();
        for (int n = 0; n < size && size > 1; n++) {
            if (below[n] <= MOST_SPLITS && (n == 0 || below[paths.parent(n)] > MOST_SPLITS)) {
                groups.add(group(forest, paths, n, game));
            }
        }
        return groups;
    }

    /** The leaves of a tree, each for itself; none for a tree without a split. */
    static List<Group> ofLeaves(Forest forest, TreePaths paths, LeafGame game) {
        List<Group> groups = new ArrayList<>();
        for (int n = 1; n < paths.size(); n++) {
            if (forest.isLeaf(paths.root() + n)) {
                LeafPath leaf = new LeafPath(forest, paths, n);
                List<Test> tests = new ArrayList<>();
                for (int edge = 0; edge < leaf.length(); edge++) {
                    tests.add(new Test(leaf.place(edge), leaf.split(edge), leaf.goesLeft(edge)));
                }
                groups.add(new Group(tests, new int[0], leaf.size(), List.of(leaf), game));
            }
        }
        return groups;
    }

    private static Group group(Forest forest, TreePaths paths, int top, LeafGame game) {
        List<Integer> nodes = new ArrayList<>();
        for (int n = paths.parent(top); n >= 0; n = paths.parent(n)) {
            nodes.add(n);
        }
        List<LeafPath> leaves = new ArrayList<>();
        List<Integer> open = new ArrayList<>(List.of(top));
        for (int i = 0; i < open.size(); i++) {
            int n = open.get(i);
            if (forest.isLeaf(paths.root() + n)) {
                leaves.add(new LeafPath(forest, paths, n));
            } else {
                nodes.add(n);
                open.add(forest.left(paths.root() + n) - paths.root());
                open.add(forest.right(paths.root() + n) - paths.root());
            }
        }
        List<Test> tests = new ArrayList<>();
        for (int bit = 0; bit < nodes.size(); bit++) {
            tests.add(new Test(bit, nodes.get(bit), false));
        }
        return new Group(tests, nodes.stream().mapToInt(n -> n).toArray(), nodes.size(), leaves, game);
    }

    /** The number of bits of its key. */
    int bits() {
        return bits;
    }

    /** What sets the bits of its key. */
    List<Test> tests() {
        return tests;
    }

    /** Whether it is a leaf for itself. */
    boolean isLeaf() {
        return nodes.length == 0;
    }

    /** How many outputs it contributes to. */
    int columns() {
        return outputs.length;
    }

    int output(int column) {
        return outputs[column];
    }

    /** The doubles of its table; a key too long for a byte has no table. */
    long doubles() {
        return bits() > MOST_BITS ? Long.MAX_VALUE : (long) stride() << bits();
    }

    /** The doubles of one key, so rounded that no row of up to eight lies on two cache lines; leaves are kept close. */
    int stride() {
        if (isLeaf()) {
            return columns();
        }
        return columns() <= 8 ? Math.max(1, Integer.highestOneBit(2 * columns() - 1)) : columns() + 7 & ~7;
    }

    /**
     * Fills its table.
     *
     * @param seen how many background rows show each key; empty for path-dependent values
     */
    void fill(LeafGame game, int[] seen, int background, double[] table, int start) {
        for (LeafPath leaf : leaves) {
            int[] places = places(leaf);
            int patterns = 1 << leaf.size();
            double[] parts = new double[seen.length == 0 ? 0 : patterns];
            for (int key = 0; key < seen.length; key++) {
                if (seen[key] > 0) {
                    parts[pattern(leaf, places, key)] += seen[key] / (double) background;
                }
            }
            int columns = game.columns(leaf.size());
            int[] place = new int[columns];
            for (int c = 0; c < columns; c++) {
                place[c] = Arrays.binarySearch(outputs, game.output(leaf, c));
            }
            double[][] known = new double[patterns][];
            for (int key = 0; key < 1 << bits(); key++) {
                int pattern = pattern(leaf, places, key);
                if (known[pattern] == null) {
                    known[pattern] = new double[columns];
                    game.of(leaf, pattern, parts, known[pattern]);
                }
                for (int c = 0; c < columns; c++) {
                    table[start + key * stride() + place[c]] += known[pattern][c];
                }
            }
        }
    }

    /** For each edge of a leaf's path the bit of its split; none where the key is of failed features. */
    private int[] places(LeafPath leaf) {
        int[] places = new int[isLeaf() ? 0 : leaf.length()];
        for (int e = 0; e < places.length; e++) {
            while (nodes[places[e]] != leaf.split(e)) {
                places[e]++;
            }
        }
        return places;
    }

    private int pattern(LeafPath leaf, int[] places, int key) {
        return isLeaf() ? ~key & (1 << bits) - 1 : leaf.pattern(places, key);
    }
}
