// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;

/** Reads the text of a cell; NaN where it is not what was asked for. Immutable. */
final class CellParser {
    private final char decimalSeparator;
    private final Set<String> missing;

    CellParser(CsvOptions options) {
        this.decimalSeparator = options.decimalSeparator();
        this.missing = Set.copyOf(new java.util.HashSet<>(options.missing()));
    }

    boolean isMissing(String cell) {
        return cell.isBlank() || missing.contains(cell.strip());
    }

    /** A decimal number such as -12.5e3; not the hexadecimal, suffixed and infinite forms Java reads, too. */
    double number(String cell) {
        String text = cell.strip();
        if (!isDecimal(text, decimalSeparator)) {
            return Double.NaN;
        }
        double value = Double.parseDouble(decimalSeparator == '.' ? text : text.replace(decimalSeparator, '.'));
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    /** Whether a text would be a number if the other character separated the decimals. */
    boolean isNumberOtherwise(String cell) {
        return isDecimal(cell.strip(), decimalSeparator == '.' ? ',' : '.');
    }

    /** 1 for true and yes, 0 for false and no, in any case. */
    double flag(String cell) {
        String text = cell.strip();
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("yes")) {
            return 1;
        }
        return text.equalsIgnoreCase("false") || text.equalsIgnoreCase("no") ? 0 : Double.NaN;
    }

    /** A day such as 2024-05-31, as days since 1970-01-01. */
    double day(String cell) {
        String text = cell.strip();
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Double.NaN;
        }
        try {
            return LocalDate.parse(text).toEpochDay();
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }

    /** Whether a text looks like a date in another form, such as 31.05.2024, 5/31/24, 2024/05/31 or 31-May-2024. */
    boolean isDayOtherwise(String cell) {
        String text = cell.strip();
        if (text.length() < 6 || text.length() > 11 || !Double.isNaN(day(text))) {
            return false;
        }
        int parts = 1;
        int length = 0;
        char separator = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean mark = c == '.' || c == '/' || c == '-' || c == ' ';
            if (mark && length > 0 && (separator == 0 || c == separator)) {
                separator = c;
                parts++;
                length = 0;
            } else if (isDigit(c) ? ++length > 4 : parts != 2 || !Character.isLetter(c) || ++length > 3) {
                return false;
            }
        }
        return parts == 3 && length > 0;
    }

    private static boolean isDecimal(String text, char separator) {
        int end = text.length();
        int i = sign(text, 0);
        int digits = 0;
        boolean separated = false;
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (c == separator && !separated) {
                separated = true;
            } else if (isDigit(c)) {
                digits++;
            } else {
                break;
            }
        }
        if (digits == 0 || i == end) {
            return digits > 0;
        }
        if (text.charAt(i) != 'e' && text.charAt(i) != 'E') {
            return false;
        }
        int exponent = sign(text, i + 1);
        for (int j = exponent; j < end; j++) {
            if (!isDigit(text.charAt(j))) {
                return false;
            }
        }
        return exponent < end;
    }

    private static int sign(String text, int i) {
        return i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+') ? i + 1 : i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
