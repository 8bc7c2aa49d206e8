// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The distinct thresholds of a forest, sorted for every input it splits on. The rank of a value is how many of them are
 * at most the value, so that {@code value < cuts[j]} is {@code rank <= j} for every value but NaN, infinities and zeros
 * of either sign included. Each input has two slots: in the even one a missing value ranks above all cuts (it goes
 * right), in the odd one below (it goes left); a node names the slot of its learned way, so no walk asks about NaN.
 *
 * <p>Columns are in the order of their number of cuts, so that those with one, flags for instance, come first and need no
 * search; the others are searched by {@link Buckets}.
 */
final class Cuts {
    /** The input of each column, and all inputs ascending with the column of each. */
    private final int[] inputs;

    private final int[] sorted;
    private final int[] columnOf;
    private final int[] starts;
    private final double[] cuts;
    /** How many columns have a single cut; they are the first. */
    private final int flags;

    private final int most;
    private final Buckets buckets;

    /** Distinct thresholds, ascending, of each of the ascending inputs. */
    private Cuts(int[] sorted, double[][] thresholds) {
        int columns = sorted.length;
        int[] order = IntStream.range(0, columns)
                .boxed()
                .sorted(Comparator.comparingInt(i -> thresholds[i].length))
                .mapToInt(i -> i)
                .toArray();
        this.sorted = sorted;
        this.inputs = new int[columns];
        this.columnOf = new int[columns];
        this.starts = new int[columns + 1];
        int ones = 0;
        for (int column = 0; column < columns; column++) {
            int length = thresholds[order[column]].length;
            inputs[column] = sorted[order[column]];
            columnOf[order[column]] = column;
            starts[column + 1] = starts[column] + length;
            ones += length == 1 ? 1 : 0;
        }
        this.flags = ones;
        this.most = columns == 0 ? 0 : thresholds[order[columns - 1]].length;
        this.cuts = new double[starts[columns]];
        for (int column = 0; column < columns; column++) {
            System.arraycopy(thresholds[order[column]], 0, cuts, starts[column], starts[column + 1] - starts[column]);
        }
        this.buckets = new Buckets(cuts, starts);
    }

    /** Takes memory by the nodes alone, however many inputs there are. */
    static Cuts of(Forest forest) {
        int[] inner = IntStream.range(0, forest.nodes())
                .filter(node -> !forest.isLeaf(node))
                .toArray();
        int[] inputs =
                Arrays.stream(inner).map(forest::feature).sorted().distinct().toArray();
        int[] sizes = new int[inputs.length];
        for (int node : inner) {
            sizes[Arrays.binarySearch(inputs, forest.feature(node))]++;
        }
        double[][] thresholds = new double[inputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            thresholds[i] = new double[sizes[i]];
        }
        for (int node : inner) {
            int i = Arrays.binarySearch(inputs, forest.feature(node));
            // zeros of either sign are one threshold
            thresholds[i][--sizes[i]] = forest.threshold(node) + 0.0;
        }
        for (int i = 0; i < inputs.length; i++) {
            thresholds[i] = Arrays.stream(thresholds[i]).sorted().distinct().toArray();
        }
        return new Cuts(inputs, thresholds);
    }

    /** The number of inputs that are split on. */
    int columns() {
        return inputs.length;
    }

    /** The input of a column. */
    int input(int column) {
        return inputs[column];
    }

    /** The number of cuts of all columns. */
    int size() {
        return cuts.length;
    }

    /** The largest number of cuts of a column. */
    int most() {
        return most;
    }

    /** Where the cuts of a column begin. */
    int start(int column) {
        return starts[column];
    }

    private int column(Forest forest, int node) {
        return columnOf[Arrays.binarySearch(sorted, forest.feature(node))];
    }

    /** The slot an inner node looks at. */
    int slot(Forest forest, int node) {
        return 2 * column(forest, node) + (forest.missingLeft(node) ? 1 : 0);
    }

    /** The position of an inner node's threshold among the cuts of its column. */
    int position(Forest forest, int node) {
        int column = column(forest, node);
        double threshold = forest.threshold(node) + 0.0;
        return Arrays.binarySearch(cuts, starts[column], starts[column + 1], threshold) - starts[column];
    }

    /** The position of an inner node's threshold among the cuts of all columns. */
    int order(Forest forest, int node) {
        return starts[column(forest, node)] + position(forest, node);
    }

    /**
     * Writes the rank of every column to its two slots, each plus {@code slot << shift}, so that a node that keeps
     * {@code (slot << shift) + position} tells right by the sign of one subtraction.
     */
    void ranks(double[] rows, int offset, int[] ranks, int shift) {
        for (int column = 0; column < flags; column++) {
            rank(column, value(rows, offset, column), value(rows, offset, column) < cuts[column] ? 0 : 1, ranks, shift);
        }
        for (int column = flags; column < inputs.length; column++) {
            double value = value(rows, offset, column);
            rank(column, value, buckets.rank(column, value), ranks, shift);
        }
    }

    private double value(double[] rows, int offset, int column) {
        return rows[offset + inputs[column]];
    }

    private void rank(int column, double value, int rank, int[] ranks, int shift) {
        int slot = 2 * column;
        ranks[slot] = (slot << shift) + rank;
        ranks[slot + 1] = ((slot + 1) << shift) + rank;
        if (Double.isNaN(value)) {
            ranks[slot] = (slot << shift) + starts[column + 1] - starts[column];
            ranks[slot + 1] = ((slot + 1) << shift) - 1;
        }
    }

    /** How many cuts of a column are at most the value; all of them for NaN. */
    int rank(int column, double value) {
        return Double.isNaN(value) ? starts[column + 1] - starts[column] : buckets.rank(column, value);
    }

    /** A cut by its position among those of all columns. */
    double cut(int order) {
        return cuts[order];
    }
}
