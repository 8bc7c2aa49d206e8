// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A few neighbouring leaves of a tree, a subtree of few splits, perhaps a single leaf. What they contribute depends on a row
 * only through its key: for each distinct feature above the subtree a bit that says whether the row fails a condition on
 * it, and for each split of the subtree its decision. Paths that test a feature again make keys shorter, not longer.
 */
final class Group {
    /** A key is a byte. */
    static final int MOST_BITS = 8;

    private static final int LINE = 8;

    /** The tests of the key: a bit, the node that decides it, whether going right sets it. */
    private final List<Test> tests;

    /** The bits that tell of the features above the subtree, and the edges above it. */
    private final int above;

    private final int edgesAbove;
    /** The splits of the subtree, whose decisions are the bits after those. */
    private final List<Integer> splits;

    private final List<LeafPath> leaves;
    private final int[] outputs;

    /** A node, numbered within its tree, that sets a bit of the key if a row goes one way. */
    record Test(int bit, int node, boolean toRight) {}

    private Group(Forest forest, TreePaths paths, int top, LeafGame game) {
        splits = new ArrayList<>();
        leaves = new ArrayList<>();
        List<Integer> open = new ArrayList<>(List.of(top));
        for (int i = 0; i < open.size(); i++) {
            int n = open.get(i);
            if (forest.isLeaf(paths.root() + n)) {
                leaves.add(new LeafPath(forest, paths, n));
            } else {
                splits.add(n);
                open.add(forest.left(paths.root() + n) - paths.root());
                open.add(forest.right(paths.root() + n) - paths.root());
            }
        }
        // all paths begin alike, and number their features from the root down
        LeafPath path = leaves.get(0);
        edgesAbove = edgesAbove(paths, top);
        tests = new ArrayList<>();
        int distinct = 0;
        for (int edge = 0; edge < edgesAbove; edge++) {
            distinct = Math.max(distinct, path.place(edge) + 1);
            tests.add(new Test(path.place(edge), path.split(edge), path.goesLeft(edge)));
        }
        above = distinct;
        for (int k = 0; k < splits.size(); k++) {
            tests.add(new Test(above + k, splits.get(k), false));
        }
        outputs = leaves.stream()
                .flatMapToInt(
                        leaf -> IntStream.range(0, game.columns(leaf.size())).map(column -> game.output(leaf, column)))
                .distinct()
                .sorted()
                .toArray();
    }

    private static int edgesAbove(TreePaths paths, int top) {
        int edges = 0;
        for (int n = top; n > 0; n = paths.parent(n)) {
            edges++;
        }
        return edges;
    }

    /**
     * The groups of a tree, the largest subtrees of at most so many splits whose key is a byte; none for a tree without a
     * split, or with a leaf whose path has too many features even for a group of its own.
     */
    static List<Group> of(Forest forest, TreePaths paths, LeafGame game, int mostSplits) {
        int size = paths.size();
        if (size == 1 || paths.longest() > MOST_BITS) {
            return List.of();
        }
        int[] below = new int[size];
        for (int n = size - 1; n > 0; n--) {
            below[n] += forest.isLeaf(paths.root() + n) ? 0 : 1;
            below[paths.parent(n)] += below[n];
        }
        below[0]++;
        boolean[] grouped = new boolean[size];
        List<Group> groups = new ArrayList<>();
        for (int n = 0; n < size; n++) {
            grouped[n] = n > 0 && grouped[paths.parent(n)];
            if (!grouped[n] && below[n] <= mostSplits && paths.distinct(n) + below[n] <= MOST_BITS) {
                groups.add(new Group(forest, paths, n, game));
                grouped[n] = true;
            }
        }
        return groups;
    }

    /** The number of bits of its key. */
    int bits() {
        return above + splits.size();
    }

    /** What sets the bits of its key. */
    List<Test> tests() {
        return tests;
    }

    /** How many outputs it contributes to. */
    int columns() {
        return outputs.length;
    }

    int output(int column) {
        return outputs[column];
    }

    /** The doubles of its table. */
    long doubles() {
        return (long) stride() << bits();
    }

    /** The doubles of one key, so rounded that it lies on no more cache lines than it must. */
    int stride() {
        return columns() <= LINE ? Math.max(1, Integer.highestOneBit(2 * columns() - 1)) : columns() + 7 & -LINE;
    }

    /**
     * Fills its table.
     *
     * @param seen how many background rows show each key; empty for path-dependent values
     */
    void fill(LeafGame game, int[] seen, int background, double[] table, int start) {
        for (LeafPath leaf : leaves) {
            int[] bits = bits(leaf);
            int patterns = 1 << leaf.size();
            double[] parts = new double[seen.length == 0 ? 0 : patterns];
            for (int key = 0; key < seen.length; key++) {
                if (seen[key] > 0) {
                    parts[pattern(leaf, bits, key)] += seen[key] / (double) background;
                }
            }
            int columns = game.columns(leaf.size());
            int[] place = new int[columns];
            for (int c = 0; c < columns; c++) {
                place[c] = Arrays.binarySearch(outputs, game.output(leaf, c));
            }
            double[][] known = new double[patterns][];
            for (int key = 0; key < 1 << bits(); key++) {
                int pattern = pattern(leaf, bits, key);
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

    /** For each edge of a leaf's path within the subtree the bit of its split. */
    private int[] bits(LeafPath leaf) {
        int[] bits = new int[leaf.length() - edgesAbove];
        for (int e = 0; e < bits.length; e++) {
            bits[e] = above + splits.indexOf(leaf.split(edgesAbove + e));
        }
        return bits;
    }

    /** The features of a leaf's path, as bits, whose conditions a row of this key meets. */
    private int pattern(LeafPath leaf, int[] bits, int key) {
        int failed = key & (1 << above) - 1;
        for (int e = 0; e < bits.length; e++) {
            if ((key >> bits[e] & 1) == 1 != leaf.goesLeft(edgesAbove + e)) {
                failed |= 1 << leaf.place(edgesAbove + e);
            }
        }
        return ~failed & (1 << leaf.size()) - 1;
    }
}
