// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Collects little-endian bytes: a kind, a version, then what the codec puts. Not thread-safe. */
final class BinaryWriter {
    private byte[] bytes = new byte[256];
    private ByteBuffer buffer = wrap(bytes);

    BinaryWriter(Kind kind) {
        this(kind, kind.version);
    }

    /** An older version, for what it can hold: older libraries read that, too. */
    BinaryWriter(Kind kind, int version) {
        putByte(kind.code);
        putByte(version);
    }

    BinaryWriter putByte(int value) {
        room(1).put((byte) value);
        return this;
    }

    BinaryWriter putInt(int value) {
        room(4).putInt(value);
        return this;
    }

    BinaryWriter putLong(long value) {
        room(8).putLong(value);
        return this;
    }

    BinaryWriter putDouble(double value) {
        room(8).putLong(Double.doubleToRawLongBits(value));
        return this;
    }

    BinaryWriter putDoubles(double[] values) {
        for (double value : values) {
            putDouble(value);
        }
        return this;
    }

    /** A text by its UTF-16 units, so that every String comes back as it was. */
    BinaryWriter putText(String text) {
        putInt(text.length());
        ByteBuffer out = room(Math.multiplyExact(2, text.length()));
        for (int i = 0; i < text.length(); i++) {
            out.putChar(text.charAt(i));
        }
        return this;
    }

    BinaryWriter putAll(byte[] part) {
        room(part.length).put(part);
        return this;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, buffer.position());
    }

    private ByteBuffer room(int more) {
        if (buffer.remaining() < more) {
            int used = buffer.position();
            int size = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(2L * bytes.length, (long) used + more));
            bytes = Arrays.copyOf(bytes, size);
            buffer = wrap(bytes).position(used);
        }
        return buffer;
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
