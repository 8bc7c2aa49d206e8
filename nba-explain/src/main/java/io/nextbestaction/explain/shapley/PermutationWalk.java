// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import java.util.Arrays;

/**
 * Values against one reference by permutations, each walked forwards and backwards (Mitchell et al. 2022): the inputs
 * change sides one after another, and each gets what the margin moves by. Every walk ends at the row, so the values of every
 * permutation add up exactly; a pair of walks is exact for scores without interactions of more than two inputs. Not
 * thread-safe.
 */
final class PermutationWalk {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final int[] order;
    private final double[] pair;
    private final double[] mean;
    private final double[] squares;
    private long state;

    PermutationWalk(int inputs) {
        order = new int[inputs];
        pair = new double[inputs];
        mean = new double[inputs];
        squares = new double[inputs];
    }

    /**
     * Adds a share of the values, and its square of their variances.
     *
     * @param players the inputs in which row and reference differ
     * @param none the margin of the reference
     * @param all the margin of the row
     * @param pairs permutations with their reverse, at least 2
     * @param seed tells which
     */
    void add(
            Mixture mixture,
            int[] players,
            int count,
            double none,
            double all,
            int pairs,
            long seed,
            double share,
            double[] out,
            double[] variances) {
        state = seed;
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        Arrays.fill(mean, 0, count, 0);
        Arrays.fill(squares, 0, count, 0);
        for (int p = 1; p <= pairs; p++) {
            shuffle(count);
            Arrays.fill(pair, 0, count, 0);
            walk(mixture, players, count, none, all, false);
            walk(mixture, players, count, none, all, true);
            for (int i = 0; i < count; i++) {
                // Welford's update: no cancellation
                double step = pair[i] - mean[i];
                mean[i] += step / p;
                squares[i] += step * (pair[i] - mean[i]);
            }
        }
        for (int i = 0; i < count; i++) {
            out[players[i]] += share * mean[i];
            variances[players[i]] += share * share * squares[i] / (pairs - 1) / pairs;
        }
    }

    private void walk(Mixture mixture, int[] players, int count, double none, double all, boolean backwards) {
        mixture.start();
        double before = none;
        for (int i = 0; i < count; i++) {
            int player = order[backwards ? count - 1 - i : i];
            mixture.take(players[player]);
            double after = i == count - 1 ? all : mixture.margin();
            pair[player] += (after - before) / 2;
            before = after;
        }
    }

    private void shuffle(int count) {
        for (int i = count - 1; i > 0; i--) {
            state += STEP;
            int other = (int) (((mix(state) >>> 32) * (i + 1)) >>> 32);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }

    /** A seed of its own for each of many references. */
    static long seed(long seed, int reference) {
        return mix(mix(seed) + reference * STEP);
    }

    /** The finisher of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
