// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tree adds to every action, kept for each set of leaves that customers can come to: of small trees there are few
 * such sets, and then one look-up and one addition of vectors serve all actions of a tree.
 *
 * <p>A customer's value leaves at each of its column's nodes the leaves of one side; what all columns leave is the set, 16
 * bits a tree and four trees a word. A factor, searched until it parts the sets of a tree, makes of the set a place in the
 * tree's table.
 */
final class ActionTables {
    private static final int MOST_LEAVES = 16;
    private static final int MOST_SETS = 512;
    /** Four megabytes, of sets and again of vectors. */
    private static final int MOST_WORDS = 1 << 19;
    /** Two megabytes more. */
    private static final int MOST_PLACES = 1 << 20;

    private static final int LANES = 8;

    private final double base;
    private final int actions;
    private final SetTable sets;
    private final int words;
    /** For each tree how its set becomes a place, and where its table begins. */
    private final int[] factors;

    private final int[] shifts;
    private final int[] starts;
    /** For each place the number of a vector. */
    private final char[] table;
    /** What a tree adds to each action; the first adds nothing. */
    private final double[][] vectors;

    private ActionTables(
            Forest forest,
            Cuts cuts,
            LeafNumbers numbers,
            int[] actionInputs,
            List<long[]> setsOfTrees,
            List<SetKey> keys,
            double[][] vectors,
            int actions) {
        this.base = forest.base();
        this.actions = actions;
        this.vectors = vectors;
        this.words = (forest.trees() + 3) / 4;
        this.factors = new int[4 * words];
        this.shifts = new int[4 * words];
        this.starts = new int[4 * words];
        this.table = new char[keys.stream().mapToInt(SetKey::places).sum()];
        int start = 0;
        int vector = 1;
        for (int t = 0; t < keys.size(); t++) {
            SetKey key = keys.get(t);
            factors[t] = key.factor();
            shifts[t] = key.shift();
            starts[t] = start;
            // trees that only fill the last four have no leaf, and add nothing
            if (t < forest.trees()) {
                for (long set : setsOfTrees.get(t)) {
                    table[start + key.place(set)] = (char) vector++;
                }
            }
            start += key.places();
        }
        long[] whole = new long[words];
        for (int t = 0; t < forest.trees(); t++) {
            for (long set : setsOfTrees.get(t)) {
                whole[t / 4] |= set << shift(t);
            }
        }
        this.sets = new SetTable(cuts, LeafSets.columns(cuts, actionInputs, false), whole);
        fill(forest, cuts, numbers, whole);
    }

    private static int shift(int tree) {
        return 16 * (tree % 4);
    }

    private int place(long word, int tree) {
        return SetKey.place(word, factors[tree], shifts[tree]);
    }

    private void fill(Forest forest, Cuts cuts, LeafNumbers numbers, long[] whole) {
        for (int column : sets.columns()) {
            for (int at = SetTable.first(cuts, column); at < SetTable.first(cuts, column + 1); at++) {
                sets.put(at, whole.clone());
            }
        }
        for (int node = 0; node < forest.nodes(); node++) {
            int column = forest.isLeaf(node) ? -1 : cuts.slot(forest, node) >> 1;
            if (Arrays.stream(sets.columns()).noneMatch(own -> own == column)) {
                continue;
            }
            int tree = numbers.tree(node);
            long toRight = ~(numbers.left(node) << shift(tree));
            long toLeft = ~(numbers.right(node) << shift(tree));
            int missing = SetTable.first(cuts, column);
            sets.get(missing)[tree / 4] &= forest.missingLeft(node) ? toLeft : toRight;
            int cut = cuts.position(forest, node);
            for (int rank = 0; missing + 1 + rank < SetTable.first(cuts, column + 1); rank++) {
                sets.get(missing + 1 + rank)[tree / 4] &= rank <= cut ? toLeft : toRight;
            }
        }
    }

    /**
     * The tables of a forest, or null if a tree or all are too large for them.
     *
     * @param values [actions × inputs of the action]
     * @param own the leaves of each tree that each action can reach, from {@link LeafSets}
     */
    static @Nullable ActionTables of(
            Forest forest, Cuts cuts, LeafNumbers numbers, int[] actionInputs, double[] values, long[][] own) {
        long setWords = (long) SetTable.places(cuts) * ((forest.trees() + 3) / 4);
        if (numbers.most() > MOST_LEAVES || setWords > MOST_WORDS) {
            return null;
        }
        CustomerSets customers = new CustomerSets(forest, numbers, actionInputs, values, MOST_SETS);
        List<long[]> setsOfTrees = new ArrayList<>();
        int lanes = (own.length + LANES - 1) / LANES * LANES;
        long count = 1;
        for (int t = 0; t < forest.trees(); t++) {
            long[] ofTree = customers.of(t);
            count += ofTree == null ? MOST_WORDS : ofTree.length;
            if (ofTree == null || count > Character.MAX_VALUE || count * lanes > MOST_WORDS) {
                return null;
            }
            setsOfTrees.add(ofTree);
        }
        List<SetKey> keys = new ArrayList<>();
        long places = 0;
        for (int t = 0; t < (forest.trees() + 3) / 4 * 4; t++) {
            keys.add(SetKey.of(t < forest.trees() ? setsOfTrees.get(t) : new long[1]));
            places += keys.get(t).places();
            if (places > MOST_PLACES) {
                return null;
            }
        }
        double[][] vectors = new double[(int) count][lanes];
        Arrays.fill(vectors[0], -0.0);
        int next = 1;
        for (int t = 0; t < forest.trees(); t++) {
            for (long set : setsOfTrees.get(t)) {
                for (int action = 0; action < own.length; action++) {
                    vectors[next][action] = numbers.values()[t][Long.numberOfTrailingZeros(set & own[action][t])];
                }
                next++;
            }
        }
        return new ActionTables(forest, cuts, numbers, actionInputs, setsOfTrees, keys, vectors, own.length);
    }

    /** The margin of every action for a customer. */
    void margins(double[] customer, double[] out, Scratch scratch) {
        long[] ofCustomer = scratch.masks(words);
        sets.reduce(customer, ofCustomer, scratch);
        int lanes = vectors[0].length;
        double[] sums = scratch.sums(lanes);
        Arrays.fill(sums, 0, lanes, base);
        for (int w = 0; w < words; w++) {
            long set = ofCustomer[w];
            add(
                    lanes,
                    vector(set, 4 * w),
                    vector(set >>> 16, 4 * w + 1),
                    vector(set >>> 32, 4 * w + 2),
                    vector(set >>> 48, 4 * w + 3),
                    sums);
        }
        System.arraycopy(sums, 0, out, 0, actions);
    }

    private double[] vector(long word, int tree) {
        return vectors[table[starts[tree] + place(word, tree)]];
    }

    /** Four trees at a time, each action's in tree order. */
    private static void add(int lanes, double[] a, double[] b, double[] c, double[] d, double[] sums) {
        for (int i = 0; i < lanes; i++) {
            sums[i] = sums[i] + a[i] + b[i] + c[i] + d[i];
        }
    }
}
