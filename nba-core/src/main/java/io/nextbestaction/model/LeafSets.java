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
    private final SetTable customer;
    private final SetTable action;
    /** For each place of the tables the nodes its value goes right at that its sets do not know of: from here to an end. */
    private final int[] froms;

    private final int[] ends;
    private final int[] trees;
    private final long[] kept;

    private LeafSets(Forest forest, Cuts cuts, int[] actionInputs, LeafNumbers numbers) {
        this.cuts = cuts;
        int[] nodes = IntStream.range(0, forest.nodes())
                .filter(node -> !forest.isLeaf(node))
                .boxed()
                .sorted(Comparator.comparingInt((Integer node) -> cuts.order(forest, node)))
                .mapToInt(node -> node)
                .toArray();
        // once for values, once for missing ones
        this.trees = new int[2 * nodes.length];
        this.kept = new long[2 * nodes.length];
        int[] counts = new int[cuts.size() + 1];
        for (int i = 0; i < nodes.length; i++) {
            int node = nodes[i];
            trees[i] = numbers.tree(node);
            trees[nodes.length + i] = trees[i];
            kept[i] = ~numbers.left(node);
            kept[nodes.length + i] = forest.missingLeft(node) ? -1 : kept[i];
            counts[cuts.order(forest, node) + 1] = i + 1;
        }
        this.froms = new int[SetTable.places(cuts)];
        this.ends = new int[SetTable.places(cuts)];
        long[] all = SetTable.full(forest.trees());
        this.customer = new SetTable(cuts, columns(cuts, actionInputs, false), all);
        this.action = new SetTable(cuts, columns(cuts, actionInputs, true), all);
        // sets of all trees every eighth as many nodes: eight words a node, and no list longer than that to go through
        int spacing = Math.max(16, (forest.trees() + 1) / 8);
        fill(customer, spacing, all, counts);
        int actionCuts = Arrays.stream(action.columns())
                .map(column -> cuts.start(column + 1) - cuts.start(column))
                .sum();
        boolean small = (long) actionCuts * forest.trees() <= MOST_WORDS;
        fill(action, small ? 1 : spacing, all, counts);
    }

    /** The columns of the action, or those of the customer. */
    static int[] columns(Cuts cuts, int[] actionInputs, boolean ofAction) {
        return IntStream.range(0, cuts.columns())
                .filter(column ->
                        ofAction == Arrays.stream(actionInputs).anyMatch(action -> action == cuts.input(column)))
                .toArray();
    }

    /** Fills a table, with new sets as soon as there are so many nodes since the last. */
    private void fill(SetTable table, int spacing, long[] all, int[] counts) {
        for (int column : table.columns()) {
            int at = SetTable.first(cuts, column);
            int start = cuts.start(column);
            int from = counts[start];
            missing(table, at, kept.length / 2 + from, kept.length / 2 + counts[cuts.start(column + 1)], spacing, all);
            long[] sets = all;
            for (int cut = start; cut <= cuts.start(column + 1); cut++) {
                int end = counts[cut];
                if (end - from >= spacing) {
                    sets = sets.clone();
                    keep(sets, kept, from, end);
                    from = end;
                }
                int place = at + 1 + cut - start;
                table.put(place, sets);
                froms[place] = from;
                ends[place] = end;
            }
        }
    }

    private void missing(SetTable table, int place, int from, int to, int spacing, long[] all) {
        boolean many = to - from >= spacing;
        table.put(place, many ? all.clone() : all);
        keep(table.get(place), kept, from, many ? to : from);
        froms[place] = many ? to : from;
        ends[place] = to;
    }

    /** The leaf sets of a forest, or null if a tree has more leaves than a long has bits. */
    static @Nullable LeafSets of(Forest forest, Cuts cuts, int[] actionInputs, LeafNumbers numbers) {
        return numbers.most() > MOST_LEAVES ? null : new LeafSets(forest, cuts, actionInputs, numbers);
    }

    /** The leaves of each tree that the customer columns of a row leave over. */
    void ofCustomer(double[] row, long[] sets, Scratch scratch) {
        reduce(customer, row, sets, scratch);
    }

    /** The leaves of each tree that the action columns of a row leave over. */
    void ofAction(double[] row, long[] sets, Scratch scratch) {
        reduce(action, row, sets, scratch);
    }

    private void reduce(SetTable table, double[] row, long[] sets, Scratch scratch) {
        int[] places = table.reduce(row, sets, scratch);
        for (int i = 0; i < table.columns().length; i++) {
            keep(sets, kept, froms[places[i]], ends[places[i]]);
        }
    }

    private void keep(long[] sets, long[] masks, int from, int to) {
        for (int i = from; i < to; i++) {
            sets[trees[i]] &= masks[i];
        }
    }
}
