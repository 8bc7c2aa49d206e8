// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.Forest;
import java.util.Arrays;
import java.util.List;

/**
 * Interventional values or interactions of trees of any depth, by one walk for all background rows at once: kernel B.
 * Every split holds the set of background rows it sends left. On the way down, a feature whose conditions the row meets
 * keeps the set of background rows that meet them too; a condition the row fails leaves only the background rows that
 * meet it. A subtree that no background row is left for is not entered.
 */
final class BitsetTrees {
    private final Forest forest;
    private final Ranks ranks;
    private final int[] roots;
    private final int words;
    private final int rows;
    private final int depth;
    private final boolean pairs;
    private final int[] entry;
    private final int[] limit;
    /** The background rows that go left, [nodes of the forest × words]; empty for leaves and trees not here. */
    private final long[][] left;

    private final long[] everyRow;
    /** beta[p][q] = p! q! / (p + q + 1)!. */
    private final double[][] beta;

    BitsetTrees(Forest forest, Ranks ranks, List<TreePaths> trees, FeatureMatrix background, boolean pairs) {
        this.forest = forest;
        this.ranks = ranks;
        this.pairs = pairs;
        this.rows = background.rows();
        this.words = (rows + 63) / 64;
        this.roots = trees.stream()
                .filter(t -> t.size() > 1)
                .mapToInt(TreePaths::root)
                .toArray();
        this.depth = trees.stream().mapToInt(TreePaths::longest).max().orElse(0);
        this.entry = new int[forest.nodes()];
        this.limit = new int[forest.nodes()];
        this.left = new long[forest.nodes()][0];
        everyRow = new long[words];
        for (int b = 0; b < rows; b++) {
            everyRow[b >>> 6] |= 1L << b;
        }
        beta = new double[depth + 1][depth + 1];
        for (int p = 0; p <= depth; p++) {
            for (int q = 0; q <= depth; q++) {
                beta[p][q] = LeafGame.beta(p, q);
            }
        }
        for (TreePaths tree : trees) {
            for (int n = tree.root(); n < tree.root() + tree.size(); n++) {
                if (!forest.isLeaf(n)) {
                    entry[n] = ranks.entry(forest, n);
                    limit[n] = ranks.limit(forest, n);
                    left[n] = new long[words];
                }
            }
        }
        fill(background);
    }

    private void fill(FeatureMatrix background) {
        double[] row = new double[background.columns()];
        int[] rank = new int[ranks.size()];
        for (int b = 0; b < rows; b++) {
            background.row(b, row);
            ranks.of(row, rank);
            for (int n = 0; n < left.length; n++) {
                if (left[n].length > 0 && rank[entry[n]] < limit[n]) {
                    left[n][b >>> 6] |= 1L << b;
                }
            }
        }
    }

    /** The bytes of the sets. */
    long bytes() {
        return Arrays.stream(left).mapToLong(set -> set.length).sum() * Long.BYTES;
    }

    /** Buffers for {@link #add}. */
    BitsetWalk newWalk() {
        int levels = 0;
        for (int root : roots) {
            levels = Math.max(levels, levels(root));
        }
        return new BitsetWalk(forest.inputs(), depth, levels, words);
    }

    private int levels(int node) {
        return forest.isLeaf(node) ? 0 : 1 + Math.max(levels(forest.left(node)), levels(forest.right(node)));
    }

    /**
     * Adds the values, or the interactions as {@link PairGame} lays them out, of all its trees for one row.
     *
     * @param rank the row's ranks
     */
    void add(int[] rank, double[] contributions, BitsetWalk walk) {
        for (int root : roots) {
            visit(root, everyRow, 0, rank, contributions, walk);
        }
    }

    private void visit(int node, long[] rest, int level, int[] rank, double[] out, BitsetWalk walk) {
        if (forest.isLeaf(node)) {
            walk.leaf(forest.leafValue(node) / rows, rest, beta, pairs, out);
            return;
        }
        boolean goesLeft = rank[entry[node]] < limit[node];
        int feature = forest.feature(node);
        int place = walk.place(feature);
        long[] before = place < 0 ? everyRow : walk.set(place);
        boolean met = place < 0 || walk.met(place);
        long[] next = walk.buffer(level);
        if (met) {
            edge(node, goesLeft, before, next);
            int held = place < 0 ? walk.push(feature) : place;
            walk.hold(held, next);
            visit(goesLeft ? forest.left(node) : forest.right(node), rest, level + 1, rank, out, walk);
            // the other side: background rows must meet every condition on the feature
            if (edge(node, !goesLeft, before, next) && and(rest, next)) {
                walk.fail(held);
                visit(goesLeft ? forest.right(node) : forest.left(node), next, level + 1, rank, out, walk);
            }
            if (place < 0) {
                walk.pop();
            } else {
                walk.hold(place, before);
            }
            return;
        }
        if (edge(node, true, rest, next)) {
            visit(forest.left(node), next, level + 1, rank, out, walk);
        }
        if (edge(node, false, rest, next)) {
            visit(forest.right(node), next, level + 1, rank, out, walk);
        }
    }

    /** Intersects with the rows that go one way, and tells whether any is left. */
    private boolean edge(int node, boolean toLeft, long[] from, long[] to) {
        long any = 0;
        long flip = toLeft ? 0 : -1;
        long[] set = left[node];
        for (int w = 0; w < words; w++) {
            to[w] = from[w] & (set[w] ^ flip);
            any |= to[w];
        }
        return any != 0;
    }

    private boolean and(long[] from, long[] to) {
        long any = 0;
        for (int w = 0; w < words; w++) {
            to[w] &= from[w];
            any |= to[w];
        }
        return any != 0;
    }
}
