// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record the parser is at, overwritten by the next one; knows the columns to skip once there is a header. */
final class CsvRecord extends AbstractBaseCsvCallbackHandler<CsvRecord> {
    private static final int MAX_COLUMNS = 16_384;

    private final String file;
    private final int maxCellLength;
    private final List<String> cells = new ArrayList<>();
    private @Nullable CsvHeader header;
    private boolean[] kept = {};
    private long line;
    private int count;

    CsvRecord(String file, CsvOptions options) {
        this.file = file;
        this.maxCellLength = options.maxCellLength();
    }

    void setHeader(CsvHeader header) {
        this.header = header;
        this.kept = new boolean[header.names().size()];
        for (int column : header.kept()) {
            kept[column] = true;
        }
    }

    /** The line it starts in, from 1. */
    long line() {
        return line;
    }

    /** The number of cells read so far. */
    int count() {
        return count;
    }

    /** The text of a kept column. */
    String cell(int column) {
        return cells.get(column);
    }

    /** The texts of all columns, copied. */
    List<String> cells() {
        return List.copyOf(cells.subList(0, count));
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        count = 0;
    }

    @Override
    protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
        if (length > maxCellLength) {
            throw tooLong();
        }
        count = column + 1;
        if (header == null) {
            if (column >= MAX_COLUMNS) {
                throw new CsvException(
                        file,
                        line,
                        "",
                        "The columns of \"" + file + "\" must be at most " + MAX_COLUMNS
                                + ".\nMaybe the line ends are missing.");
            }
            set(column, new String(buffer, offset, length));
        } else if (column < kept.length) {
            set(column, kept[column] ? new String(buffer, offset, length) : "");
        }
    }

    private void set(int column, String text) {
        if (column < cells.size()) {
            cells.set(column, text);
        } else {
            cells.add(text);
        }
    }

    /** The error of a cell, not yet counted, that is longer than allowed. */
    CsvException tooLong() {
        return new CsvException(
                file,
                line,
                columnName(),
                "The cell of column " + columnLabel() + " in line " + line + " of \"" + file + "\" must have at most "
                        + maxCellLength + " characters.\nMaybe a closing quotation mark is missing, or raise the limit"
                        + " with CsvOptions.defaults().withMaxCellLength(…).");
    }

    /** The name of the column being read, empty before there is a header. */
    String columnName() {
        return header != null && count < header.names().size() ? header.names().get(count) : "";
    }

    /** The column being read, for a message. */
    String columnLabel() {
        return header == null ? String.valueOf(count + 1) : header.label(count);
    }

    @Override
    protected CsvRecord buildRecord() {
        return this;
    }
}
