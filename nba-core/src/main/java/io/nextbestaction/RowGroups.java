// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.data.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which rows are equal in every field, and so may be of one customer. */
final class RowGroups {
    private RowGroups() {}

    /** The name of the group of each row. */
    static List<String> of(List<Row> rows) {
        Map<List<Object>, String> known = new HashMap<>();
        List<String> groups = new ArrayList<>(rows.size());
        for (Row row : rows) {
            List<Object> values = new ArrayList<>(row.schema().size());
            for (int f = 0; f < row.schema().size(); f++) {
                String text = row.text(f);
                values.add(text == null ? (Object) row.number(f) : text);
            }
            String next = Integer.toString(known.size());
            String group = known.putIfAbsent(values, next);
            groups.add(group == null ? next : group);
        }
        return groups;
    }
}
