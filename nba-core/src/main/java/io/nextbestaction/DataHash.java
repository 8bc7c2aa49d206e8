// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.data.Row;
import io.nextbestaction.internal.artifact.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Names training data by its SHA-256, so that two engines can be told to come from the same customers. */
final class DataHash {
    private DataHash() {}

    static String of(List<Row> rows, boolean[] labels) {
        MessageDigest digest = Sha256.digest();
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
}
