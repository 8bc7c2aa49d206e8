// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The leaves of each tree as bits of one {@code long}, from left to right. A row that goes right at a node cannot reach
 * the leaves on its left; what the nodes of all columns leave over has the row's leaf as its lowest bit. Nodes are kept by
 * column and ascending threshold, so that those a value goes right at are the first so many.
 */
final class LeafSets {
    private static final int MOST_LEAVES = 64;

    private final Cuts cuts;
    private final int[] ends;
    private final int[] trees;
    private final long[] kept;
    private final long[] keptMissing;
    private final int spacing;
    private final int[] snapshotStarts;
    private final long[][] snapshots;
    private final boolean[] actionColumn;
    private final int[] starts;
    private final double[] leaves;

    private LeafSets(Forest forest, Cuts cuts, int[] actionInputs) {
        this.cuts = cuts;
        this.actionColumn = new boolean[cuts.columns()];
        for (int column = 0; column < actionColumn.length; column++) {
            int input = cuts.input(column);
            actionColumn[column] = Arrays.stream(actionInputs).anyMatch(action -> action == input);
        }
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
        this.ends = new int[cuts.size() + 1];
        this.trees = new int[nodes.length];
        this.kept = new long[nodes.length];
        this.keptMissing = new long[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            int node = nodes[i];
            int start = starts[tree[node]];
            trees[i] = tree[node];
            // leaves first to middle are on the left; at most 63, so the shift is within a long
            kept[i] = ~(((1L << (middle[node] - first[node])) - 1) << (first[node] - start));
            keptMissing[i] = forest.missingLeft(node) ? -1 : kept[i];
            ends[cuts.order(forest, node) + 1] = i + 1;
        }
        // a snapshot of all trees every eighth as many nodes: eight words a node, and no list longer than that to go
        // through
        this.spacing = Math.max(16, (starts.length + 1) / 8);
        this.snapshotStarts = new int[cuts.columns() + 1];
        for (int column = 0; column < cuts.columns(); column++) {
            int jumps = (ends[cuts.start(column + 1)] - ends[cuts.start(column)]) / spacing;
            snapshotStarts[column + 1] = snapshotStarts[column] + (jumps == 0 ? 0 : jumps + 1);
        }
        this.snapshots = new long[snapshotStarts[cuts.columns()]][];
        for (int column = 0; column < cuts.columns(); column++) {
            snapshots(column);
        }
    }

    /** The sets after each spacing of a column's nodes; in the first place, where nothing would be, those of a missing value. */
    private void snapshots(int column) {
        int from = ends[cuts.start(column)];
        int to = ends[cuts.start(column + 1)];
        long[] sets = new long[starts.length];
        Arrays.fill(sets, -1);
        keep(sets, keptMissing, from, to);
        for (int at = snapshotStarts[column]; at < snapshotStarts[column + 1]; at++) {
            snapshots[at] = sets.clone();
            if (at == snapshotStarts[column]) {
                Arrays.fill(sets, -1);
            }
            keep(sets, kept, from, Math.min(from + spacing, to));
            from += spacing;
        }
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
    void ofCustomer(double[] row, long[] sets) {
        reduce(row, sets, false);
    }

    /** The leaves of each tree that the action columns of a row leave over. */
    void ofAction(double[] row, long[] sets) {
        reduce(row, sets, true);
    }

    private void reduce(double[] row, long[] sets, boolean ofAction) {
        Arrays.fill(sets, 0, starts.length, -1);
        for (int column = 0; column < actionColumn.length; column++) {
            if (actionColumn[column] != ofAction) {
                continue;
            }
            double value = row[cuts.input(column)];
            int start = cuts.start(column);
            int from = ends[start];
            int to = ends[start + cuts.rank(column, value)];
            int jumps = (to - from) / spacing;
            boolean missing = Double.isNaN(value);
            if (jumps > 0) {
                // the rank of a missing value is above all cuts, so that there is a snapshot for it too
                intersect(sets, snapshots[snapshotStarts[column] + (missing ? 0 : jumps)], starts.length);
                from = missing ? to : from + jumps * spacing;
            }
            keep(sets, missing ? keptMissing : kept, from, to);
        }
    }

    private static void intersect(long[] sets, long[] with, int trees) {
        for (int t = 0; t < trees; t++) {
            sets[t] &= with[t];
        }
    }

    private void keep(long[] sets, long[] masks, int from, int to) {
        for (int i = from; i < to; i++) {
            sets[trees[i]] &= masks[i];
        }
    }

    /** Where the leaves of each tree begin. */
    int[] starts() {
        return starts;
    }

    /** The leaf values of all trees, each from left to right. */
    double[] leaves() {
        return leaves;
    }
}
