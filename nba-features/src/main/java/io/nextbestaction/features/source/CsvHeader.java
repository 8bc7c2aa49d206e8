// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a file, and which of them are kept. Immutable.
 *
 * @param names the name of every column, stripped
 * @param kept positions of the columns that are not dropped
 */
record CsvHeader(List<String> names, List<Integer> kept) {

    /** Checks the names against the rules and the options. */
    static CsvHeader of(String file, long line, List<String> cells, CsvOptions options) {
        List<String> names = cells.stream().map(String::strip).toList();
        if (names.size() == 1 && options.names().isEmpty()) {
            refuseOtherSeparator(file, line, names.get(0), options);
        }
        Map<String, Integer> seen = new HashMap<>();
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (options.dropped().contains(name)) {
                continue;
            }
            if (name.isEmpty()) {
                throw new CsvException(
                        file,
                        line,
                        "",
                        "The name of column " + (i + 1) + " of \"" + file + "\" must not be empty.\nMaybe name it, or"
                                + " leave it out with CsvOptions.defaults().withDropped(\"\").");
            }
            Integer earlier = seen.put(name, i);
            if (earlier != null) {
                throw new CsvException(
                        file,
                        line,
                        name,
                        "The column \"" + name + "\" (position " + (i + 1) + ") of \"" + file
                                + "\" must not repeat the name of position " + (earlier + 1)
                                + ".\nMaybe rename one of the two.");
            }
            kept.add(i);
        }
        for (String name : options.dropped()) {
            require(file, line, names, name, "dropped");
        }
        for (String name : options.types().keySet()) {
            require(file, line, kept.stream().map(names::get).toList(), name, "declared");
        }
        if (kept.isEmpty()) {
            throw new CsvException(
                    file,
                    "The columns (0 of " + names.size() + ") kept of \"" + file
                            + "\" must be at least one.\nMaybe drop fewer.");
        }
        return new CsvHeader(names, List.copyOf(kept));
    }

    /** A column's name for a message, or its number where it has none. */
    String label(int column) {
        return column < names.size() && !names.get(column).isEmpty()
                ? "\"" + names.get(column) + "\""
                : String.valueOf(column + 1);
    }

    private static void refuseOtherSeparator(String file, long line, String name, CsvOptions options) {
        for (char other : new char[] {';', '\t', '|', ','}) {
            if (other != options.separator() && name.indexOf(other) >= 0) {
                String written = other == '\t' ? "\\t" : String.valueOf(other);
                throw new CsvException(
                        file,
                        line,
                        "",
                        "The header of \"" + file + "\" (1 column) must be separated by '" + options.separator()
                                + "'.\nMaybe the file uses another separator: CsvOptions.defaults().withSeparator('"
                                + written + "').");
            }
        }
    }

    private static void require(String file, long line, List<String> names, String name, String what) {
        if (!names.contains(name)) {
            throw new CsvException(
                    file,
                    line,
                    name,
                    "The " + what + " column \"" + name + "\" must be one of the " + names.size() + " columns of \""
                            + file + "\".\n" + Names.suggestion(name, names));
        }
    }
}
