// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where each key of a table stands; keys are unique. */
final class KeyIndex {
    private final Map<Object, Integer> rows = new HashMap<>();

    /** Indexes a table by a key, and refuses one that repeats. */
    KeyIndex(Table table, String key, String fix) {
        int position = table.schema().indexOf(key);
        int repeated = 0;
        int first = 0;
        for (int i = 0; i < table.rows().size(); i++) {
            Object value = key(table.rows().get(i), position);
            if (value != null && rows.putIfAbsent(value, i) != null && repeated++ == 0) {
                first = i + 1;
            }
        }
        if (repeated > 0) {
            throw new IllegalArgumentException("The key \"" + key + "\" of \"" + table.name() + "\" (repeated in "
                    + repeated + " rows, first in row " + first + ") must be unique.\nMaybe " + fix + ".");
        }
    }

    /** The row of a key, -1 if there is none. */
    int find(@Nullable Object key) {
        Integer row = key == null ? null : rows.get(key);
        return row == null ? -1 : row;
    }

    /** A row's key: a text or a number, null when missing. */
    static @Nullable Object key(Row row, int position) {
        if (Cells.isMissing(row, position)) {
            return null;
        }
        String text = row.text(position);
        // Adding 0 makes -0 the same key as 0.
        return text == null ? (Object) (row.number(position) + 0.0) : text;
    }

    /** Refuses keys that cannot be compared. */
    static void checkTypes(Table left, String key, Table right, String rightKey) {
        FieldType type = left.schema().field(key).type();
        FieldType other = right.schema().field(rightKey).type();
        if (type != other || type == FieldType.BOOLEAN) {
            throw new IllegalArgumentException(
                    "The keys \"" + key + "\" (" + type + ") of \"" + left.name() + "\" and \""
                            + rightKey + "\" (" + other + ") of \"" + right.name()
                            + "\" must both be a NUMBER, a DATE or a CATEGORY.\n"
                            + "Maybe declare both CATEGORY when they are read, which keeps leading zeros.");
        }
    }

    /** Refuses a join in which no key matches. */
    static void requireMatches(int matched, Table left, String key, Table right, String rightKey) {
        if (matched == 0) {
            throw new IllegalArgumentException("The keys \"" + key + "\" of \"" + left.name() + "\" ("
                    + left.rows().size() + " rows) and \"" + rightKey + "\" of \"" + right.name() + "\" ("
                    + right.rows().size() + " rows) must match in at least one row.\n"
                    + "Maybe they are written differently, such as with leading zeros, or are not the same key.");
        }
    }
}
