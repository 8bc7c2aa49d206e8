// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Schema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ByteOut} wrote; a count is believed only when the bytes for so many things are there. */
final class ByteIn {
    private final String owner;
    private final ByteBuffer in;

    ByteIn(String owner, byte[] bytes) {
        this.owner = owner;
        this.in = ByteBuffer.wrap(bytes);
    }

    int getByte() {
        return need(1).get() & 0xFF;
    }

    int getCount() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int part = getByte();
            value |= (part & 0x7F) << shift;
            if (part < 0x80) {
                break;
            }
        }
        if (value < 0 || value > in.remaining()) {
            throw error(
                    "count (" + (value & 0xFFFF_FFFFL) + ")", "fit into the " + in.remaining() + " bytes that follow");
        }
        return value;
    }

    long getLong() {
        return need(Long.BYTES).getLong();
    }

    double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    String getText() {
        int length = getCount();
        char[] units = new char[length];
        for (int i = 0; i < length; i++) {
            int first = getByte();
            if (first < 0x80) {
                units[i] = (char) first;
            } else if (first < 0xE0) {
                units[i] = (char) (((first & 0x1F) << 6) | (getByte() & 0x3F));
            } else {
                int second = getByte() & 0x3F;
                units[i] = (char) (((first & 0x0F) << 12) | (second << 6) | (getByte() & 0x3F));
            }
        }
        return new String(units);
    }

    @Nullable
    Schema getSchema() {
        int size = getCount();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            FieldType type = getEnum(FieldType.values());
            fields.add(new Field(getText(), type));
        }
        return size == 0 ? null : Schema.of(fields);
    }

    <E extends Enum<E>> E getEnum(E[] constants) {
        String name = getText();
        for (E constant : constants) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw error("constant (" + name.length() + " characters)", "be one of " + constants.length + " names");
    }

    /** Checks that nothing is left over. */
    void end() {
        if (in.hasRemaining()) {
            throw error("rest (" + in.remaining() + " bytes)", "be empty");
        }
    }

    AuditException error(String thing, String rule) {
        return new AuditException("The " + thing + " of " + owner + " must " + rule
                + ".\nMaybe the bytes are damaged, or belong to another engine's card.");
    }

    private ByteBuffer need(int bytes) {
        if (bytes > in.remaining()) {
            throw error("content (" + in.capacity() + " bytes)", "not end in the middle");
        }
        return in;
    }
}
