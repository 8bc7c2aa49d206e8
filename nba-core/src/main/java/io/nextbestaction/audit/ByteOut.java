// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.Schema;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Collects big-endian bytes; counts and texts take as few as they can. Not thread-safe. */
final class ByteOut {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    ByteOut putByte(int value) {
        out.write(value);
        return this;
    }

    /** Seven bits a byte, the lowest first. */
    ByteOut putCount(int value) {
        int rest = value;
        while (rest > 0x7F) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        return this;
    }

    ByteOut putLong(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
        return this;
    }

    ByteOut putDouble(double value) {
        return putLong(Double.doubleToRawLongBits(value));
    }

    /** Every UTF-16 unit in one to three bytes, so that any text comes back as it was. */
    ByteOut putText(String text) {
        putCount(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                out.write(c);
            } else if (c < 0x800) {
                out.write(0xC0 | (c >> 6));
                out.write(0x80 | (c & 0x3F));
            } else {
                out.write(0xE0 | (c >> 12));
                out.write(0x80 | ((c >> 6) & 0x3F));
                out.write(0x80 | (c & 0x3F));
            }
        }
        return this;
    }

    /** By name: codes would change with the order of constants. */
    ByteOut putEnum(Enum<?> constant) {
        return putText(constant.name());
    }

    ByteOut putSchema(@Nullable Schema schema) {
        putCount(schema == null ? 0 : schema.size());
        if (schema != null) {
            for (Field field : schema.fields()) {
                putEnum(field.type()).putText(field.name());
            }
        }
        return this;
    }

    ByteOut putAll(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
