// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.FieldType;

/** Counts what the cells of one column look like, and infers its type. Not thread-safe. */
final class ColumnProfile {
    private final CellParser parser;
    private long present;
    private long numbers;
    private long flags;
    private long days;
    private long otherwiseNumbers;
    private long otherwiseDays;
    private long firstNotNumber;
    private long firstNotDay;

    ColumnProfile(CellParser parser) {
        this.parser = parser;
    }

    void add(String cell, long line) {
        if (parser.isMissing(cell)) {
            return;
        }
        present++;
        if (!Double.isNaN(parser.number(cell))) {
            numbers++;
        } else if (firstNotNumber == 0) {
            firstNotNumber = line;
        }
        if (!Double.isNaN(parser.day(cell))) {
            days++;
        } else if (firstNotDay == 0) {
            firstNotDay = line;
        }
        flags += Double.isNaN(parser.flag(cell)) ? 0 : 1;
        otherwiseNumbers += parser.isNumberOtherwise(cell) ? 1 : 0;
        otherwiseDays += parser.isDayOtherwise(cell) ? 1 : 0;
    }

    boolean isEmpty() {
        return present == 0;
    }

    /** Whether it is a category only because its numbers are written with the other decimal separator. */
    boolean isNumberOtherwise() {
        return present > 0 && otherwiseNumbers == present && numbers < present;
    }

    /** Whether it is a category only because some of its dates are written in another form. */
    boolean isMostlyDatesOtherwise() {
        return otherwiseDays > 0 && (days + otherwiseDays) * 10 >= present * 9;
    }

    /**
     * The type all present cells have, else CATEGORY.
     *
     * @throws CsvException if a few stray cells stand in a column of numbers or dates
     */
    FieldType type(String file, String column) {
        if (numbers == present) {
            return FieldType.NUMBER;
        }
        if (flags == present) {
            return FieldType.BOOLEAN;
        }
        if (days == present) {
            return FieldType.DATE;
        }
        if (isStray(present - numbers)) {
            throw stray(file, column, firstNotNumber, "a number", numbers);
        }
        if (isStray(present - days)) {
            throw stray(file, column, firstNotDay, "a date like 2024-05-31", days);
        }
        return FieldType.CATEGORY;
    }

    /** At most one in a hundred, or a single one among ten or more. */
    private boolean isStray(long others) {
        return others * 100 <= present || (others == 1 && present >= 10);
    }

    private CsvException stray(String file, String column, long line, String rule, long fitting) {
        return new CsvException(
                file,
                line,
                column,
                "The cell of column \"" + column + "\" in line " + line + " of \"" + file + "\" must be " + rule
                        + ", as " + fitting + " of the column's " + present + " values are.\n"
                        + "Maybe correct it, or declare the column: CsvOptions.defaults().withType(\"" + column
                        + "\", FieldType.CATEGORY).");
    }
}
