// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * Numbers as JSON that a script reads into a typed array: a letter for the type, then base64 of the little-endian bytes. Of
 * the ways to write them without losing a bit, the shortest is taken.
 */
final class Packed {
    /** More distinct numbers than this cannot be counted in two bytes. */
    private static final int MOST_DISTINCT = 1 << 16;

    private Packed() {}

    /** Whole numbers, none negative, in one, two or four bytes each. */
    static String of(int[] values) {
        int greatest = Arrays.stream(values).max().orElse(0);
        int bytes = greatest < 1 << 8 ? 1 : greatest < 1 << 16 ? 2 : 4;
        ByteBuffer buffer = buffer(values.length, bytes);
        for (int value : values) {
            switch (bytes) {
                case 1 -> buffer.put((byte) value);
                case 2 -> buffer.putShort((short) value);
                default -> buffer.putInt(value);
            }
        }
        return text(bytes == 1 ? 'b' : bytes == 2 ? 'h' : 'w', buffer);
    }

    /** Numbers as floats if all of them are, else as doubles, or as places in the list of the distinct ones. */
    static String of(double[] values) {
        double[] distinct = Arrays.stream(values).sorted().distinct().toArray();
        int size = size(distinct);
        int place = distinct.length <= 1 << 8 ? 1 : 2;
        boolean shared = distinct.length <= MOST_DISTINCT
                && (long) distinct.length * size + (long) values.length * place < (long) values.length * size;
        return shared
                ? Json.object()
                        .json("of", plain(distinct, size))
                        .json("at", of(places(values, distinct)))
                        .toString()
                : plain(values, size);
    }

    private static int[] places(double[] values, double[] distinct) {
        int[] places = new int[values.length];
        Arrays.setAll(places, i -> Arrays.binarySearch(distinct, values[i]));
        return places;
    }

    /** The bytes each number needs. */
    private static int size(double[] values) {
        return Arrays.stream(values).allMatch(v -> Double.compare((float) v, v) == 0) ? 4 : 8;
    }

    private static String plain(double[] values, int bytes) {
        ByteBuffer buffer = buffer(values.length, bytes);
        for (double value : values) {
            if (bytes == 4) {
                buffer.putFloat((float) value);
            } else {
                buffer.putDouble(value);
            }
        }
        return text(bytes == 4 ? 'f' : 'd', buffer);
    }

    private static ByteBuffer buffer(int count, int bytes) {
        return ByteBuffer.allocate(Math.multiplyExact(count, bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(char type, ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return '"' + (type + Base64.getEncoder().encodeToString(bytes)) + '"';
    }
}
