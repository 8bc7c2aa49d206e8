// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.artifact.ArtifactException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads what {@link BinaryWriter} wrote. A count is believed only when the bytes for so many things are there, so
 * nothing is allocated on the word of a header. Not thread-safe.
 */
final class BinaryReader {
    private final ArtifactEntry entry;
    private final ByteBuffer buffer;
    private int version;

    BinaryReader(ArtifactEntry entry) {
        this.entry = entry;
        this.buffer = ByteBuffer.wrap(entry.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads the kind and checks its version. */
    Kind kind() {
        int code = getByte();
        for (Kind kind : Kind.values()) {
            if (kind.code == code) {
                version = getByte();
                if (version < 1 || version > kind.version) {
                    throw entry.error(
                            "version (" + version + ") of " + kind.words,
                            "lie within 1 and " + kind.version + ", the newest this library reads",
                            "upgrade nba-core to the version that saved it");
                }
                return kind;
            }
        }
        throw entry.error(
                "kind (" + code + ")",
                "be one of 1 to " + Kind.values().length,
                "upgrade nba-core to the version that saved it");
    }

    /** Reads the kind, which must be this one; gives its version. */
    int expect(Kind expected) {
        Kind kind = kind();
        if (kind != expected) {
            throw entry.error("content (" + kind.words + ")", "be " + expected.words, "entries were mixed up");
        }
        return version;
    }

    int getByte() {
        return need(1).get() & 0xFF;
    }

    int getInt() {
        return need(4).getInt();
    }

    long getLong() {
        return need(8).getLong();
    }

    double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    /** A number of things of which each takes at least so many bytes of the rest. */
    int count(String what, int bytesEach) {
        int count = getInt();
        if (count < 0 || (long) count * bytesEach > buffer.remaining()) {
            throw entry.error(
                    "number of " + what + " (" + (count & 0xFFFF_FFFFL) + ")",
                    "fit into the " + buffer.remaining() + " bytes that follow",
                    "the file is damaged: copy or save it again");
        }
        return count;
    }

    double[] doubles(int count) {
        need(8L * count);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Double.longBitsToDouble(buffer.getLong());
        }
        return values;
    }

    int[] ints(int count) {
        need(4L * count);
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = buffer.getInt();
        }
        return values;
    }

    byte[] bytes(int count) {
        need(count);
        byte[] values = new byte[count];
        buffer.get(values);
        return values;
    }

    String text(String what) {
        int length = count("characters of " + what, 2);
        char[] units = new char[length];
        for (int i = 0; i < length; i++) {
            units[i] = buffer.getChar();
        }
        return new String(units);
    }

    int remaining() {
        return buffer.remaining();
    }

    /** Checks that nothing is left over. */
    void end() {
        if (buffer.hasRemaining()) {
            throw entry.error(
                    "rest (" + buffer.remaining() + " bytes)",
                    "be empty after its content",
                    "the file is damaged: copy or save it again");
        }
    }

    ArtifactException error(String thing, String rule) {
        return entry.error(thing, rule, "the file is damaged: copy or save it again");
    }

    private ByteBuffer need(long bytes) {
        if (bytes > buffer.remaining()) {
            throw error("content (" + entry.bytes().length + " bytes)", "not end in the middle");
        }
        return buffer;
    }
}
