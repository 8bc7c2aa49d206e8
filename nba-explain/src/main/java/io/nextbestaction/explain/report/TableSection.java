// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.List;
import java.util.regex.Pattern;

/** A table; a column whose cells all look like numbers is set to the right. */
record TableSection(String heading, List<String> header, List<List<String>> rows) implements Section {
    private static final Pattern NUMBER = Pattern.compile("[-+−]?[0-9][0-9.,]*(?: ?%| [A-Z]{3})?|–|missing");

    /** Columns with a longer cell than this are kept wide. */
    private static final int PROSE = 40;

    TableSection {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).size() != header.size()) {
                throw new IllegalArgumentException(
                        "The row " + (i + 1) + " (" + rows.get(i).size() + " cells) of table \"" + heading
                                + "\" must have one cell for each of the " + header.size() + " columns.");
            }
        }
    }

    @Override
    public boolean isNarrow() {
        return false;
    }

    @Override
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public void write(Markup out, String id) {
        writeTable(out);
    }

    void writeTable(Markup out) {
        String[] kinds = new String[header.size()];
        for (int c = 0; c < kinds.length; c++) {
            kinds[c] = kind(c);
        }
        // a wide table scrolls by itself, also by keyboard
        out.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", heading);
        out.open("table").open("thead").open("tr");
        for (int c = 0; c < kinds.length; c++) {
            if (kinds[c].isEmpty()) {
                out.element("th", header.get(c), "scope", "col");
            } else {
                out.element("th", header.get(c), "scope", "col", "class", kinds[c]);
            }
        }
        out.close("tr").close("thead").line().open("tbody");
        for (List<String> row : rows) {
            out.open("tr");
            for (int c = 0; c < kinds.length; c++) {
                if (kinds[c].isEmpty()) {
                    out.element("td", row.get(c));
                } else {
                    out.element("td", row.get(c), "class", kinds[c]);
                }
            }
            out.close("tr").line();
        }
        out.close("tbody").close("table").close("div").line();
    }

    /** The class of a column's cells, short because it is written with each; none for ordinary words. */
    private String kind(int column) {
        boolean numbers = true;
        int longest = 0;
        for (List<String> row : rows) {
            String cell = row.get(column);
            numbers &= cell.length() < 40 && NUMBER.matcher(cell).matches();
            longest = Math.max(longest, cell.length());
        }
        return numbers ? "n" : longest > PROSE ? "prose" : "";
    }
}
