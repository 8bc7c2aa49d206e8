// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A forest over (customer, action) features compiled for a fixed list of actions: one call scores every action for a
 * customer, to the bit the same as one row after the other. Immutable, thread-safe; allocates nothing once the scratch
 * has grown.
 *
 * <p>The splits on customer features are evaluated once: they leave of each tree the set of leaves this customer can
 * reach, one {@code long} a tree; the set that an action can reach is known beforehand, or looked up where the actions are
 * those of the call, and the lowest leaf of both is the answer (the leaf sets of QuickScorer, Lucchese et al. 2015, parted
 * by customer and action). Where trees are small, what each set adds to all actions is known beforehand too. Where a tree
 * has more than 64 leaves each tree is walked once for up to 64 actions; too few actions to gain are scored row by row.
 * Memory is O(actions · trees + nodes) and at most twelve megabytes of tables.
 */
public final class ActionForest {
    /** From so many actions on, leaf sets cost less than the rows one by one. */
    private static final int FEWEST_ACTIONS = 2;

    /** From so many actions on, adding a vector a tree costs less than adding leaf by leaf, measured on S. */
    private static final int FEWEST_TABLED = 16;

    /** From so many actions on, walking each tree once costs less than the rows one by one, measured on S, M and L. */
    private static final int FEWEST_WALKED = 24;

    private final Forest forest;
    private final int[] columns;
    private final double[] values;
    private final int actions;
    private final ActionLanes lanes;
    private final @Nullable LeafSets sets;
    private final @Nullable ActionTables tables;
    /** The leaves of each tree that each action can reach; none where tables know. */
    private final long[][] actionSets;

    private final @Nullable ActionWalk walk;

    private ActionForest(Forest forest, int[] columns, double[] values, int actions) {
        this.forest = forest;
        this.columns = columns;
        this.values = values;
        this.actions = actions;
        Cuts cuts = Cuts.of(forest);
        LeafNumbers numbers = new LeafNumbers(forest);
        this.lanes = new ActionLanes(forest.base(), numbers.values());
        this.sets = LeafSets.of(forest, cuts, columns, numbers);
        this.walk = sets == null && ActionWalk.fits(cuts) ? ActionWalk.of(forest, cuts, columns) : null;
        long[][] own = new long[sets == null || actions < FEWEST_ACTIONS ? 0 : actions][forest.trees()];
        if (sets != null) {
            ofActions(sets, values, 0, own.length, own, new Scratch());
        }
        this.tables = sets == null || actions < FEWEST_TABLED
                ? null
                : ActionTables.of(forest, cuts, numbers, columns, values, own);
        this.actionSets = tables == null ? own : new long[0][];
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

    /** Whether the actions it was compiled for are scored together; too few, or too large trees, are scored row by row. */
    boolean scoresTogether() {
        return actions >= FEWEST_ACTIONS && (sets != null || (walk != null && actions >= FEWEST_WALKED));
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
        if (tables != null) {
            tables.margins(features, out, scratch);
            return;
        }
        if (sets == null || actions < FEWEST_ACTIONS) {
            margins(features, values, out, scratch);
            return;
        }
        long[] reachable = scratch.masks(forest.trees());
        sets.ofCustomer(features, reachable, scratch);
        lanes.margins(reachable, actionSets, actions, out, 0, scratch);
    }

    /** Writes the sets of some actions. */
    private void ofActions(LeafSets sets, double[] values, int first, int count, long[][] into, Scratch scratch) {
        double[] row = scratch.row(forest.inputs());
        for (int i = 0; i < count; i++) {
            place(values, first + i, row);
            sets.ofAction(row, into[i], scratch);
        }
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
        if (sets != null && count >= FEWEST_ACTIONS) {
            bySets(sets, features, values, count, out, scratch);
        } else if (walk != null && count >= FEWEST_WALKED) {
            walk.margins(features, values, columns.length, count, out, scratch);
        } else {
            oneByOne(features, values, count, out, scratch);
        }
    }

    private void bySets(LeafSets sets, double[] features, double[] values, int count, double[] out, Scratch scratch) {
        long[] reachable = scratch.masks(forest.trees());
        long[][] own = scratch.actionSets(ActionLanes.LANES, forest.trees());
        sets.ofCustomer(features, reachable, scratch);
        for (int first = 0; first < count; first += ActionLanes.LANES) {
            int some = Math.min(ActionLanes.LANES, count - first);
            ofActions(sets, values, first, some, own, scratch);
            lanes.margins(reachable, own, some, out, first, scratch);
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
