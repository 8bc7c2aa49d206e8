// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nextbestaction.data.FieldType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bad file, and what is said about it, word for word. */
class CsvErrorsTest {
    private static final CsvOptions DEFAULTS = CsvOptions.defaults();

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("c.csv");
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private void fails(CsvOptions options, long line, String column, String message) {
        CsvException e = catchThrowableOfType(CsvException.class, () -> CsvTable.read(file, options));

        assertThat(e).hasMessage(message);
        assertThat(e.file()).isEqualTo("c.csv");
        assertThat(e.line()).isEqualTo(line);
        assertThat(e.column()).isEqualTo(column);
    }

    private void fails(String text, long line, String column, String message) throws IOException {
        write(text);
        fails(DEFAULTS, line, column, message);
    }

    @Test
    void a_missing_file() {
        fails(DEFAULTS, 0, "", "The file \"" + file + "\" must exist.\nMaybe its name or folder is misspelt.");
    }

    @Test
    void a_folder() throws IOException {
        Files.createDirectory(file);

        fails(
                DEFAULTS,
                0,
                "",
                "The file \"" + file
                        + "\" must be a regular file.\nMaybe it is a folder, or a pipe, which cannot be read twice.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n\n"})
    void an_empty_file(String text) throws IOException {
        fails(text, 0, "", "The file \"c.csv\" (empty) must have a header line.\nMaybe the export failed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a,b\n", "a,b\r\n\r\n"})
    void a_header_only(String text) throws IOException {
        fails(
                text,
                0,
                "",
                "The file \"c.csv\" (0 rows) must have at least one row of data.\n"
                        + "Maybe the export's filter left none.");
    }

    @Test
    void a_ragged_row() throws IOException {
        String few = "The line 4 of \"c.csv\" (1 cells) must have 2 cells, one for each column.\n"
                + "Maybe a cell holds the separator ',' and must be quoted, or a line break is missing.";
        fails("a,b\n1,2\n\n3\n", 4, "", few);
        fails("a,b\n1,2\n3,4\n5,6,7\n", 4, "", few.replace("1 cells", "3 cells"));
    }

    @Test
    void a_ragged_row_of_a_file_without_a_header() throws IOException {
        write("1,2,3\n");

        fails(
                DEFAULTS.withNames("a", "b"),
                1,
                "",
                "The line 1 of \"c.csv\" (3 cells) must have 2 cells, one for each column.\n"
                        + "Maybe a cell holds the separator ',' and must be quoted, or a line break is missing.");
    }

    @Test
    void another_separator() throws IOException {
        String message = "The header of \"c.csv\" (1 column) must be separated by ','.\n"
                + "Maybe the file uses another separator: CsvOptions.defaults().withSeparator(';').";
        fails("a;b\n1;2\n", 1, "", message);
        fails("a\tb\n1\t2\n", 1, "", message.replace("';'", "'\\t'"));
    }

    @Test
    void text_in_a_column_declared_a_number() throws IOException {
        write("a,b\n1,2\n3,many\n");

        fails(
                DEFAULTS.withType("b", FieldType.NUMBER),
                3,
                "b",
                "The cell of column \"b\" (NUMBER) in line 3 of \"c.csv\" must be a number.\n"
                        + "Maybe correct it, or declare the column: CsvOptions.defaults().withType(\"b\","
                        + " FieldType.CATEGORY).");
        fails(
                DEFAULTS.withType("b", FieldType.BOOLEAN),
                2,
                "b",
                "The cell of column \"b\" (BOOLEAN) in line 2 of \"c.csv\" must be true, false, yes, no, 0 or 1.\n"
                        + "Maybe correct it, or declare the column: CsvOptions.defaults().withType(\"b\","
                        + " FieldType.CATEGORY).");
        fails(
                DEFAULTS.withType("b", FieldType.DATE),
                2,
                "b",
                "The cell of column \"b\" (DATE) in line 2 of \"c.csv\" must be a date like 2024-05-31.\n"
                        + "Maybe correct it, or declare the column: CsvOptions.defaults().withType(\"b\","
                        + " FieldType.CATEGORY).");
    }

    @Test
    void stray_text_in_a_column_of_numbers() throws IOException {
        String message = "The cell of column \"n\" in line 7 of \"c.csv\" must be a number, as %d of the column's %d"
                + " values are.\nMaybe correct it, or declare the column:"
                + " CsvOptions.defaults().withType(\"n\", FieldType.CATEGORY).";
        fails(numbers(9, "n/a?"), 7, "n", message.formatted(9, 10));
        fails(numbers(297, "x\nx\nx"), 7, "n", message.formatted(297, 300));
    }

    /** A column of numbers with a text in line 7. */
    private static String numbers(int count, String stray) {
        StringBuilder text = new StringBuilder("n\n");
        for (int i = 0; i < count; i++) {
            text.append(i == 5 ? stray + "\n" : "").append(i).append('\n');
        }
        return text.toString();
    }

    @Test
    void a_stray_date() throws IOException {
        String days = "2024-01-05\n".repeat(10);

        fails(
                "d\n" + days + "2024-02-30\n",
                12,
                "d",
                "The cell of column \"d\" in line 12 of \"c.csv\" must be a date like 2024-05-31, as 10 of the"
                        + " column's 11 values are.\nMaybe correct it, or declare the column:"
                        + " CsvOptions.defaults().withType(\"d\", FieldType.CATEGORY).");
    }

    @Test
    void a_duplicated_header() throws IOException {
        fails(
                "a,b, a \n1,2,3\n",
                1,
                "a",
                "The column \"a\" (position 3) of \"c.csv\" must not repeat the name of position 1.\n"
                        + "Maybe rename one of the two.");
    }

    @Test
    void an_empty_header_cell() throws IOException {
        fails(
                "a, ,b\n1,2,3\n",
                1,
                "",
                "The name of column 2 of \"c.csv\" must not be empty.\n"
                        + "Maybe name it, or leave it out with CsvOptions.defaults().withDropped(\"\").");
    }

    @Test
    void a_dropped_or_declared_column_that_is_unknown() throws IOException {
        write("age,name\n1,x\n");

        fails(
                DEFAULTS.withDropped("nam"),
                1,
                "nam",
                "The dropped column \"nam\" must be one of the 2 columns of \"c.csv\".\nMaybe \"name\" was meant.");
        fails(
                DEFAULTS.withType("agge", FieldType.NUMBER),
                1,
                "agge",
                "The declared column \"agge\" must be one of the 2 columns of \"c.csv\".\nMaybe \"age\" was meant.");
        fails(
                DEFAULTS.withDropped("age", "name"),
                0,
                "",
                "The columns (0 of 2) kept of \"c.csv\" must be at least one.\nMaybe drop fewer.");
    }

    @ParameterizedTest
    @ValueSource(ints = {100_001, 200_000, 1_000_000})
    void a_cell_too_long(int length) throws IOException {
        String message = "The cell of column \"b\" in line 3 of \"c.csv\" must have at most 100000 characters.\n"
                + "Maybe a closing quotation mark is missing, or raise the limit with"
                + " CsvOptions.defaults().withMaxCellLength(…).";
        fails("a,b\n1,x\n2," + "y".repeat(length) + "\n", 3, "b", message);
        fails("a,b\n1,x\n2,\"" + "y\n".repeat(length / 2) + "y\"\n", 3, "b", message);
    }

    @ParameterizedTest
    @ValueSource(ints = {99_999, 200_000})
    void a_long_cell_within_the_limit_is_read(int length) throws IOException {
        write("a,b\n1,x\n2," + "y".repeat(length) + "\n");

        CsvTable table = CsvTable.read(file, DEFAULTS.withMaxCellLength(length));
        assertThat(table.rows().get(1).text(1)).hasSize(length);
    }

    @Test
    void a_header_cell_too_long_and_too_many_columns() throws IOException {
        fails(
                "a," + "b".repeat(200_000) + "\n",
                1,
                "",
                "The cell of column 2 in line 1 of \"c.csv\" must have at most 100000 characters.\n"
                        + "Maybe a closing quotation mark is missing, or raise the limit with"
                        + " CsvOptions.defaults().withMaxCellLength(…).");
        fails(
                ",".repeat(20_000),
                1,
                "",
                "The columns of \"c.csv\" must be at most 16384.\nMaybe the line ends are missing.");
    }

    @Test
    void an_unterminated_quote() throws IOException {
        String message = "The quoted cell of column \"b\" in the record of line 3 of \"c.csv\" must end with a"
                + " quotation mark before the next separator.\n";
        fails("a,b\n1,x\n2,\"y\n3,z\n", 3, "b", message + "Maybe its closing quotation mark is missing.");
        fails("a,b\n1,x\n2,\"y\"z\n", 3, "b", message + "Maybe a quotation mark inside it must be doubled.");
    }

    @Test
    void a_wrong_encoding() throws IOException {
        Files.write(file, "name,n\nAnna,1\nZoë,2\n".getBytes(StandardCharsets.ISO_8859_1));

        fails(
                DEFAULTS,
                3,
                "",
                "The text of \"c.csv\" (line 3, byte 17) must be UTF-8.\nMaybe the file has another encoding:"
                        + " CsvOptions.defaults().withCharset(StandardCharsets.ISO_8859_1).");
    }

    @Test
    void a_wrong_encoding_far_into_a_file_and_one_cut_off_at_the_end() throws IOException {
        byte[] good = "Zoë,1\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = java.util.Arrays.copyOf(good, good.length + 1);
        bytes[good.length] = (byte) 0xC3;
        Files.write(file, bytes);

        fails(
                DEFAULTS.withNames("name", "n"),
                20_001,
                "",
                "The text of \"c.csv\" (line 20001, byte " + bytes.length
                        + ") must be UTF-8.\nMaybe the file has another encoding:"
                        + " CsvOptions.defaults().withCharset(StandardCharsets.ISO_8859_1).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n", "a,b\n1,2\n3,4\n5,6\n", "a,c\n1,2\n3,4\n", "a,b\n"})
    void a_file_that_changes_while_it_is_read(String later) throws IOException {
        write("a,b\n1,2\n3,4\n");

        CsvException e = catchThrowableOfType(
                CsvException.class,
                () -> CsvTable.read(file, DEFAULTS, (task, done, total) -> {
                    try {
                        write(later);
                    } catch (IOException failed) {
                        throw new java.io.UncheckedIOException(failed);
                    }
                }));
        assertThat(e)
                .hasMessage("The file \"c.csv\" must not change while it is read.\nMaybe wait until it is complete.");
    }

    @Test
    void options_that_cannot_be() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withSeparator('"'))
                .withMessage("The separator (U+0022) of a CSV file must not be a quotation mark or a line end.\n"
                        + "Maybe use ',' or ';'.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withDecimalSeparator(';'))
                .withMessage("The decimal separator (U+003B) of a CSV file must be a point or a comma.\n"
                        + "Maybe leave it out: a point is the default.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withMaxCellLength(0))
                .withMessage("The longest cell (0) of a CSV file must be 1 to 50000000 characters.\n"
                        + "Maybe leave it out: 100000 is the default.");
    }
}
