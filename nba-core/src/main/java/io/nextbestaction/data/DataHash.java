// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names training data by its SHA-256, so that two models can be told to come from the same customers. */
public final class DataHash {
    private DataHash() {}

    /**
     * 64 lower-case hexadecimal digits, the same for the same values, labels and order; O(rows · fields).
     *
     * @param labels one for each row
     */
    public static String of(List<Row> rows, boolean[] labels) {
        MessageDigest digest = digest();
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES);
        for (int r = 0; r < labels.length; r++) {
            Row row = rows.get(r);
            for (int f = 0; f < row.schema().size(); f++) {
                digest.update(buffer.putLong(0, Double.doubleToLongBits(row.number(f)))
                        .array());
                String text = row.text(f);
                if (text != null) {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    digest.update(buffer.putLong(0, bytes.length).array());
                    digest.update(bytes);
                }
            }
            digest.update((byte) (labels[r] ? 1 : 0));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
