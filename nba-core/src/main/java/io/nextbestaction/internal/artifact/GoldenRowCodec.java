// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.artifact.ArtifactException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Golden rows as bytes and back, bit for bit. Reading throws nothing but {@link ArtifactException}. */
public final class GoldenRowCodec {
    private static final int OUTCOME_BYTES = 8 + 4 + 4 + 8 + 4;

    private GoldenRowCodec() {}

    /** Golden rows as bytes. */
    public static byte[] encode(List<GoldenRow> rows) {
        boolean explored = rows.stream().anyMatch(row -> row.expected().probabilities().length > 0);
        // Version 1 where it can hold everything, so that earlier readers stay able to read it.
        BinaryWriter out = new BinaryWriter(Kind.GOLDEN_ROWS, explored ? 2 : 1).putInt(rows.size());
        for (GoldenRow row : rows) {
            out.putInt(row.numbers().length).putDoubles(row.numbers());
            for (String text : row.texts()) {
                out.putByte(text == null ? 0 : 1);
                if (text != null) {
                    out.putText(text);
                }
            }
            GoldenRow.Outcome expected = row.expected();
            out.putDouble(expected.churn())
                    .putInt(expected.segment())
                    .putInt(expected.action())
                    .putDouble(expected.expectedValue())
                    .putInt(expected.contributions().length)
                    .putDoubles(expected.contributions());
            if (explored) {
                out.putInt(expected.probabilities().length).putDoubles(expected.probabilities());
            }
        }
        return out.bytes();
    }

    /** The golden rows an entry holds. */
    public static List<GoldenRow> decode(ArtifactEntry entry) {
        return entry.decode(e -> {
            BinaryReader in = new BinaryReader(e);
            boolean explored = in.expect(Kind.GOLDEN_ROWS) == 2;
            int count = in.count("golden rows", Integer.BYTES + OUTCOME_BYTES);
            List<GoldenRow> rows = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                rows.add(row(in, explored));
            }
            in.end();
            return List.copyOf(rows);
        });
    }

    private static GoldenRow row(BinaryReader in, boolean explored) {
        int size = in.count("values", Double.BYTES + 1);
        double[] numbers = in.doubles(size);
        @Nullable String[] texts = new @Nullable String[size];
        for (int i = 0; i < size; i++) {
            int present = in.getByte();
            if (present > 1) {
                throw in.error("presence (" + present + ") of a text", "be 0 or 1");
            }
            texts[i] = present == 0 ? null : in.text("a text");
        }
        double churn = in.getDouble();
        int segment = in.getInt();
        int action = in.getInt();
        double expectedValue = in.getDouble();
        double[] contributions = in.doubles(in.count("contributions", Double.BYTES));
        double[] probabilities = explored ? in.doubles(in.count("probabilities", Double.BYTES)) : new double[0];
        return new GoldenRow(
                numbers,
                texts,
                new GoldenRow.Outcome(churn, segment, action, expectedValue, contributions, probabilities));
    }
}
