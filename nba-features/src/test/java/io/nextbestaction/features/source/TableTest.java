// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.data.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Schema CUSTOMERS =
            Schema.builder().category("id").number("age").category("city").build();
    private static final Schema BUYS = Schema.builder()
            .category("customer")
            .date("day")
            .number("amount")
            .category("channel")
            .build();

    static Table table(String name, Schema schema, @Nullable Object[]... values) {
        List<Row> rows = new ArrayList<>();
        for (@Nullable Object[] value : values) {
            Row row = new Row(schema);
            RowBinder.ofArray(schema).bind(value, row);
            rows.add(row);
        }
        return Table.of(name, schema, rows);
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static Table customers() {
        return table("customers", CUSTOMERS, row("a", 30, "Oslo"), row("b", 40, null), row(null, 50, "Bergen"));
    }

    private static Table buys() {
        return table(
                "buys",
                BUYS,
                row("b", "2026-01-05", 10, "web"),
                row("b", "2026-01-20", 30, "shop"),
                row("b", "2026-01-20", null, "app"),
                row("b", null, 2, "web"),
                row("x", "2026-01-01", 99, "web"));
    }

    @Test
    void one_to_one_keeps_the_left_order_and_reports_what_differs() {
        Schema schema = Schema.builder()
                .category("key")
                .category("city")
                .number("age")
                .flag("active")
                .build();
        Table other = table(
                "other",
                schema,
                row("b", "Bergen", 41, true),
                row("z", "Rome", 1, true),
                row("a", "Oslo", null, false));

        Join join = customers().join(other, "id", "key");

        assertThat(join.table().schema())
                .isEqualTo(Schema.builder()
                        .category("id")
                        .number("age")
                        .category("city")
                        .flag("active")
                        .build());
        assertThat(join.table().name()).isEqualTo("customers + other");
        Row first = join.table().rows().get(0);
        Row second = join.table().rows().get(1);
        assertThat(first.number(1)).isEqualTo(30);
        assertThat(first.number(3)).isEqualTo(0);
        assertThat(second.number(1)).as("the left value is taken").isEqualTo(40);
        assertThat(second.text(2)).as("the right value fills").isEqualTo("Bergen");
        assertThat(join.table().rows().get(2).isMissing(3)).isTrue();
        assertThat(join.report()).isEqualTo(new JoinReport(2, 1, 1, List.of(new JoinReport.Conflict("age", 1, 2))));
        assertThat(join.report().isClean()).isFalse();
    }

    @Test
    void one_to_many_aggregates_every_kind() {
        Join join = customers()
                .joinMany(
                        buys(),
                        "id",
                        "customer",
                        Aggregate.count(),
                        Aggregate.sum("amount"),
                        Aggregate.mean("amount"),
                        Aggregate.min("amount"),
                        Aggregate.max("day").as("latest"),
                        Aggregate.last("channel", "day"),
                        Aggregate.last("amount", "day"),
                        Aggregate.daysSince("day", LocalDate.of(2026, 2, 1)));

        assertThat(join.report()).isEqualTo(new JoinReport(1, 2, 1, List.of()));
        assertThat(join.table().schema().fields().stream().map(Field::name))
                .containsExactly(
                        "id",
                        "age",
                        "city",
                        "count",
                        "sum(amount)",
                        "mean(amount)",
                        "min(amount)",
                        "latest",
                        "last(channel)",
                        "last(amount)",
                        "days since day");
        Row b = join.table().rows().get(1);
        assertThat(b.number(3)).isEqualTo(4);
        assertThat(b.number(4)).isEqualTo(42);
        assertThat(b.number(5)).isEqualTo(14);
        assertThat(b.number(6)).isEqualTo(2);
        assertThat(b.display(7)).isEqualTo("2026-01-20");
        assertThat(b.text(8)).as("of one date the last row counts").isEqualTo("app");
        assertThat(b.number(9)).as("rows without a value are passed over").isEqualTo(30);
        assertThat(b.number(10)).isEqualTo(12);
        Row a = join.table().rows().get(0);
        assertThat(a.number(3)).isEqualTo(0);
        assertThat(a.number(4)).isEqualTo(0);
        for (int i = 5; i < 11; i++) {
            assertThat(a.isMissing(i)).isTrue();
        }
    }

    @Test
    void one_to_many_is_what_grouping_by_hand_gives() {
        SplittableRandom random = new SplittableRandom(7);
        Schema left = Schema.builder().number("id").build();
        Schema right = Schema.builder().number("id").number("x").build();
        for (int round = 0; round < 50; round++) {
            List<Row> keys = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Row row = new Row(left);
                row.setNumber(0, i);
                keys.add(row);
            }
            List<Row> details = new ArrayList<>();
            Map<Integer, List<Double>> byHand = new HashMap<>();
            for (int i = 0; i < 40; i++) {
                Row row = new Row(right);
                int key = random.nextInt(12);
                double x = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(100);
                row.setNumber(0, key);
                row.setNumber(1, x);
                details.add(row);
                byHand.computeIfAbsent(key, unused -> new ArrayList<>()).add(x);
            }
            Table joined = Table.of("keys", left, keys)
                    .joinMany(
                            Table.of("details", right, details),
                            "id",
                            Aggregate.count(),
                            Aggregate.mean("x"),
                            Aggregate.max("x"))
                    .table();
            for (int i = 0; i < 10; i++) {
                List<Double> values = byHand.getOrDefault(i, List.of());
                List<Double> present =
                        values.stream().filter(x -> !Double.isNaN(x)).toList();
                Row row = joined.rows().get(i);
                assertThat(row.number(1)).isEqualTo(values.size());
                double mean = present.stream().mapToDouble(x -> x).average().orElse(Double.NaN);
                double most = present.stream().mapToDouble(x -> x).max().orElse(Double.NaN);
                assertThat(Double.compare(row.number(2), mean)).isZero();
                assertThat(Double.compare(row.number(3), most)).isZero();
            }
        }
    }

    @Test
    void rows_and_fields_are_left_out() {
        assertThat(buys().before("day", LocalDate.of(2026, 1, 20)).rows()).hasSize(2);
        assertThat(customers().dropMissing("id", "city").rows()).hasSize(1);
        Table dropped = customers().drop("age");
        assertThat(dropped.schema())
                .isEqualTo(Schema.builder().category("id").category("city").build());
        assertThat(dropped.rows().get(2).text(1)).isEqualTo("Bergen");
        assertThat(dropped).hasToString("Table[customers, 3 rows, [id, city]]");
    }

    @Test
    void a_repeated_key_is_refused() {
        Table twice = table("twice", CUSTOMERS, row("a", 1, "x"), row("a", 1, "x"), row("b", 1, "x"), row("a", 1, "x"));

        assertThatThrownBy(() -> customers().drop("age", "city").join(twice, "id"))
                .hasMessage("The key \"id\" of \"twice\" (repeated in 2 rows, first in row 2) must be unique.\n"
                        + "Maybe leave the repeated rows out, or aggregate them with joinMany(…).");
        assertThatThrownBy(() -> twice.joinMany(buys(), "id", "customer", Aggregate.count()))
                .hasMessage("The key \"id\" of \"twice\" (repeated in 2 rows, first in row 2) must be unique.\n"
                        + "Maybe leave the repeated rows out.");
    }

    @Test
    void keys_that_never_match_are_refused() {
        Table strangers = table("strangers", CUSTOMERS, row("007", 1, "x"));

        assertThatThrownBy(() -> customers().join(strangers, "id"))
                .hasMessage(
                        "The keys \"id\" of \"customers\" (3 rows) and \"id\" of \"strangers\" (1 rows) must match in"
                                + " at least one row.\n"
                                + "Maybe they are written differently, such as with leading zeros, or are not the same key.");
    }

    @Test
    void fields_that_do_not_fit_are_refused() {
        Table numbered =
                table("numbered", Schema.builder().number("id").number("age").build(), row(1, 2));

        assertThatThrownBy(() -> customers().join(numbered, "id"))
                .hasMessage(
                        "The keys \"id\" (CATEGORY) of \"customers\" and \"id\" (NUMBER) of \"numbered\" must both be"
                                + " a NUMBER, a DATE or a CATEGORY.\n"
                                + "Maybe declare both CATEGORY when they are read, which keeps leading zeros.");
        assertThatThrownBy(() -> customers().joinMany(buys(), "id", "customer", Aggregate.sum("channel")))
                .hasMessage("The field \"channel\" (CATEGORY) of the aggregate sum must be a NUMBER or BOOLEAN.\n"
                        + "Maybe declare its type when it is read.");
        assertThatThrownBy(() -> customers()
                        .joinMany(
                                buys(),
                                "id",
                                "customer",
                                Aggregate.sum("amount").as("age")))
                .hasMessage("The aggregate \"age\" of a one-to-many join must have a name of its own.\n"
                        + "Maybe add .as(\"buys age\").");
        assertThatThrownBy(() -> customers().joinMany(buys(), "id", "customer"))
                .hasMessage("The aggregates (0) of a one-to-many join must be at least one.\n"
                        + "Maybe add Aggregate.count().");
        Table dated = table("dated", Schema.builder().category("id").date("age").build(), row("a", "2026-01-01"));
        assertThatThrownBy(() -> customers().join(dated, "id"))
                .hasMessage("The field \"age\" (DATE in \"dated\", NUMBER in \"customers\") must mean the same in both"
                        + " tables.\nMaybe leave one out with .drop(\"age\").");
        assertThatThrownBy(() -> customers().before("age", LocalDate.of(2026, 1, 1)))
                .hasMessage("The field \"age\" (NUMBER) of \"customers\" must be a DATE.\n"
                        + "Maybe declare its type when it is read.");
    }

    @Test
    void a_date_after_the_reference_day_is_refused() {
        assertThatThrownBy(() -> customers()
                        .joinMany(buys(), "id", "customer", Aggregate.daysSince("day", LocalDate.of(2026, 1, 10))))
                .hasMessage("The date \"day\" in row 2 of \"buys\" must not lie after the day from which days are"
                        + " counted.\nMaybe leave later rows out with .before(\"day\", …).");
    }

    @Test
    void a_missing_label_is_told_by_row() {
        Table table =
                table("joined", Schema.builder().number("x").number("y").build(), row(1, 1), row(2, null), row(3, 0));

        assertThatThrownBy(() -> table.label("y"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("The label of column \"y\" in row 2 of \"joined\" must not be missing (1 of 3 are).\n"
                        + "Maybe leave those rows out with .dropMissing(\"y\").");
        assertThat(table.dropMissing("y").label("y").labels()).containsExactly(true, false);
    }

    @Test
    void thera_joined_has_4980_rows_and_480_positives_in_the_order_of_the_folds() {
        Path data = Path.of(System.getProperty("nba.data", "../../shared/data"));
        assumeTrue(Files.isDirectory(data), "the real data sets are not at " + data);

        Join join = CsvTable.read(data.resolve("thera/Data1.csv"))
                .table()
                .join(CsvTable.read(data.resolve("thera/Data2.csv")).table(), "ID");
        LabelledRows thera = join.table()
                .dropMissing("LoanOnCard")
                .drop("ID", "ZipCode", "Age")
                .label("LoanOnCard");

        assertThat(join.report()).isEqualTo(new JoinReport(5000, 0, 0, List.of()));
        assertThat(join.report().isClean()).isTrue();
        assertThat(thera.rows()).hasSize(4980);
        assertThat(thera.schema().size()).isEqualTo(10);
        CsvTable folds = CsvTable.read(data.resolve("folds/thera.csv"));
        int y = folds.schema().indexOf("y");
        int positives = 0;
        for (int i = 0; i < 4980; i++) {
            positives += thera.labels()[i] ? 1 : 0;
            assertThat(folds.rows().get(i).number(y)).isEqualTo(thera.labels()[i] ? 1 : 0);
        }
        assertThat(positives).isEqualTo(480);
    }
}
