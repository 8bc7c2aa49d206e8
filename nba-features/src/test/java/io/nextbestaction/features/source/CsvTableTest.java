// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("c.csv");
    }

    private Path write(String text) throws IOException {
        return write(text, StandardCharsets.UTF_8);
    }

    private Path write(String text, Charset charset) throws IOException {
        return Files.write(file, text.getBytes(charset));
    }

    @Test
    void types_are_inferred_from_all_present_cells() throws IOException {
        CsvTable table = CsvTable.read(write("""
                id,age,flag,active,joined,country,code
                a,1,0,yes,2024-05-31,FR,007
                b, 2.5e1 ,1,FALSE,,France,12
                c,-.5,1,NA,1999-12-01,"say ""hi"", you",+3.
                """));

        assertThat(table.schema())
                .isEqualTo(Schema.builder()
                        .category("id")
                        .number("age")
                        .number("flag")
                        .flag("active")
                        .date("joined")
                        .category("country")
                        .number("code")
                        .build());
        assertThat(table.rows()).hasSize(3);
        Row second = table.rows().get(1);
        assertThat(second.number(1)).isEqualTo(25);
        assertThat(second.number(3)).isEqualTo(0);
        assertThat(second.isMissing(4)).isTrue();
        Row third = table.rows().get(2);
        assertThat(third.number(1)).isEqualTo(-0.5);
        assertThat(third.isMissing(3)).isTrue();
        assertThat(third.number(4)).isEqualTo((double) LocalDate.of(1999, 12, 1).toEpochDay());
        assertThat(third.text(5)).isEqualTo("say \"hi\", you");
        assertThat(third.number(6)).isEqualTo(3);
        assertThat(table.warnings()).isEmpty();
        assertThat(table.file()).isEqualTo("c.csv");
        assertThat(table).hasToString("CsvTable[c.csv, 3 rows, [id, age, flag, active, joined, country, code]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "NA", " NA ", "NaN", "nan", "null", "NULL", "\"\""})
    void these_cells_are_missing(String cell) throws IOException {
        CsvTable table = CsvTable.read(write("n,c\n1,x\n" + cell + "," + cell + "\n"));

        assertThat(table.schema().field(0).type()).isEqualTo(FieldType.NUMBER);
        assertThat(table.rows().get(1).isMissing(0)).isTrue();
        assertThat(table.rows().get(1).isMissing(1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Na", "N/A", "-", "?", "1d", "0x1p3", "Infinity", "1e999", "1e", "1.2.3", "1,5", "e5", "."})
    void these_cells_are_texts(String cell) throws IOException {
        CsvTable table = CsvTable.read(write("n\n1\n\"" + cell + "\"\n"));

        assertThat(table.schema().field(0).type()).isEqualTo(FieldType.CATEGORY);
        assertThat(table.rows().get(1).text(0)).isEqualTo(cell);
    }

    @Test
    void the_texts_that_mean_missing_can_be_changed() throws IOException {
        CsvTable table = CsvTable.read(
                write("country,n\nNA,?\nDE,1\n"), CsvOptions.defaults().withMissing("?"));

        assertThat(table.rows().get(0).text(0)).isEqualTo("NA");
        assertThat(table.rows().get(0).isMissing(1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void line_ends_a_byte_order_mark_and_blank_lines_are_handled(String end) throws IOException {
        CsvTable table = CsvTable.read(write("\uFEFF" + String.join(end, "name,n", "Zoë,1", "", "Жук,2", "")));

        assertThat(table.schema())
                .isEqualTo(Schema.builder().category("name").number("n").build());
        assertThat(table.rows()).extracting(row -> row.text(0)).containsExactly("Zoë", "Жук");
        assertThat(table.line(0)).isEqualTo(2);
        assertThat(table.line(1)).isEqualTo(4);
    }

    @Test
    void a_last_line_needs_no_end_and_a_cell_may_hold_line_breaks() throws IOException {
        CsvTable table = CsvTable.read(write("a,b\n\"x\ny\",1\nz,2"));

        assertThat(table.rows().get(0).text(0)).isEqualTo("x\ny");
        assertThat(table.line(1)).isEqualTo(4);
    }

    @Test
    void separator_decimal_comma_encoding_and_names_are_options() throws IOException {
        write("Zoë;1,5;x\nMax;-2;y\n", StandardCharsets.ISO_8859_1);
        CsvOptions options = CsvOptions.defaults()
                .withSeparator(';')
                .withDecimalSeparator(',')
                .withCharset(StandardCharsets.ISO_8859_1)
                .withNames("name", "n", "rest")
                .withDropped("rest");
        CsvTable table = CsvTable.read(file, options);

        assertThat(table.schema())
                .isEqualTo(Schema.builder().category("name").number("n").build());
        assertThat(table.rows().get(0).text(0)).isEqualTo("Zoë");
        assertThat(table.rows().get(0).number(1)).isEqualTo(1.5);
    }

    @Test
    void declared_types_override_inference() throws IOException {
        CsvOptions options = CsvOptions.defaults()
                .withType("zip", FieldType.CATEGORY)
                .withType("flag", FieldType.BOOLEAN)
                .withType("empty", FieldType.DATE);
        CsvTable table = CsvTable.read(write("zip,flag,empty\n00501,1,\n02134,0,\n"), options);

        assertThat(table.schema())
                .isEqualTo(Schema.builder()
                        .category("zip")
                        .flag("flag")
                        .date("empty")
                        .build());
        assertThat(table.rows().get(0).text(0)).isEqualTo("00501");
        assertThat(table.rows().get(0).number(1)).isEqualTo(1);
    }

    @Test
    void a_column_without_a_name_can_be_dropped() throws IOException {
        CsvTable table = CsvTable.read(
                write(",a,b,c\n0,1,x,y\n"),
                CsvOptions.defaults().withDropped("").withDropped("b"));

        assertThat(table.schema())
                .isEqualTo(Schema.builder().number("a").category("c").build());
        assertThat(table.rows().get(0).text(1)).isEqualTo("y");
    }

    @Test
    void an_empty_column_and_a_decimal_comma_are_warnings() throws IOException {
        CsvTable table = CsvTable.read(write("a,b,c\n1,,\"1,5\"\n2,NA,\"-7,25\"\n"));

        assertThat(table.schema().field("b").type()).isEqualTo(FieldType.NUMBER);
        assertThat(table.warnings())
                .containsExactly(
                        "The column \"b\" of \"c.csv\" has no value in any row.\n"
                                + "Maybe leave it out with CsvOptions.defaults().withDropped(\"b\").",
                        "The column \"c\" of \"c.csv\" was read as a category, though it holds numbers with ',' before"
                                + " the decimals.\nMaybe use CsvOptions.defaults().withDecimalSeparator(',').");
    }

    @Test
    void a_column_of_numbers_and_enough_texts_is_a_category() throws IOException {
        StringBuilder text = new StringBuilder("n\n");
        for (int i = 0; i < 98; i++) {
            text.append(i % 4).append('\n');
        }
        CsvTable table = CsvTable.read(write(text + "4+\n4+\n"));

        assertThat(table.schema().field(0).type()).isEqualTo(FieldType.CATEGORY);
    }

    @Test
    void equal_texts_are_one_object() throws IOException {
        CsvTable table = CsvTable.read(write("c\nFR\nDE\nFR\n"));

        assertThat(table.rows().get(2).text(0)).isSameAs(table.rows().get(0).text(0));
    }

    @Test
    void progress_is_told_in_bytes_and_then_in_rows() throws IOException {
        StringBuilder text = new StringBuilder("n,c\n");
        for (int i = 0; i < 25_000; i++) {
            text.append(i).append(",x\n");
        }
        write(text.toString());
        List<String> heard = new ArrayList<>();
        long size = Files.size(file);
        CsvTable.read(file, CsvOptions.defaults(), (task, done, total) -> {
            assertThat(done).isBetween(1L, total);
            heard.add(task + " " + (done == total ? "all of " + total : "part"));
        });

        assertThat(heard)
                .containsExactly(
                        "inspecting c.csv part",
                        "inspecting c.csv part",
                        "inspecting c.csv all of " + size,
                        "reading c.csv part",
                        "reading c.csv part",
                        "reading c.csv all of 25000");
    }
}
