// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldFileTest {
    private static final boolean[] LABELS = {true, false, true};

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("folds.csv"), text);
    }

    @Test
    void the_fold_of_each_row_is_read_and_its_label_checked_if_there() throws IOException {
        assertThat(FoldFile.read(file("row,fold,y\n0,1,1\n1,0,0\n2,1,1\n"), LABELS))
                .containsExactly(1, 0, 1);
        assertThat(FoldFile.read(file("row,fold\n0,2\n1,0\n2,1\n"), LABELS)).containsExactly(2, 0, 1);
    }

    @Test
    void a_file_of_another_table_is_refused() throws IOException {
        refused(
                "row,fold,y\n0,1,1\n1,0,0\n",
                "The folds (2 rows) of folds.csv must be as many as the rows of the table (3).\n"
                        + "Maybe they belong to another table.");
        for (String line : new String[] {"1,0,1", "3,0,0"}) {
            refused(
                    "row,fold,y\n0,1,1\n" + line + "\n2,1,1\n",
                    "The row 2 of folds.csv must have the number and the label of the row of the table it stands for.\n"
                            + "Maybe it belongs to another table.");
        }
    }

    /** A blank cell counted as fold 0 would hold out rows nobody asked to. */
    @Test
    void a_fold_that_is_blank_or_no_whole_number_is_refused() throws IOException {
        for (String cell : new String[] {"", "0.5", "-1", "2000000"}) {
            refused(
                    "row,fold,y\n0,1,1\n1," + cell + ",0\n2,1,1\n",
                    "The fold in row 2 of folds.csv must be a whole number, 0 to 1000000.\n"
                            + "Maybe the cell is blank, or the column another.");
        }
    }

    private void refused(String text, String message) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> FoldFile.read(file, LABELS)).hasMessage(message);
    }
}
