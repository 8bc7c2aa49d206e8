// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import java.util.Arrays;

/**
 * The state of kernel B on its way through a tree: the distinct features of the path, whether the row meets the conditions
 * on each, and if so which background rows do. Not thread-safe.
 */
final class BitsetWalk {
    /** Bits of a count of features; a path has fewer than 2 to this power. */
    private static final int PLANES = 16;

    private final int inputs;
    private final int[] places;
    private final int[] features;
    private final boolean[] met;
    private final long[][] sets;
    private final long[][] buffers;
    private final long[] planes = new long[PLANES];
    private final int[] hot;
    private final double[] gains;
    private int distinct;

    BitsetWalk(int inputs, int depth, int levels, int words) {
        this.inputs = inputs;
        places = new int[inputs];
        Arrays.fill(places, -1);
        features = new int[depth];
        met = new boolean[depth];
        sets = new long[depth][0];
        buffers = new long[levels][words];
        hot = new int[depth];
        gains = new double[depth];
    }

    /** The place of a feature on the path, −1 if it is not on it. */
    int place(int feature) {
        return places[feature];
    }

    /** Whether the row meets all conditions so far. */
    boolean met(int place) {
        return met[place];
    }

    /** The background rows that meet all conditions so far; of no meaning once the row does not. */
    long[] set(int place) {
        return sets[place];
    }

    /** A set of the caller's own for one level of the tree. */
    long[] buffer(int level) {
        return buffers[level];
    }

    /** Puts a feature on the path and returns its place. */
    int push(int feature) {
        places[feature] = distinct;
        features[distinct] = feature;
        return distinct++;
    }

    /** Takes the last feature off the path. */
    void pop() {
        places[features[--distinct]] = -1;
    }

    void hold(int place, long[] set) {
        met[place] = true;
        sets[place] = set;
    }

    void fail(int place) {
        met[place] = false;
    }

    /**
     * Adds what a leaf contributes.
     *
     * @param value the leaf's value by the number of background rows
     * @param rest the background rows that meet all conditions the row fails
     */
    void leaf(double value, long[] rest, double[][] beta, boolean pairs, double[] out) {
        int held = 0;
        for (int i = 0; i < distinct; i++) {
            if (met[i]) {
                gains[held] = 0;
                hot[held++] = i;
            }
        }
        int q = distinct - held;
        double loss = 0;
        int used = 32 - Integer.numberOfLeadingZeros(held);
        for (int w = 0; w < rest.length; w++) {
            if (rest[w] == 0) {
                continue;
            }
            count(rest[w], w, held, used);
            for (int p = 0; p <= held; p++) {
                long mask = rowsLacking(p, rest[w], used);
                if (mask == 0) {
                    continue;
                }
                if (q > 0) {
                    loss += Long.bitCount(mask) * beta[p][q - 1];
                }
                for (int j = 0; j < held && p > 0; j++) {
                    gains[j] += Long.bitCount(mask & ~sets[hot[j]][w]) * beta[p - 1][q];
                }
                if (pairs) {
                    pairs(value / 2, mask, w, p, held, beta, out);
                }
            }
        }
        int stride = pairs ? inputs + 1 : 1;
        for (int i = 0; i < distinct; i++) {
            if (!met[i]) {
                out[features[i] * stride] -= value * loss;
            }
        }
        for (int j = 0; j < held; j++) {
            out[features[hot[j]] * stride] += value * gains[j];
        }
    }

    /** Counts for each background row, in bit planes, the features it lacks of those the row holds. */
    private void count(long rest, int word, int held, int used) {
        for (int b = 0; b < used; b++) {
            planes[b] = 0;
        }
        for (int j = 0; j < held; j++) {
            long carry = rest & ~sets[hot[j]][word];
            for (int b = 0; carry != 0; b++) {
                long both = planes[b] & carry;
                planes[b] ^= carry;
                carry = both;
            }
        }
    }

    private long rowsLacking(int p, long rest, int used) {
        long mask = rest;
        for (int b = 0; b < used; b++) {
            mask &= (p >> b & 1) == 1 ? planes[b] : ~planes[b];
        }
        return mask;
    }

    private void pairs(double half, long mask, int word, int p, int held, double[][] beta, double[] out) {
        int q = distinct - held;
        for (int i = 1; i < distinct; i++) {
            long lackOne = met[i] ? mask & ~sets[i][word] : mask;
            for (int j = 0; j < i && lackOne != 0; j++) {
                long both = met[j] ? lackOne & ~sets[j][word] : lackOne;
                if (both == 0) {
                    continue;
                }
                double weight;
                if (met[i] != met[j]) {
                    weight = -beta[p - 1][q - 1];
                } else {
                    weight = met[i] ? beta[p - 2][q] : beta[p][q - 2];
                }
                int one = Math.min(features[i], features[j]);
                int other = Math.max(features[i], features[j]);
                out[one * inputs + other] += half * weight * Long.bitCount(both);
            }
        }
    }
}
