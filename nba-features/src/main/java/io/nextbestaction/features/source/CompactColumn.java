// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import java.util.Arrays;

/**
 * A column of numbers in as few bytes as keep every bit: whole numbers in one, two or four while all are, else eight. Grows
 * by appending; NaN is missing. Safe to read from several threads once nothing is appended.
 */
final class CompactColumn {
    private static final int FIRST = 1_024;

    private byte[] bytes = new byte[FIRST];
    private short[] shorts = {};
    private int[] ints = {};
    private double[] doubles = {};
    private int width = 1;
    private int size;

    int size() {
        return size;
    }

    /** How many bytes each value takes. */
    int width() {
        return width;
    }

    void add(double x) {
        while (!fits(x)) {
            widen();
        }
        grow();
        if (width == 1) {
            bytes[size++] = Double.isNaN(x) ? Byte.MIN_VALUE : (byte) x;
        } else if (width == 2) {
            shorts[size++] = Double.isNaN(x) ? Short.MIN_VALUE : (short) x;
        } else if (width == 4) {
            ints[size++] = Double.isNaN(x) ? Integer.MIN_VALUE : (int) x;
        } else {
            doubles[size++] = x;
        }
    }

    /** The least value of each width means missing. */
    private boolean fits(double x) {
        if (width == 8 || Double.isNaN(x)) {
            return true;
        }
        // By bits, so that -0.0 is kept.
        boolean whole = Double.doubleToRawLongBits((int) x) == Double.doubleToRawLongBits(x);
        double limit = width == 1 ? Byte.MAX_VALUE : width == 2 ? Short.MAX_VALUE : Integer.MAX_VALUE;
        return whole && Math.abs(x) <= limit;
    }

    private void widen() {
        int capacity = Math.max(FIRST, size);
        if (width == 1) {
            shorts = new short[capacity];
            for (int i = 0; i < size; i++) {
                shorts[i] = bytes[i] == Byte.MIN_VALUE ? Short.MIN_VALUE : bytes[i];
            }
            bytes = new byte[0];
        } else if (width == 2) {
            ints = new int[capacity];
            for (int i = 0; i < size; i++) {
                ints[i] = shorts[i] == Short.MIN_VALUE ? Integer.MIN_VALUE : shorts[i];
            }
            shorts = new short[0];
        } else {
            doubles = new double[capacity];
            for (int i = 0; i < size; i++) {
                doubles[i] = ints[i] == Integer.MIN_VALUE ? Double.NaN : ints[i];
            }
            ints = new int[0];
        }
        width *= 2;
    }

    private void grow() {
        int capacity =
                width == 1 ? bytes.length : width == 2 ? shorts.length : width == 4 ? ints.length : doubles.length;
        if (size == capacity) {
            resize(Math.addExact(capacity, capacity / 2));
        }
    }

    /** Gives back what was reserved and is not used. */
    void trim() {
        resize(size);
    }

    private void resize(int capacity) {
        if (width == 1) {
            bytes = Arrays.copyOf(bytes, capacity);
        } else if (width == 2) {
            shorts = Arrays.copyOf(shorts, capacity);
        } else if (width == 4) {
            ints = Arrays.copyOf(ints, capacity);
        } else {
            doubles = Arrays.copyOf(doubles, capacity);
        }
    }

    double get(int row) {
        if (width == 8) {
            return doubles[row];
        }
        if (width == 1) {
            return bytes[row] == Byte.MIN_VALUE ? Double.NaN : bytes[row];
        }
        if (width == 2) {
            return shorts[row] == Short.MIN_VALUE ? Double.NaN : shorts[row];
        }
        return ints[row] == Integer.MIN_VALUE ? Double.NaN : ints[row];
    }
}
