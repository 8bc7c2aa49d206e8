// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.support;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.source.CsvTable;
import java.nio.file.Path;
import java.util.List;

/** Reads which fold each row of a table belongs to, and checks that the file was made for this table. */
public final class FoldFile {
    private static final int MOST = 1_000_000;

    private FoldFile() {}

    /**
     * The fold of each row; columns row (from 0), fold and, to be checked, y.
     *
     * @throws IllegalArgumentException if the file is not of this table, or a fold is no whole number from 0
     */
    public static int[] read(Path file, boolean[] labels) {
        CsvTable table = CsvTable.read(file);
        Schema schema = table.schema();
        List<Row> rows = table.rows();
        if (rows.size() != labels.length) {
            throw new IllegalArgumentException("The folds (" + rows.size() + " rows) of " + file.getFileName()
                    + " must be as many as the rows of the table (" + labels.length
                    + ").\nMaybe they belong to another table.");
        }
        int rowAt = schema.indexOf("row");
        int foldAt = schema.indexOf("fold");
        int labelAt = schema.has("y") ? schema.indexOf("y") : -1;
        int[] foldOf = new int[labels.length];
        for (int i = 0; i < foldOf.length; i++) {
            Row row = rows.get(i);
            if (row.number(rowAt) != i || (labelAt >= 0 && (row.number(labelAt) == 1) != labels[i])) {
                throw new IllegalArgumentException("The row " + (i + 1) + " of " + file.getFileName()
                        + " must have the number and the label of the row of the table it stands for.\n"
                        + "Maybe it belongs to another table.");
            }
            double fold = row.number(foldAt);
            if (!(fold >= 0 && fold <= MOST && fold == Math.rint(fold))) {
                throw new IllegalArgumentException(
                        "The fold in row " + (i + 1) + " of " + file.getFileName() + " must be a whole number, 0 to "
                                + MOST + ".\nMaybe the cell is blank, or the column another.");
            }
            foldOf[i] = (int) fold;
        }
        return foldOf;
    }
}
