// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The distinct thresholds of a forest, sorted for every input it splits on. The rank of a value is how many of them are
 * at most the value, so that {@code value < cuts[j]} is {@code rank <= j} for every value but NaN, infinities and zeros
 * of either sign included. Each input has two slots: in the even one a missing value ranks above all cuts (it goes
 * right), in the odd one below (it goes left); a node names the slot of its learned way, so no walk asks about NaN.
 */
final class Cuts {
    private final int[] inputs;
    private final int[] starts;
    private final double[] cuts;
    private final int most;

    private Cuts(int[] inputs, int[] starts, double[] cuts, int most) {
        this.inputs = inputs;
        this.starts = starts;
        this.cuts = cuts;
        this.most = most;
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
        for (int column = 0; column < inputs.length; column++) {
            thresholds[column] = new double[sizes[column]];
        }
        for (int node : inner) {
            int column = Arrays.binarySearch(inputs, forest.feature(node));
            // zeros of either sign are one threshold
            thresholds[column][--sizes[column]] = forest.threshold(node) + 0.0;
        }
        int[] starts = new int[inputs.length + 1];
        double[] cuts = new double[inner.length];
        int most = 0;
        for (int column = 0; column < inputs.length; column++) {
            double[] distinct =
                    Arrays.stream(thresholds[column]).sorted().distinct().toArray();
            System.arraycopy(distinct, 0, cuts, starts[column], distinct.length);
            starts[column + 1] = starts[column] + distinct.length;
            most = Math.max(most, distinct.length);
        }
        return new Cuts(inputs, starts, Arrays.copyOf(cuts, starts[inputs.length]), most);
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
        return Arrays.binarySearch(inputs, forest.feature(node));
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
        for (int column = 0; column < inputs.length; column++) {
            double value = rows[offset + inputs[column]];
            int rank = rank(column, value);
            int slot = 2 * column;
            ranks[slot] = (slot << shift) + rank;
            ranks[slot + 1] = ((slot + 1) << shift) + (Double.isNaN(value) ? -1 : rank);
        }
    }

    /** How many cuts of a column are at most the value; all of them for NaN. */
    int rank(int column, double value) {
        int start = starts[column];
        int at = start;
        int length = starts[column + 1] - start;
        // halving without an early exit: the JIT turns the choice into a conditional move
        while (length > 1) {
            int half = length >> 1;
            at = value < cuts[at + half - 1] ? at : at + half;
            length -= half;
        }
        return at - start + (value < cuts[at] ? 0 : 1);
    }

    /** The ranks of four values of one column at once, each plus the column's start: four searches hide each other. */
    void ranks(int column, double a, double b, double c, double d, int[] out) {
        int start = starts[column];
        int i = start;
        int j = start;
        int k = start;
        int l = start;
        int length = starts[column + 1] - start;
        while (length > 1) {
            int half = length >> 1;
            i = a < cuts[i + half - 1] ? i : i + half;
            j = b < cuts[j + half - 1] ? j : j + half;
            k = c < cuts[k + half - 1] ? k : k + half;
            l = d < cuts[l + half - 1] ? l : l + half;
            length -= half;
        }
        out[0] = i + (a < cuts[i] ? 0 : 1);
        out[1] = j + (b < cuts[j] ? 0 : 1);
        out[2] = k + (c < cuts[k] ? 0 : 1);
        out[3] = l + (d < cuts[l] ? 0 : 1);
    }
}
