// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.TrainingFeatures;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.Impute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows kept by columns are the same rows. */
class CompactRowsTest {
    private static final CsvOptions OPTIONS = CsvOptions.defaults().withType("left", FieldType.BOOLEAN);

    @TempDir
    private Path folder;

    private Path file(int rows) throws IOException {
        SplittableRandom random = new SplittableRandom(rows);
        StringBuilder text = new StringBuilder("age,balance,id,joined,city,name,active,left\n");
        for (int i = 0; i < rows; i++) {
            text.append(random.nextInt(10) == 0 ? "" : random.nextInt(18, 90)).append(',');
            text.append(random.nextInt(10) == 0 ? "" : random.nextDouble() * 1e5)
                    .append(',');
            text.append(i * 1_000).append(',');
            text.append(LocalDate.ofEpochDay(random.nextInt(20_000))).append(',');
            text.append(random.nextInt(9) == 0 ? " " : "city" + random.nextInt(5))
                    .append(',');
            text.append("name").append(i / 2).append(',');
            text.append(random.nextBoolean() ? "yes" : "no").append(',');
            text.append(random.nextInt(4) == 0 ? 1 : 0).append('\n');
        }
        return Files.writeString(folder.resolve("customers.csv"), text);
    }

    private static void assertSame(List<Row> rows, List<Row> others) {
        assertThat(others).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Row other = others.get(i);
            assertThat(other.schema()).isEqualTo(row.schema());
            for (int position = 0; position < row.schema().size(); position++) {
                assertThat(Double.compare(other.number(position), row.number(position)))
                        .isZero();
                assertThat(other.text(position)).isEqualTo(row.text(position));
            }
        }
    }

    @Test
    void a_compact_table_has_the_rows_of_the_plain_one() throws IOException {
        Path path = file(3_000);
        CsvTable plain = CsvTable.read(path, OPTIONS);
        CsvTable compact = CsvTable.readCompact(path, OPTIONS, Progress.NONE);

        assertThat(compact.schema()).isEqualTo(plain.schema());
        assertThat(compact.line(2_999)).isEqualTo(plain.line(2_999));
        assertSame(plain.rows(), compact.rows());
        assertSame(
                plain.table().drop("age", "city").rows(),
                compact.table().drop("age", "city").rows());
        assertSame(plain.label("left").rows(), compact.label("left").rows());
        assertThat(compact.label("left").labels()).isEqualTo(plain.label("left").labels());
        assertSame(
                plain.table().dropMissing().rows(),
                compact.table().dropMissing().rows());
        assertThatThrownBy(() -> compact.rows().set(0, plain.rows().get(0)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> compact.rows().get(3_000)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void a_pipeline_makes_the_same_features_of_both() throws IOException {
        Path path = file(3_000);
        Features recipe = Features.all()
                .asOf(LocalDate.of(2026, 1, 31))
                .impute("age", Impute.median().withIndicator())
                .scale("balance")
                .bins("id", 10)
                .frequency("name")
                .interaction("age", "balance")
                .interaction("city", "name")
                .dateParts("joined");
        List<Features> recipes =
                List.of(recipe.oneHot("city"), recipe.target("city").weightOfEvidence("active"), recipe.ignore("city"));
        LabelledRows plain = CsvTable.read(path, OPTIONS).label("left");
        LabelledRows compact =
                CsvTable.readCompact(path, OPTIONS, Progress.NONE).label("left");

        for (Features each : recipes) {
            TrainingFeatures expected = each.fit(plain.schema(), plain.rows(), plain.labels(), 3);
            List<String> heard = new ArrayList<>();
            TrainingFeatures made = each.fit(
                    compact.schema(), compact.rows(), compact.labels(), 3, (task, done, total) -> heard.add(task));

            assertThat(made.pipeline()).isEqualTo(expected.pipeline());
            assertThat(made.features().values()).isEqualTo(expected.features().values());
            assertThat(made.pipeline().transform(compact.rows()).values())
                    .isEqualTo(expected.pipeline().transform(plain.rows()).values());
            assertThat(each.settled(compact.schema(), compact.rows()).toString())
                    .isEqualTo(each.settled(plain.schema(), plain.rows()).toString());
            assertThat(heard).contains("fitting features", "transforming rows");
        }
    }

    @Test
    void a_column_keeps_every_bit_as_it_widens() {
        double[][] turns = {
            {0, 1, -1, 127, -127, Double.NaN},
            {128, -128, 32_767, -32_767},
            {32_768, -32_768, 2_147_483_647, -2_147_483_647},
            {-2_147_483_648.0, 0.5, -0.0, 1e300, Double.MIN_VALUE, 9_007_199_254_740_992.0}
        };
        CompactColumn column = new CompactColumn();
        List<Double> expected = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int turn = 0; turn < 4; turn++) {
            for (int i = 0; i < 2_000; i++) {
                double x = i < turns[turn].length ? turns[turn][i] : turns[turn][random.nextInt(turns[turn].length)];
                column.add(x);
                expected.add(x);
            }
            assertThat(column.width()).isEqualTo(1 << turn);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(Double.doubleToRawLongBits(column.get(i)))
                        .isEqualTo(Double.doubleToRawLongBits(expected.get(i)));
            }
        }
        column.trim();
        assertThat(column.get(7_999)).isEqualTo(expected.get(7_999));
    }

    @Test
    void negative_zero_alone_is_kept() {
        CompactColumn column = new CompactColumn();
        column.add(-0.0);
        assertThat(Double.doubleToRawLongBits(column.get(0))).isEqualTo(Double.doubleToRawLongBits(-0.0));
    }

    @Test
    void every_part_hears_of_its_progress() throws IOException {
        List<String> heard = new ArrayList<>();
        CsvTable.readCompact(
                file(25_000), OPTIONS, (task, done, total) -> heard.add(task + " " + (done == total ? "all" : "part")));

        assertThat(heard)
                .contains(
                        "inspecting customers.csv part",
                        "inspecting customers.csv all",
                        "reading customers.csv part",
                        "reading customers.csv all");
    }

    @Test
    void a_bad_cell_is_told_as_in_a_plain_table() throws IOException {
        Path path = folder.resolve("bad.csv");
        Files.writeString(path, "a\n1\nx\n");
        CsvOptions options = CsvOptions.defaults().withType("a", FieldType.NUMBER);

        assertThatThrownBy(() -> CsvTable.readCompact(path, options, Progress.NONE))
                .isInstanceOf(CsvException.class)
                .hasMessageStartingWith("The cell of column \"a\" (NUMBER) in line 3 of \"bad.csv\" must be a number.");
    }

    @Test
    void a_row_may_be_overwritten_after_it_was_added() {
        Schema schema = Schema.builder().number("x").category("c").build();
        CompactRows.Builder rows = new CompactRows.Builder(schema);
        Row row = new Row(schema);
        for (int i = 0; i < 3; i++) {
            row.setNumber(0, i);
            row.setText(1, i == 1 ? null : "c" + i);
            rows.add(row);
        }
        CompactRows built = rows.build();

        assertThat(built.get(1).number(0)).isEqualTo(1);
        assertThat(built.get(1).text(1)).isNull();
        assertThat(built.text(2, 1)).isEqualTo("c2");
        assertThat(built.number(2, 1)).isNaN();
        assertThat(built.text(2, 0)).isNull();
    }
}
