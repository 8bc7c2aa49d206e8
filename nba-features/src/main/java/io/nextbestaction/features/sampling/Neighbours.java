// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.sampling;

import java.util.Arrays;

/**
 * The exact nearest neighbours of points among some of them, by a k-d tree (Bentley 1975) with small leaves; ties go to the
 * lower row. Not thread-safe.
 */
final class Neighbours {
    private static final int LEAF = 16;

    /** Bounds are sums in another order than distances, so that rounding must not prune a tie. */
    private static final double ROUNDING = 1 - 1e-9;

    private final double[][] points;
    private final int[] rows;

    /** The axis a node is cut along, -1 for a leaf, and where; children of node i are 2i + 1 and 2i + 2. */
    private final int[] axes;

    private final double[] cuts;

    /** What the search at hand has found. */
    private double[] distances = {};

    private int[] found = {};
    private int count;
    private int self;

    Neighbours(double[][] points, int[] rows) {
        this.points = points;
        this.rows = rows.clone();
        int depth = 0;
        while (rows.length >> depth > LEAF) {
            depth++;
        }
        axes = new int[(2 << depth) - 1];
        cuts = new double[axes.length];
        Arrays.fill(axes, -1);
        build(0, 0, rows.length);
    }

    private void build(int node, int from, int to) {
        if (to - from <= LEAF || 2 * node + 2 >= axes.length) {
            return;
        }
        int axis = widest(from, to);
        if (axis < 0) {
            return;
        }
        int middle = (from + to) >>> 1;
        select(axis, from, to - 1, middle);
        axes[node] = axis;
        cuts[node] = points[rows[middle]][axis];
        build(2 * node + 1, from, middle);
        build(2 * node + 2, middle, to);
    }

    private int widest(int from, int to) {
        int widest = -1;
        double width = 0;
        for (int axis = 0; axis < points[rows[from]].length; axis++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                low = Math.min(low, points[rows[i]][axis]);
                high = Math.max(high, points[rows[i]][axis]);
            }
            if (high - low > width) {
                width = high - low;
                widest = axis;
            }
        }
        return widest;
    }

    /** Moves the rows so that those before the place are not above it along an axis, and those after it not below. */
    private void select(int axis, int from, int to, int place) {
        int low = from;
        int high = to;
        while (low < high) {
            double pivot = points[rows[(low + high) >>> 1]][axis];
            int i = low;
            int j = high;
            while (i <= j) {
                while (points[rows[i]][axis] < pivot) {
                    i++;
                }
                while (points[rows[j]][axis] > pivot) {
                    j--;
                }
                if (i <= j) {
                    int swap = rows[i];
                    rows[i++] = rows[j];
                    rows[j--] = swap;
                }
            }
            if (place <= j) {
                high = j;
            } else if (place >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    /** How many rows are searched. */
    int size() {
        return rows.length;
    }

    /** The nearest rows of a row but itself, the nearest first; fewer where there are not so many. */
    int[] nearest(int row, int k) {
        distances = new double[k];
        found = new int[k];
        count = 0;
        self = row;
        search(0, 0, rows.length, 0, new double[points[row].length]);
        return Arrays.copyOf(found, count);
    }

    private void search(int node, int from, int to, double bound, double[] offsets) {
        if (count == found.length && bound * ROUNDING > distances[count - 1]) {
            return;
        }
        int axis = axes[node];
        if (axis < 0) {
            for (int i = from; i < to; i++) {
                offer(rows[i]);
            }
            return;
        }
        int middle = (from + to) >>> 1;
        double offset = points[self][axis] - cuts[node];
        double before = offsets[axis];
        double far = bound - before * before + offset * offset;
        if (offset < 0) {
            search(2 * node + 1, from, middle, bound, offsets);
            offsets[axis] = offset;
            search(2 * node + 2, middle, to, far, offsets);
        } else {
            search(2 * node + 2, middle, to, bound, offsets);
            offsets[axis] = offset;
            search(2 * node + 1, from, middle, far, offsets);
        }
        offsets[axis] = before;
    }

    private void offer(int row) {
        if (row == self) {
            return;
        }
        double most = count < found.length ? Double.POSITIVE_INFINITY : distances[count - 1];
        double[] a = points[self];
        double[] b = points[row];
        double distance = 0;
        for (int i = 0; i < a.length; i++) {
            distance += (a[i] - b[i]) * (a[i] - b[i]);
            if (distance > most) {
                return;
            }
        }
        int place = count < found.length ? count++ : count - 1;
        if (place == found.length - 1 && distance == most && row > found[place]) {
            return;
        }
        while (place > 0
                && (distances[place - 1] > distance || (distances[place - 1] == distance && found[place - 1] > row))) {
            distances[place] = distances[place - 1];
            found[place] = found[place - 1];
            place--;
        }
        distances[place] = distance;
        found[place] = row;
    }
}
