// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.internal.ColumnAccess;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Rows kept by columns, a category as the number of its level: a list that makes a row when it is asked for one. Cannot be
 * changed; thread-safe.
 */
final class CompactRows extends AbstractList<Row> implements ColumnAccess, RandomAccess {
    private final Schema schema;
    private final List<CompactColumn> columns;
    private final List<List<String>> levels;
    private final int size;

    private CompactRows(Schema schema, List<CompactColumn> columns, List<List<String>> levels, int size) {
        this.schema = schema;
        this.columns = columns;
        this.levels = levels;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Row get(int row) {
        Objects.checkIndex(row, size);
        Row made = new Row(schema);
        read(row, made);
        return made;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public double number(int row, int position) {
        return isCategory(position) ? Double.NaN : columns.get(position).get(row);
    }

    @Override
    public @Nullable String text(int row, int position) {
        if (!isCategory(position)) {
            return null;
        }
        double code = columns.get(position).get(row);
        return Double.isNaN(code) ? null : levels.get(position).get((int) code);
    }

    @Override
    public void read(int row, Row into) {
        for (int position = 0; position < columns.size(); position++) {
            if (isCategory(position)) {
                into.setText(position, text(row, position));
            } else {
                into.setNumber(position, columns.get(position).get(row));
            }
        }
    }

    private boolean isCategory(int position) {
        return schema.field(position).type() == FieldType.CATEGORY;
    }

    /** The same rows with some of the fields, sharing the columns. */
    CompactRows select(Schema part, int[] positions) {
        List<CompactColumn> kept = new ArrayList<>();
        List<List<String>> keptLevels = new ArrayList<>();
        for (int position : positions) {
            kept.add(columns.get(position));
            keptLevels.add(levels.get(position));
        }
        return new CompactRows(part, kept, keptLevels, size);
    }

    /** Collects rows; they may be overwritten afterwards. Not thread-safe. */
    static final class Builder {
        private final Schema schema;
        private final List<CompactColumn> columns = new ArrayList<>();
        private final List<List<String>> levels = new ArrayList<>();
        private final List<Map<String, Integer>> codes = new ArrayList<>();
        private int size;

        Builder(Schema schema) {
            this.schema = schema;
            for (int i = 0; i < schema.size(); i++) {
                columns.add(new CompactColumn());
                levels.add(new ArrayList<>());
                codes.add(new HashMap<>());
            }
        }

        int size() {
            return size;
        }

        void add(Row row) {
            for (int i = 0; i < columns.size(); i++) {
                String text = row.text(i);
                columns.get(i).add(text == null ? row.number(i) : code(i, text));
            }
            size++;
        }

        private int code(int position, String text) {
            List<String> known = levels.get(position);
            Integer code = codes.get(position).putIfAbsent(text, known.size());
            if (code == null) {
                known.add(text);
                return known.size() - 1;
            }
            return code;
        }

        CompactRows build() {
            columns.forEach(CompactColumn::trim);
            return new CompactRows(schema, columns, levels, size);
        }
    }
}
