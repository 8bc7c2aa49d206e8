// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The bytes of a zip file around its entries: stored, not compressed, no times, no attributes, so that the entries alone
 * decide every byte, on every machine. Any zip tool lists and unpacks it.
 */
final class StoredZip {
    static final String MANIFEST = "manifest.json";
    static final int LOCAL = 0x04034b50;
    static final int LOCAL_SIZE = 30;

    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int VERSION = 20;
    private static final int DATE_1980_01_01 = 0x21;

    private final ByteArrayOutputStream central = new ByteArrayOutputStream();
    private int offset;
    private int count;

    /** The header before an entry's bytes; counts the entry in. */
    byte[] header(String name, byte[] bytes) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        byte[] header = new byte[LOCAL_SIZE + ascii.length];
        ByteBuffer local = wrap(header).putInt(LOCAL);
        common(local, ascii, bytes);
        local.put(ascii);

        byte[] entry = new byte[46 + ascii.length];
        ByteBuffer listed = wrap(entry).putInt(CENTRAL).putShort((short) VERSION);
        common(listed, ascii, bytes);
        listed.putShort((short) 0) // comment
                .putShort((short) 0) // disk
                .putShort((short) 0) // internal attributes
                .putInt(0) // external attributes
                .putInt(offset)
                .put(ascii);
        central.writeBytes(entry);

        offset += header.length + bytes.length;
        count++;
        return header;
    }

    /** What local header and central entry share: version needed to length of extra field. */
    private static void common(ByteBuffer out, byte[] name, byte[] bytes) {
        out.putShort((short) VERSION)
                .putShort((short) 0) // flags
                .putShort((short) 0) // method: stored
                .putShort((short) 0) // time
                .putShort((short) DATE_1980_01_01)
                .putInt((int) crc(bytes))
                .putInt(bytes.length)
                .putInt(bytes.length)
                .putShort((short) name.length)
                .putShort((short) 0); // extra field
    }

    /** The central directory and its end record, after the last entry. */
    byte[] directory() {
        int size = central.size();
        byte[] directory = new byte[size + 22];
        ByteBuffer out = wrap(directory).put(central.toByteArray()).putInt(END);
        out.putShort((short) 0) // this disk
                .putShort((short) 0) // disk of the directory
                .putShort((short) count)
                .putShort((short) count)
                .putInt(size)
                .putInt(offset)
                .putShort((short) 0); // comment
        return directory;
    }

    static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
