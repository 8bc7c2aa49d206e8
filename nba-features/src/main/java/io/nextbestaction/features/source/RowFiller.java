// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes rows of typed values out of records. Equal texts of a column share one String. Not thread-safe. */
final class RowFiller {
    /** Beyond this many distinct texts sharing saves little and the map itself costs. */
    private static final int MAX_SHARED = 10_000;

    private final String file;
    private final Schema schema;
    private final CsvHeader header;
    private final CellParser parser;
    private final List<Map<String, String>> shared = new ArrayList<>();

    RowFiller(String file, Schema schema, CsvHeader header, CellParser parser) {
        this.file = file;
        this.schema = schema;
        this.header = header;
        this.parser = parser;
        schema.fields().forEach(field -> shared.add(new HashMap<>()));
    }

    /** Fills a row in which every value is missing. */
    void fill(CsvRecord record, Row row) {
        for (int i = 0; i < schema.size(); i++) {
            String cell = record.cell(header.kept().get(i));
            if (!parser.isMissing(cell)) {
                put(row, i, cell, record.line());
            }
        }
    }

    private void put(Row row, int position, String cell, long line) {
        Field field = row.schema().field(position);
        switch (field.type()) {
            case NUMBER -> row.setNumber(position, require(parser.number(cell), field, line, "a number"));
            case BOOLEAN -> row.setNumber(position, require(flag(cell), field, line, "true, false, yes, no, 0 or 1"));
            case DATE -> row.setNumber(position, require(parser.day(cell), field, line, "a date like 2024-05-31"));
            case CATEGORY -> row.setText(position, share(position, cell));
        }
    }

    private double flag(String cell) {
        double flag = parser.flag(cell);
        double digit = parser.number(cell);
        return Double.isNaN(flag) && (digit == 0 || digit == 1) ? digit : flag;
    }

    private String share(int position, String cell) {
        Map<String, String> texts = shared.get(position);
        String known = texts.get(cell);
        if (known != null) {
            return known;
        }
        if (texts.size() < MAX_SHARED) {
            texts.put(cell, cell);
        }
        return cell;
    }

    private double require(double value, Field field, long line, String rule) {
        if (Double.isNaN(value)) {
            throw new CsvException(
                    file,
                    line,
                    field.name(),
                    "The cell of column \"" + field.name() + "\" (" + field.type() + ") in line " + line + " of \""
                            + file + "\" must be " + rule
                            + ".\nMaybe correct it, or declare the column: CsvOptions.defaults().withType(\""
                            + field.name() + "\", FieldType.CATEGORY).");
        }
        return value;
    }
}
