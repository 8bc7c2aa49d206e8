// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.borrower;

/**
 * A permutation by the Mersenne Twister (Matsumoto and Nishimura 1998): the order in which the earlier project shuffled its
 * rows, so that both are judged on the same customers.
 */
final class MersenneShuffle {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    private MersenneShuffle(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** The numbers from 0 to {@code count - 1}, shuffled. */
    static int[] of(int count, int seed) {
        MersenneShuffle twister = new MersenneShuffle(seed);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        for (int i = count - 1; i > 0; i--) {
            int j = twister.upTo(i);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    /** A number from 0 to {@code most}: draws of as many bits as it has, until one is not above it. */
    private int upTo(int most) {
        int mask = -1 >>> Integer.numberOfLeadingZeros(most);
        int drawn = word() & mask;
        while (drawn > most) {
            drawn = word() & mask;
        }
        return drawn;
    }

    private int word() {
        if (next == SIZE) {
            for (int i = 0; i < SIZE; i++) {
                int y = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
                state[i] = state[(i + SHIFT) % SIZE] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
            }
            next = 0;
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }
}
