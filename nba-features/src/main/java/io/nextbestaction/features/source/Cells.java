// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.Row;
import java.util.Objects;

/** Copies and compares single values of rows, whatever their type. */
final class Cells {
    private Cells() {}

    /** Copies the values at some positions of a row to consecutive ones of another. */
    static void copy(Row from, int[] positions, Row to, int start) {
        for (int i = 0; i < positions.length; i++) {
            copy(from, positions[i], to, start + i);
        }
    }

    static void copy(Row from, int position, Row to, int target) {
        to.setNumber(target, from.number(position));
        to.setText(target, from.text(position));
    }

    /** A blank text is missing, as it is in a CSV file. */
    static boolean isMissing(Row row, int position) {
        String text = row.text(position);
        return text == null ? Double.isNaN(row.number(position)) : text.isBlank();
    }

    static boolean same(Row a, int position, Row b, int other) {
        return Objects.equals(a.text(position), b.text(other))
                && (a.number(position) == b.number(other)
                        || (Double.isNaN(a.number(position)) && Double.isNaN(b.number(other))));
    }
}
