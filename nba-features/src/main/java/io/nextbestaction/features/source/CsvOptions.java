// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.FieldType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a CSV file is written, and how its columns are to be read. An immutable value; start from {@link #defaults()}.
 *
 * @param separator what stands between cells
 * @param decimalSeparator a point or a comma
 * @param charset the encoding; a byte order mark is skipped
 * @param names the columns' names if the file has no header, else empty
 * @param dropped names of columns to leave out; "" stands for a column without a name
 * @param types declared types by column name; the others are inferred
 * @param missing texts that mean a missing value; a blank cell always does
 * @param maxCellLength the most characters a cell may have, 1 to 50,000,000
 */
public record CsvOptions(
        char separator,
        char decimalSeparator,
        Charset charset,
        List<String> names,
        List<String> dropped,
        Map<String, FieldType> types,
        List<String> missing,
        int maxCellLength) {

    private static final int LONGEST_CELL = 50_000_000;

    /**
     * Checks every option.
     *
     * @throws IllegalArgumentException if a separator cannot be one, or the cell length is out of range
     */
    public CsvOptions {
        if (separator == '"' || separator == '\n' || separator == '\r' || separator == '\uFEFF') {
            throw new IllegalArgumentException("The separator (U+" + hex(separator)
                    + ") of a CSV file must not be a quotation mark or a line end.\nMaybe use ',' or ';'.");
        }
        if (decimalSeparator != '.' && decimalSeparator != ',') {
            throw new IllegalArgumentException("The decimal separator (U+" + hex(decimalSeparator)
                    + ") of a CSV file must be a point or a comma.\nMaybe leave it out: a point is the default.");
        }
        if (maxCellLength < 1 || maxCellLength > LONGEST_CELL) {
            throw new IllegalArgumentException("The longest cell (" + maxCellLength + ") of a CSV file must be 1 to "
                    + LONGEST_CELL + " characters.\nMaybe leave it out: 100000 is the default.");
        }
        names = List.copyOf(names);
        dropped = List.copyOf(dropped);
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        missing = List.copyOf(missing);
    }

    /**
     * Comma, decimal point, UTF-8, a header, nothing dropped, all types inferred, cells up to 100,000 characters; NA,
     * NaN, nan, null and NULL are missing.
     */
    public static CsvOptions defaults() {
        return new CsvOptions(
                ',',
                '.',
                StandardCharsets.UTF_8,
                List.of(),
                List.of(),
                Map.of(),
                List.of("NA", "NaN", "nan", "null", "NULL"),
                100_000);
    }

    /** The same with another character between cells. */
    public CsvOptions withSeparator(char character) {
        return new CsvOptions(character, decimalSeparator, charset, names, dropped, types, missing, maxCellLength);
    }

    /** The same with another decimal separator, '.' or ','. */
    public CsvOptions withDecimalSeparator(char character) {
        return new CsvOptions(separator, character, charset, names, dropped, types, missing, maxCellLength);
    }

    /** The same with another encoding. */
    public CsvOptions withCharset(Charset encoding) {
        return new CsvOptions(separator, decimalSeparator, encoding, names, dropped, types, missing, maxCellLength);
    }

    /** The same for a file without a header, whose columns have these names. */
    public CsvOptions withNames(String... columns) {
        return new CsvOptions(
                separator, decimalSeparator, charset, List.of(columns), dropped, types, missing, maxCellLength);
    }

    /** The same with these columns left out, too; "" is a column without a name. */
    public CsvOptions withDropped(String... columns) {
        List<String> all = new ArrayList<>(dropped);
        all.addAll(List.of(columns));
        return new CsvOptions(separator, decimalSeparator, charset, names, all, types, missing, maxCellLength);
    }

    /** The same with the type of one column declared; a declared BOOLEAN may be written 0 and 1. */
    public CsvOptions withType(String column, FieldType type) {
        Map<String, FieldType> all = new LinkedHashMap<>(types);
        all.put(column, type);
        return new CsvOptions(separator, decimalSeparator, charset, names, dropped, all, missing, maxCellLength);
    }

    /** The same with another list of texts that mean missing. */
    public CsvOptions withMissing(String... texts) {
        return new CsvOptions(
                separator, decimalSeparator, charset, names, dropped, types, List.of(texts), maxCellLength);
    }

    /** The same with another limit on the characters of a cell. */
    public CsvOptions withMaxCellLength(int characters) {
        return new CsvOptions(separator, decimalSeparator, charset, names, dropped, types, missing, characters);
    }

    private static String hex(char character) {
        return Integer.toHexString(0x10000 | character).substring(1).toUpperCase(java.util.Locale.ROOT);
    }
}
