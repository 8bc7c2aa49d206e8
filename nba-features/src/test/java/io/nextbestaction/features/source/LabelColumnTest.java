// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nextbestaction.data.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelColumnTest {
    @TempDir
    Path folder;

    private CsvTable table(String... labels) throws IOException {
        StringBuilder text = new StringBuilder("age,churned,country\n");
        for (int i = 0; i < labels.length; i++) {
            text.append(i).append(',').append(labels[i]).append(",FR\n");
        }
        return CsvTable.read(Files.writeString(folder.resolve("c.csv"), text));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0.0,1.00", "false,TRUE", "No,yes", "no,true"})
    void the_usual_pairs_need_no_word(String no, String yes) throws IOException {
        LabelledRows labelled = table(no, yes, yes).label("churned");

        assertThat(labelled.labels()).containsExactly(false, true, true);
        assertThat(labelled.schema())
                .isEqualTo(Schema.builder().number("age").category("country").build());
        assertThat(labelled.rows()).hasSize(3);
        assertThat(labelled.rows().get(2).number(0)).isEqualTo(2);
        assertThat(labelled.rows().get(2).text(1)).isEqualTo("FR");
    }

    @ParameterizedTest
    @CsvSource({"good,bad,bad", "1,2,2", "1,2,2.0", "1,0,0", "yes,no,NO", "0.1,0.10000000001,0.10000000001"})
    void any_two_values_with_the_event_named(String no, String yes, String event) throws IOException {
        assertThat(table(no, yes, yes).label("churned", event).labels()).containsExactly(false, true, true);
    }

    private static void fails(CsvTable table, long line, String message) {
        CsvException e = catchThrowableOfType(CsvException.class, () -> table.label("churned"));

        assertThat(e).hasMessage(message);
        assertThat(e.line()).isEqualTo(line);
        assertThat(e.column()).isEqualTo("churned");
    }

    @Test
    void an_unknown_column() throws IOException {
        CsvTable table = table("0", "1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.label("churn"))
                .withMessage("The label column \"churn\" must be one of the 3 columns of \"c.csv\".\n"
                        + "Maybe \"churned\" was meant.");
    }

    @Test
    void a_missing_label() throws IOException {
        fails(
                table("0", "1", "", "NA"),
                4,
                "The label of column \"churned\" in line 4 of \"c.csv\" must not be missing (2 of 4 are).\n"
                        + "Maybe remove the rows without a label from the file.");
    }

    @Test
    void one_class_only() throws IOException {
        fails(
                table("1", "1"),
                0,
                "The label column \"churned\" of \"c.csv\" (1 distinct value) must have two distinct values.\n"
                        + "Maybe the file holds customers of one outcome only.");
    }

    @Test
    void more_than_two_values() throws IOException {
        fails(
                table("a", "b", "c"),
                0,
                "The label column \"churned\" of \"c.csv\" (3 distinct values) must have two distinct"
                        + " values.\nMaybe another column is the label.");
        fails(
                table("1", "2", "3", "4", "5.5", "6", "7"),
                0,
                "The label column \"churned\" of \"c.csv\" (7 distinct values) must have two"
                        + " distinct values.\nMaybe another column is the label.");
    }

    @Test
    void two_values_neither_of_which_is_plainly_the_event() throws IOException {
        fails(
                table("Attrited", "Existing"),
                0,
                "The label column \"churned\" of \"c.csv\" (values: Attrited, Existing) must hold 0 and 1, true and"
                        + " false, or yes and no.\nMaybe name the value that is the event, such as label(\"churned\","
                        + " \"Existing\").");
    }

    @Test
    void an_event_that_does_not_occur() throws IOException {
        CsvTable table = table("Attrited", "Existing");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.label("churned", "attrited"))
                .withMessage("The event (\"attrited\") of the label column \"churned\" of \"c.csv\" must be one of its"
                        + " values: Attrited, Existing.\nMaybe \"Attrited\" was meant.");
    }

    @Test
    void labels_must_be_as_many_as_rows() throws IOException {
        CsvTable table = table("0", "1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelledRows(table.schema(), List.of(), new boolean[1]))
                .withMessage("The labels (1) must be as many as the rows (0).\nMaybe they come from another file.");
    }
}
