// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * The buffers of one thread's scoring. It serves any number of scorers, grows when a scorer first needs more, and from
 * then on scoring with it allocates nothing. Holds no result; not thread-safe.
 */
public final class Scratch {
    final long[] planes = new long[8];
    private int[] ranks = new int[1];
    private int[] nodes = {};
    private int[] offsets = {};
    private long[] masks = {};
    private long[][] actionSets = {{}};
    private long[] numbers = {};
    private long[] reach = {};
    private double[] sums = {};
    private double[] row = {};
    private double[] widened = {};
    private final double[][] blends = new double[Blend.MOST_HEIGHT + 1][0];
    private double[] scaled = {};
    private double[] distances = {};
    private double[] even = {};
    private double[] odd = {};

    /** An empty scratch. */
    public Scratch() {}

    /** Room for so many ranks; its length is a power of two, so that a masked index needs no bounds check. */
    int[] ranks(int size) {
        if (ranks.length < size) {
            ranks = new int[Integer.highestOneBit(size - 1) << 1];
        }
        return ranks;
    }

    /** Room for the node numbers of so many trees. */
    int[] nodes(int size) {
        if (nodes.length < size) {
            nodes = new int[size];
        }
        return nodes;
    }

    /** Room for so many positions of table rows. */
    int[] offsets(int size) {
        if (offsets.length < size) {
            offsets = new int[size];
        }
        return offsets;
    }

    /** Room for so many row masks, or leaf sets of trees. */
    long[] masks(int size) {
        if (masks.length < size) {
            masks = new long[size];
        }
        return masks;
    }

    /** Room for the leaf sets of so many trees, for each of some actions. */
    long[][] actionSets(int actions, int trees) {
        if (actionSets.length < actions || actionSets[0].length < trees) {
            actionSets = new long[actions][trees];
        }
        return actionSets;
    }

    /** Room for so many words of leaf numbers. */
    long[] numbers(int size) {
        if (numbers.length < size) {
            numbers = new long[size];
        }
        return numbers;
    }

    /** Room for the row sets of so many nodes of one tree. */
    long[] reach(int size) {
        if (reach.length < size) {
            reach = new long[size];
        }
        return reach;
    }

    /** Room for one feature vector of a given length. */
    double[] row(int length) {
        if (row.length < length) {
            row = new double[length];
        }
        return row;
    }

    /** Room for one feature vector with further values, apart from what the scorer of it needs. */
    double[] widened(int length) {
        if (widened.length < length) {
            widened = new double[length];
        }
        return widened;
    }

    /** Room for the margins of a member of a blend of some height, so that blends within each other do not share it. */
    double[] blend(int height, int size) {
        if (blends[height].length < size) {
            blends[height] = new double[size];
        }
        return blends[height];
    }

    /** Room for so many sums. */
    double[] sums(int size) {
        if (sums.length < size) {
            sums = new double[size];
        }
        return sums;
    }

    /** Room for one feature vector in scaled units. */
    double[] scaled(int length) {
        if (scaled.length < length) {
            scaled = new double[length];
        }
        return scaled;
    }

    /** Room for so many distances. */
    double[] distances(int size) {
        if (distances.length < size) {
            distances = new double[size];
        }
        return distances;
    }

    /** Room for the units of a layer; that of the layer before stays. */
    double[] layer(int layer, int units) {
        if ((layer & 1) == 0) {
            even = even.length < units ? new double[units] : even;
            return even;
        }
        odd = odd.length < units ? new double[units] : odd;
        return odd;
    }
}
