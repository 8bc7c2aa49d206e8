// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The leaves of each tree as bits of one {@code long}, from left to right. A row that goes right at a node cannot reach
 * the leaves on its left; what the nodes of all columns leave over has the row's leaf as its lowest bit. Nodes are kept by
 * column and ascending threshold, so that those a value goes right at are the first so many: the sets they leave are
 * looked up as of a cut at or below the value, and the nodes since then taken off one by one.
 */
final class LeafSets {
    private static final int MOST_LEAVES = 64;
    /** Two megabytes: up to here the sets of every cut on the action are kept, and no node of it is taken off singly. */
    private static final int MOST_WORDS = 1 << 18;

    private final Cuts cuts;
    private final int[] customerColumns;
    private final int[] actionColumns;
    /** For each column the sets of a missing value, then those of each rank, or of the last rank below that has its own. */
    private final long[][] rows;
    /** For each rank the nodes its value goes right at that its sets do not know of: from here to an end. */
    private final int[] froms;

    private final int[] ends;
    private final int[] trees;
    private final long[] kept;
    private final int[] starts;
    private final double[] leaves;
    private final long[] all;

    private LeafSets(Forest forest, Cuts cuts, int[] actionInputs) {
        this.cuts = cuts;
        this.actionColumns =
                IntStream.range(0, cuts.columns()).filter(c -> isOf(cuts.input(c), actionInputs)).toArray();
        this.customerColumns =
                IntStream.range(0, cuts.columns()).filter(c -> !isOf(cuts.input(c), actionInputs)).toArray();
        this.starts = new int[forest.trees()];
        int[] tree = new int[forest.nodes()];
        int[] first = new int[forest.nodes()];
        int[] middle = new int[forest.nodes()];
        this.leaves = new double[forest.nodes() - (forest.nodes() - forest.trees()) / 2];
        int end = 0;
        for (int t = 0; t < starts.length; t++) {
            starts[t] = end;
            end = number(forest, forest.root(t), t, end, tree, first, middle);
        }
        int[] nodes = IntStream.range(0, forest.nodes())
                .filter(node -> !forest.isLeaf(node))
                .boxed()
                .sorted(Comparator.comparingInt((Integer node) -> cuts.order(forest, node)))
                .mapToInt(node -> node)
                .toArray();
        this.trees = new int[nodes.length];
        this.kept = new long[nodes.length];
        long[] keptMissing = new long[nodes.length];
        int[] counts = new int[cuts.size() + 1];
        for (int i = 0; i < nodes.length; i++) {
            int node = nodes[i];
            int start = starts[tree[node]];
            trees[i] = tree[node];
            // leaves first to middle are on the left; at most 63, so the shift is within a long
            kept[i] = ~(((1L << (middle[node] - first[node])) - 1) << (first[node] - start));
            keptMissing[i] = forest.missingLeft(node) ? -1 : kept[i];
            counts[cuts.order(forest, node) + 1] = i + 1;
        }
        this.all = new long[starts.length];
        Arrays.fill(all, -1);
        int ranks = cuts.size() + 2 * cuts.columns();
        this.rows = new long[ranks][];
        this.froms = new int[ranks];
        this.ends = new int[ranks];
        // sets of all trees every eighth as many nodes: eight words a node, and no list longer than that to go through
        int spacing = Math.max(16, (starts.length + 1) / 8);
        for (int column : customerColumns) {
            look(column, spacing, counts, keptMissing);
        }
        int actionCuts = Arrays.stream(actionColumns)
                .map(column -> cuts.start(column + 1) - cuts.start(column))
                .sum();
        boolean small = (long) actionCuts * starts.length <= MOST_WORDS;
        for (int column : actionColumns) {
            look(column, small ? 1 : spacing, counts, keptMissing);
        }
    }

    private static boolean isOf(int input, int[] actionInputs) {
        return Arrays.stream(actionInputs).anyMatch(action -> action == input);
    }

    /** Fills a column's sets, new ones as soon as there are so many nodes since the last. */
    private void look(int column, int spacing, int[] counts, long[] keptMissing) {
        int at = first(column);
        int from = counts[cuts.start(column)];
        rows[at] = all.clone();
        keep(rows[at], keptMissing, from, counts[cuts.start(column + 1)]);
        rows[at + 1] = all;
        for (int rank = 0; rank <= cuts.start(column + 1) - cuts.start(column); rank++) {
            int end = counts[cuts.start(column) + rank];
            long[] sets = rank == 0 ? all : rows[at + rank];
            if (end - from >= spacing) {
                sets = sets.clone();
                keep(sets, kept, from, end);
                from = end;
            }
            rows[at + 1 + rank] = sets;
            froms[at + 1 + rank] = from;
            ends[at + 1 + rank] = end;
        }
    }

    /** Where the ranks of a column begin, a missing value's place before them. */
    private int first(int column) {
        return cuts.start(column) + 2 * column;
    }

    /** The leaf sets of a forest, or null if a tree has more leaves than a long has bits. */
    static @Nullable LeafSets of(Forest forest, Cuts cuts, int[] actionInputs) {
        for (int t = 0; t < forest.trees(); t++) {
            int end = t + 1 < forest.trees() ? forest.root(t + 1) : forest.nodes();
            if ((end - forest.root(t) + 1) / 2 > MOST_LEAVES) {
                return null;
            }
        }
        return new LeafSets(forest, cuts, actionInputs);
    }

    /** Numbers the leaves below a node from left to right and notes for inner nodes where left ends. */
    private int number(Forest forest, int node, int t, int next, int[] tree, int[] first, int[] middle) {
        tree[node] = t;
        first[node] = next;
        if (forest.isLeaf(node)) {
            leaves[next] = forest.leafValue(node);
            return next + 1;
        }
        middle[node] = number(forest, forest.left(node), t, next, tree, first, middle);
        return number(forest, forest.right(node), t, middle[node], tree, first, middle);
    }

    /** The leaves of each tree that the customer columns of a row leave over. */
    void ofCustomer(double[] row, long[] sets, Scratch scratch) {
        reduce(customerColumns, row, sets, scratch);
    }

    /** The leaves of each tree that the action columns of a row leave over. */
    void ofAction(double[] row, long[] sets, Scratch scratch) {
        reduce(actionColumns, row, sets, scratch);
    }

    private void reduce(int[] columns, double[] row, long[] sets, Scratch scratch) {
        int[] places = scratch.offsets(columns.length);
        for (int i = 0; i < columns.length; i++) {
            double value = row[cuts.input(columns[i])];
            places[i] = first(columns[i]) + (Double.isNaN(value) ? 0 : 1 + cuts.rank(columns[i], value));
        }
        // four columns at a time, so that a set is stored once for them; at least once for those of no column
        for (int i = 0; i == 0 || i < columns.length; i += 4) {
            long[] a = i < columns.length ? rows[places[i]] : all;
            long[] b = i + 1 < columns.length ? rows[places[i + 1]] : all;
            long[] c = i + 2 < columns.length ? rows[places[i + 2]] : all;
            long[] d = i + 3 < columns.length ? rows[places[i + 3]] : all;
            if (i == 0) {
                first(all.length, a, b, c, d, sets);
            } else {
                next(all.length, a, b, c, d, sets);
            }
        }
        for (int i = 0; i < columns.length; i++) {
            keep(sets, kept, froms[places[i]], ends[places[i]]);
        }
    }

    private static void first(int trees, long[] a, long[] b, long[] c, long[] d, long[] sets) {
        for (int t = 0; t < trees; t++) {
            sets[t] = a[t] & b[t] & (c[t] & d[t]);
        }
    }

    private static void next(int trees, long[] a, long[] b, long[] c, long[] d, long[] sets) {
        for (int t = 0; t < trees; t++) {
            sets[t] &= a[t] & b[t] & (c[t] & d[t]);
        }
    }

    private void keep(long[] sets, long[] masks, int from, int to) {
        for (int i = from; i < to; i++) {
            sets[trees[i]] &= masks[i];
        }
    }

    /** The leaf values of all trees, each from left to right. */
    double[] leaves() {
        return leaves;
    }

    /** Where the leaves of each tree begin. */
    int[] starts() {
        return starts;
    }
}
