// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.source.LabelledRows;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class IdentifiersTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private static LabelledRows numbers(String name, int rows, IntToDoubleFunction value) {
        Schema schema = Schema.builder().number(name).number("age").build();
        List<Row> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            Row row = new Row(schema);
            row.setNumber(0, value.applyAsDouble(i));
            row.setNumber(1, 20 + i % 10);
            all.add(row);
        }
        return new LabelledRows(schema, all, new boolean[rows]);
    }

    private static LabelledRows texts(int rows, int levels) {
        Schema schema = Schema.builder().category("Surname").number("age").build();
        List<Row> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            Row row = new Row(schema);
            row.setText(0, "S" + i % levels);
            row.setNumber(1, 20 + i % 10);
            all.add(row);
        }
        return new LabelledRows(schema, all, new boolean[rows]);
    }

    private List<String> left(LabelledRows table, String... keep) {
        LabelledRows left = Identifiers.leaveOut(table, keep, new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(left.rows()).hasSameSizeAs(table.rows());
        for (int i = 0; i < table.rows().size(); i++) {
            Row row = left.rows().get(i);
            assertThat(row.number(left.schema().indexOf("age"))).isEqualTo(20 + i % 10);
        }
        return left.schema().fields().stream().map(Field::name).toList();
    }

    @Test
    void whole_numbers_that_differ_in_every_row_are_left_out_of_large_tables() {
        assertThat(left(numbers("client", 1000, i -> 7 * i))).containsExactly("age");
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("left out: client (an identifier: 1000 different whole numbers in 1000 rows); keep it with"
                        + " --keep \"client\"");
    }

    @Test
    void fewer_whole_numbers_are_left_out_where_they_count_or_are_named_so() {
        assertThat(left(numbers("position", 20, i -> 5 + i))).containsExactly("age");
        for (String name : new String[] {"CustomerId", "customer_id", "ID", "Account No.", "row-number"}) {
            assertThat(left(numbers(name, 20, i -> 7 * i))).as(name).containsExactly("age");
        }
        for (String name : new String[] {"balance", "paid", "idle", "Nominal"}) {
            assertThat(left(numbers(name, 999, i -> 7 * i))).as(name).hasSize(2);
        }
    }

    @Test
    void numbers_with_decimals_or_repeated_ones_stay() {
        assertThat(left(numbers("amount", 2000, i -> i + 0.5))).hasSize(2);
        assertThat(left(numbers("id", 2000, i -> i % 1999))).hasSize(2);
    }

    @Test
    void texts_of_many_levels_to_the_rows_are_left_out() {
        assertThat(left(texts(10_000, 2932))).containsExactly("age");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("2932 different values in 10000 rows); keep it with");
        out.reset();
        assertThat(left(texts(1000, 101))).containsExactly("age");
        out.reset();
        assertThat(left(texts(40, 21))).containsExactly("age");
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .as("nearly a value to a row: no advice to keep it")
                .isEqualTo("left out: Surname (an identifier: 21 different values in 40 rows)");
        assertThat(left(texts(1000, 100))).hasSize(2);
        assertThat(left(texts(10_000, 1000))).hasSize(2);
        assertThat(left(texts(42, 21))).hasSize(2);
        assertThat(left(texts(20, 20))).hasSize(2);
    }

    @Test
    void a_column_is_kept_on_demand_and_must_be_there() {
        assertThat(left(texts(1000, 900), "Surname")).containsExactly("Surname", "age");
        assertThatThrownBy(() -> left(texts(1000, 900), "Surnam")).hasMessageContaining("Maybe \"Surname\" was meant.");
    }

    @Test
    void a_table_of_identifiers_alone_is_told() {
        Schema schema = Schema.builder().number("id").build();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Row row = new Row(schema);
            row.setNumber(0, i);
            rows.add(row);
        }
        assertThatThrownBy(() -> left(new LabelledRows(schema, rows, new boolean[30])))
                .hasMessage("The columns (1) of the table must not all be identifiers.\n"
                        + "Maybe keep one with --keep NAME.");
    }
}
