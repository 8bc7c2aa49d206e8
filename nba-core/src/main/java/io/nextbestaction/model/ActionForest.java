// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A forest over (customer, action) features compiled for a fixed list of actions: one call scores every action for a
 * customer, to the bit the same as one row after the other. Immutable, thread-safe; allocates nothing once the scratch
 * has grown.
 *
 * <p>The splits on customer features are evaluated once: they leave of each tree the set of leaves this customer can
 * reach, one {@code long} a tree; the set that an action can reach is known beforehand, and the lowest leaf of both is
 * the answer (the leaf sets of QuickScorer, Lucchese et al. 2015, parted by customer and action). Where a tree has more
 * than 64 leaves, or the actions are those of the call, each tree is walked once for up to 64 actions; too few actions to
 * gain are scored row by row. Memory is O(actions · trees + nodes).
 */
public final class ActionForest {
    /** From so many actions on, leaf sets cost less than the rows one by one. */
    private static final int FEWEST_ACTIONS = 2;

    /** From so many actions on, walking each tree once costs less than the rows one by one, measured on S, M and L. */
    private static final int FEWEST_WALKED = 24;

    private static final int LANES = 8;

    private final Forest forest;
    private final int[] columns;
    private final double[] values;
    private final int actions;
    private final @Nullable LeafSets sets;
    private final long[] actionSets;
    private final @Nullable ActionWalk walk;

    private ActionForest(Forest forest, int[] columns, double[] values, int actions) {
        this.forest = forest;
        this.columns = columns;
        this.values = values;
        this.actions = actions;
        Cuts cuts = Cuts.of(forest);
        this.sets = actions >= FEWEST_ACTIONS ? LeafSets.of(forest, cuts, columns) : null;
        this.walk = ActionWalk.fits(cuts) ? ActionWalk.of(forest, cuts, columns) : null;
        this.actionSets = sets == null ? new long[0] : actionSets(sets);
    }

    /** The leaves of each tree that each action can reach, eight actions side by side for each tree. */
    private long[] actionSets(LeafSets sets) {
        int trees = forest.trees();
        long[] all = new long[Math.multiplyExact((actions + LANES - 1) / LANES * LANES, trees)];
        Arrays.fill(all, -1);
        double[] row = new double[forest.inputs()];
        long[] one = new long[trees];
        for (int action = 0; action < actions; action++) {
            place(values, action, row);
            sets.ofAction(row, one);
            for (int t = 0; t < trees; t++) {
                all[(action / LANES * trees + t) * LANES + action % LANES] = one[t];
            }
        }
        return all;
    }

    static ActionForest of(Forest forest, int[] columns, double[] values) {
        BitSet seen = new BitSet();
        for (int column : columns) {
            if (column < 0 || column >= forest.inputs() || seen.get(column)) {
                throw new IllegalArgumentException("The action column (" + column + ") of a forest with "
                        + forest.inputs() + " inputs must be one of them, named once.");
            }
            seen.set(column);
        }
        checkWhole(values.length, columns.length);
        return new ActionForest(forest, columns.clone(), values.clone(), values.length / columns.length);
    }

    private static void checkWhole(int values, int columns) {
        if (columns == 0 || values % columns != 0) {
            throw new IllegalArgumentException("The values (" + values + ") of actions with " + columns
                    + " columns must fill whole actions.\nMaybe give one value for each action and column.");
        }
    }

    /** The number of actions. */
    public int actions() {
        return actions;
    }

    /** The forest it scores with. */
    public Forest forest() {
        return forest;
    }

    /**
     * The margin of every action for one customer.
     *
     * @param features at least {@link Forest#inputs()} values, those in the action columns ignored; NaN is missing
     * @param out receives the margins, one for each action
     * @param scratch buffers of the calling thread
     */
    public void margins(double[] features, double[] out, Scratch scratch) {
        if (sets == null) {
            margins(features, values, out, scratch);
            return;
        }
        int trees = forest.trees();
        long[] reachable = scratch.masks(trees);
        sets.ofCustomer(features, reachable);
        for (int first = 0; first < actions; first += LANES) {
            lanes(sets, reachable, first, out, scratch);
        }
    }

    /** The sums of eight actions, in registers from first tree to last. */
    private void lanes(LeafSets sets, long[] reachable, int first, double[] out, Scratch scratch) {
        int trees = forest.trees();
        double[] leaves = sets.leaves();
        int[] starts = sets.starts();
        long[] own = actionSets;
        double a = forest.base();
        double b = a;
        double c = a;
        double d = a;
        double e = a;
        double f = a;
        double g = a;
        double h = a;
        int offset = first * trees;
        for (int t = 0; t < trees; t++) {
            long set = reachable[t];
            int start = starts[t];
            int at = offset + LANES * t;
            a += leaves[start + Long.numberOfTrailingZeros(set & own[at])];
            b += leaves[start + Long.numberOfTrailingZeros(set & own[at + 1])];
            c += leaves[start + Long.numberOfTrailingZeros(set & own[at + 2])];
            d += leaves[start + Long.numberOfTrailingZeros(set & own[at + 3])];
            e += leaves[start + Long.numberOfTrailingZeros(set & own[at + 4])];
            f += leaves[start + Long.numberOfTrailingZeros(set & own[at + 5])];
            g += leaves[start + Long.numberOfTrailingZeros(set & own[at + 6])];
            h += leaves[start + Long.numberOfTrailingZeros(set & own[at + 7])];
        }
        double[] sums = scratch.sums(LANES);
        sums[0] = a;
        sums[1] = b;
        sums[2] = c;
        sums[3] = d;
        sums[4] = e;
        sums[5] = f;
        sums[6] = g;
        sums[7] = h;
        System.arraycopy(sums, 0, out, first, Math.min(LANES, actions - first));
    }

    /**
     * The margin of every action of this call for one customer, to the bit the same as one row after the other.
     *
     * @param features at least {@link Forest#inputs()} values, those in the action columns ignored; NaN is missing
     * @param values [actions × columns], row-major, in the order of the columns; NaN is missing
     * @param out receives the margins, one for each action
     * @param scratch buffers of the calling thread
     * @throws IllegalArgumentException if the values do not fill whole actions
     */
    public void margins(double[] features, double[] values, double[] out, Scratch scratch) {
        checkWhole(values.length, columns.length);
        int count = values.length / columns.length;
        if (walk == null || count < FEWEST_WALKED) {
            oneByOne(features, values, count, out, scratch);
        } else {
            walk.margins(features, values, columns.length, count, out, scratch);
        }
    }

    private void oneByOne(double[] features, double[] values, int count, double[] out, Scratch scratch) {
        double[] row = scratch.row(forest.inputs());
        System.arraycopy(features, 0, row, 0, forest.inputs());
        for (int action = 0; action < count; action++) {
            place(values, action, row);
            out[action] = forest.margin(row, scratch);
        }
    }

    private void place(double[] values, int action, double[] row) {
        for (int i = 0; i < columns.length; i++) {
            row[columns[i]] = values[action * columns.length + i];
        }
    }
}
