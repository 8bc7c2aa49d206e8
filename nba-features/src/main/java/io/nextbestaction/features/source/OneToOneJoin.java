// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.util.ArrayList;
import java.util.List;

/** Puts the fields of two tables side by side, row by row; one use. */
final class OneToOneJoin {
    private static final String FIX = "leave the repeated rows out, or aggregate them with joinMany(…)";

    private final Table left;
    private final Table right;
    private final String key;
    private final String rightKey;

    /** Positions of the right table's fields other than its key, and where each goes. */
    private final int[] from;

    private final int[] to;
    private final int[] conflicts;
    private final int[] firstConflict;
    private final Schema schema;

    OneToOneJoin(Table left, String key, Table right, String rightKey) {
        this.left = left;
        this.right = right;
        this.key = key;
        this.rightKey = rightKey;
        KeyIndex.checkTypes(left, key, right, rightKey);
        int size = right.schema().size();
        List<Field> fields = new ArrayList<>(left.schema().fields());
        from = new int[size - 1];
        to = new int[size - 1];
        int n = 0;
        for (int position = 0; position < size; position++) {
            Field field = right.schema().field(position);
            if (field.name().equals(rightKey)) {
                continue;
            }
            from[n] = position;
            to[n++] = place(field, fields);
        }
        schema = Schema.of(fields);
        conflicts = new int[left.schema().size()];
        firstConflict = new int[left.schema().size()];
    }

    private int place(Field field, List<Field> fields) {
        if (!left.schema().has(field.name())) {
            fields.add(field);
            return fields.size() - 1;
        }
        Field same = left.schema().field(field.name());
        if (same.type() != field.type() || same.name().equals(key)) {
            throw new IllegalArgumentException("The field \"" + field.name() + "\" (" + field.type() + " in \""
                    + right.name() + "\", " + same.type() + (same.name().equals(key) ? " key" : "") + " in \""
                    + left.name() + "\") must mean the same in both tables.\nMaybe leave one out with .drop(\""
                    + field.name() + "\").");
        }
        return left.schema().indexOf(field.name());
    }

    Join run() {
        KeyIndex index = new KeyIndex(right, rightKey, FIX);
        // Only to see that the left keys are unique, too.
        KeyIndex unused = new KeyIndex(left, key, FIX);
        int position = left.schema().indexOf(key);
        int matched = 0;
        List<Row> rows = new ArrayList<>(left.rows().size());
        for (Row row : left.rows()) {
            Row joined = new Row(schema);
            for (int i = 0; i < left.schema().size(); i++) {
                Cells.copy(row, i, joined, i);
            }
            int partner = index.find(KeyIndex.key(row, position));
            if (partner >= 0) {
                matched++;
                fill(joined, right.rows().get(partner), rows.size() + 1);
            }
            rows.add(joined);
        }
        KeyIndex.requireMatches(matched, left, key, right, rightKey);
        Table table = new Table(left.name() + " + " + right.name(), schema, rows);
        int leftOnly = left.rows().size() - matched;
        return new Join(table, new JoinReport(matched, leftOnly, right.rows().size() - matched, conflicts()));
    }

    private void fill(Row joined, Row partner, int number) {
        for (int i = 0; i < from.length; i++) {
            if (Cells.isMissing(joined, to[i])) {
                Cells.copy(partner, from[i], joined, to[i]);
            } else if (!Cells.isMissing(partner, from[i])
                    && !Cells.same(joined, to[i], partner, from[i])
                    && conflicts[to[i]]++ == 0) {
                firstConflict[to[i]] = number;
            }
        }
    }

    private List<JoinReport.Conflict> conflicts() {
        List<JoinReport.Conflict> found = new ArrayList<>();
        for (int i = 0; i < conflicts.length; i++) {
            if (conflicts[i] > 0) {
                found.add(new JoinReport.Conflict(schema.field(i).name(), conflicts[i], firstConflict[i]));
            }
        }
        return found;
    }
}
