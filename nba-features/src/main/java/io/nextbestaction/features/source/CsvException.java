// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import java.nio.file.Path;

/** A CSV file cannot be read: where, which rule it broke, and what may mend it. Holds no cell of the file. */
public final class CsvException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String file;
    private final long line;
    private final String column;

    CsvException(String file, long line, String column, String message) {
        super(message);
        this.file = file;
        this.line = line;
        this.column = column;
    }

    CsvException(String file, String message) {
        this(file, 0, "", message);
    }

    /** The name of the file, without its folders. */
    public String file() {
        return file;
    }

    /** The line at fault, counted from 1, the header's line included; 0 if it is no single line. */
    public long line() {
        return line;
    }

    /** The column at fault, empty if it is no single column. */
    public String column() {
        return column;
    }

    /** The last name of a path. */
    static String name(Path file) {
        Path name = file.getFileName();
        return (name == null ? file : name).toString();
    }
}
