// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;

/**
 * The buffers of one thread's scoring. It serves any number of scorers, grows when a scorer first needs more, and from
 * then on scoring with it allocates nothing. Holds no result; not thread-safe.
 */
public final class Scratch {
    int[] ranks = new int[1];
    final int[] four = new int[4];
    long[] masks = new long[0];
    final long[] reach = new long[512];
    final long[] planes = new long[8];
    long[] leaves = new long[0];
    final double[] sums = new double[64];

    /** An empty scratch. */
    public Scratch() {}

    /** Room for so many ranks; its length is a power of two, so that a masked index needs no bounds check. */
    int[] ranks(int size) {
        if (ranks.length < size) {
            ranks = new int[Integer.highestOneBit(size - 1) << 1];
        }
        return ranks;
    }

    /** Room for so many row masks. */
    long[] masks(int size) {
        if (masks.length < size) {
            masks = Arrays.copyOf(masks, size);
        }
        return masks;
    }

    /** Room for so many words of leaf numbers. */
    long[] leaves(int size) {
        if (leaves.length < size) {
            leaves = Arrays.copyOf(leaves, size);
        }
        return leaves;
    }
}
