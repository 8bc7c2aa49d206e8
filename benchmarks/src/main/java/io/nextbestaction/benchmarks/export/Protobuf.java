// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes one protobuf message, field by field: the four encodings that ONNX needs. Not thread-safe. */
final class Protobuf {
    private static final int VARINT = 0;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Protobuf integer(int field, long value) {
        varint(((long) field << 3) | VARINT);
        varint(value);
        return this;
    }

    Protobuf number(int field, float value) {
        varint(((long) field << 3) | FIXED32);
        fixed32(value);
        return this;
    }

    Protobuf text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Protobuf message(int field, Protobuf value) {
        return bytes(field, value.toBytes());
    }

    Protobuf packedIntegers(int field, long[] values) {
        Protobuf packed = new Protobuf();
        for (long value : values) {
            packed.varint(value);
        }
        return message(field, packed);
    }

    Protobuf packedNumbers(int field, float[] values) {
        Protobuf packed = new Protobuf();
        for (float value : values) {
            packed.fixed32(value);
        }
        return message(field, packed);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private Protobuf bytes(int field, byte[] value) {
        varint(((long) field << 3) | BYTES);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private void fixed32(float value) {
        int bits = Float.floatToIntBits(value);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(bits >>> shift);
        }
    }
}
