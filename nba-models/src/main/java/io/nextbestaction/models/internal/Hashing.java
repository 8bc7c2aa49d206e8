// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.internal;

import java.util.HashMap;
import java.util.Map;

/** Fixed hashes that put rows of one customer into one fold, whatever the order of rows. Not API. */
public final class Hashing {
    private Hashing() {}

    /** A bijection that spreads neighbouring numbers over all 64 bits (the MurmurHash3 finaliser). */
    public static long mix(long value) {
        long z = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }

    /**
     * The fold of every row, 0 to folds − 1.
     *
     * @param customers one for each row; empty where every row is a customer of its own
     */
    public static int[] folds(long[] customers, int rows, int folds, long seed) {
        int[] out = new int[rows];
        long salt = mix(seed + 0x9e3779b97f4a7c15L);
        for (int i = 0; i < rows; i++) {
            long key = customers.length > 0 ? customers[i] : i;
            out[i] = (int) Long.remainderUnsigned(mix(mix(key) ^ salt), folds);
        }
        return out;
    }

    /** Customers numbered from 0 in order of first appearance; every row its own number where none are given. */
    public static int[] units(long[] customers, int rows) {
        int[] out = new int[rows];
        Map<Long, Integer> numbers = new HashMap<>();
        for (int i = 0; i < rows; i++) {
            if (customers.length == 0) {
                out[i] = i;
            } else {
                Integer number = numbers.putIfAbsent(customers[i], numbers.size());
                out[i] = number == null ? numbers.size() - 1 : number;
            }
        }
        return out;
    }
}
