// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import java.util.SplittableRandom;

/**
 * Random draws that give the same bits on every machine and JDK: only {@code nextLong} is taken from the generator, and
 * every function goes through {@link StrictMath}. One stream for each (seed, customer, purpose), so that a customer does
 * not depend on how many others there are, nor an outcome on how many draws made the customer. Not thread-safe.
 */
final class Draws {
    /** What a stream is for; a new purpose leaves the others' bits alone. */
    enum Purpose {
        CUSTOMER(0),
        CHURN(1),
        CAMPAIGN(2),
        POLICY(3);

        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    private final SplittableRandom random;

    Draws(long seed, long customer, Purpose purpose) {
        random = new SplittableRandom(mix(mix(mix(seed) + customer) + purpose.number));
    }

    /** A bijection that spreads neighbouring numbers over all 64 bits (the MurmurHash3 finaliser, Stafford's mix 13). */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return (random.nextLong() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /** Uniform over 0 … bound - 1. */
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** Standard normal, by Box and Muller's cosine branch. */
    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /** Poisson by multiplying uniforms (Knuth); the mean is held to at most 60. */
    int poisson(double mean) {
        double floor = StrictMath.exp(-StrictMath.min(mean, 60));
        int count = 0;
        for (double product = uniform(); product > floor; product *= uniform()) {
            count++;
        }
        return count;
    }

    /** A position, drawn in proportion to non-negative weights. */
    int weighted(double... weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = uniform() * total;
        int last = weights.length - 1;
        for (int i = 0; i < last; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return last;
    }
}
