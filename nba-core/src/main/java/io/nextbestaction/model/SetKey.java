// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.SplittableRandom;

/**
 * How a set of a tree's leaves, 16 bits, becomes a place in a table: the top bits of its product with a factor that parts
 * the sets there are.
 */
record SetKey(int factor, int shift) {
    private static final int BITS = 16;
    private static final int TRIES = 200;
    private static final long SEED = 1;

    /** The key of the smallest table some tries find, in the end the set itself. */
    static SetKey of(long[] sets) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int bits = 33 - Integer.numberOfLeadingZeros(sets.length); bits < BITS; bits++) {
            int[] taken = new int[1 << bits];
            for (int i = 1; i <= TRIES; i++) {
                SetKey key = new SetKey(random.nextInt(), 32 - bits);
                if (key.parts(sets, taken, i)) {
                    return key;
                }
            }
        }
        return new SetKey(1 << (32 - BITS), 32 - BITS);
    }

    private boolean parts(long[] sets, int[] taken, int mark) {
        for (long set : sets) {
            int place = place(set);
            if (taken[place] == mark) {
                return false;
            }
            taken[place] = mark;
        }
        return true;
    }

    int places() {
        return 1 << (32 - shift);
    }

    int place(long set) {
        return place(set, factor, shift);
    }

    static int place(long set, int factor, int shift) {
        return ((int) (set & 0xffff) * factor) >>> shift;
    }
}
