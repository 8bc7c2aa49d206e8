// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcSourceTest {
    private final JdbcDataSource database = new JdbcDataSource();

    @BeforeEach
    void fill() throws SQLException {
        database.setURL("jdbc:h2:mem:prep;DB_CLOSE_DELAY=-1");
        run("create table customer (id bigint, age int, balance decimal(12,2), score double precision,"
                + " active boolean, joined date, seen timestamp, changed timestamp with time zone, country char(4),"
                + " city varchar(20), code varchar(9))");
        run("insert into customer values (1, 40, 12.50, 0.25, true, date '2024-05-31', timestamp '2024-06-01 23:59:00',"
                + " timestamp with time zone '2024-06-02 01:00:00+09:00', 'FR', 'Paris', '1'),"
                + " (2, null, null, null, null, null, null, null, null, ' ', '0')");
    }

    @AfterEach
    void forget() throws SQLException {
        run("drop all objects");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private JdbcSource query(String sql) {
        return JdbcSource.of("customers", database, sql);
    }

    @Test
    void types_come_from_the_metadata() {
        Table table = query("select * from customer order by id").read();

        assertThat(table.schema())
                .isEqualTo(Schema.builder()
                        .number("ID")
                        .number("AGE")
                        .number("BALANCE")
                        .number("SCORE")
                        .flag("ACTIVE")
                        .date("JOINED")
                        .date("SEEN")
                        .date("CHANGED")
                        .category("COUNTRY")
                        .category("CITY")
                        .category("CODE")
                        .build());
        Row row = table.rows().get(0);
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < row.schema().size(); i++) {
            shown.add(row.display(i));
        }
        assertThat(shown)
                .containsExactly(
                        "1", "40", "12.5", "0.25", "yes", "2024-05-31", "2024-06-01", "2024-06-02", "FR", "Paris", "1");
        for (int i = 1; i < 10; i++) {
            assertThat(table.rows().get(1).isMissing(i)).isTrue();
        }
    }

    @Test
    void declared_types_win() {
        Table table = query(
                        "select id, code, code as flag, cast(id - 1 as int) as bit, '2024-01-31' as since from customer"
                                + " order by id")
                .withType("ID", FieldType.CATEGORY)
                .withType("CODE", FieldType.NUMBER)
                .withType("FLAG", FieldType.BOOLEAN)
                .withType("BIT", FieldType.BOOLEAN)
                .withType("SINCE", FieldType.DATE)
                .read();

        Row row = table.rows().get(1);
        assertThat(row.text(0)).isEqualTo("2");
        assertThat(row.number(1)).isEqualTo(0);
        assertThat(row.number(2)).isEqualTo(0);
        assertThat(row.number(3)).isEqualTo(1);
        assertThat(row.display(4)).isEqualTo("2024-01-31");
    }

    @Test
    void parameters_are_bound_and_labels_split_off() {
        assertThat(query("select id from customer where id = ?")
                        .withParameters(2)
                        .read()
                        .rows())
                .hasSize(1);
        assertThat(query("select id, code from customer order by id")
                        .read()
                        .label("CODE", "1")
                        .labels())
                .containsExactly(true, false);
    }

    @Test
    void rows_are_streamed_and_progress_is_told() {
        List<String> heard = new ArrayList<>();
        Progress progress = (task, done, total) -> heard.add(task + " " + done + " of " + total);
        double[] sum = new double[1];

        long rows = query("select x from system_range(1, 25000)")
                .withFetchSize(500)
                .forEach(row -> sum[0] += row.number(0), progress);

        assertThat(rows).isEqualTo(25_000);
        assertThat(sum[0]).isEqualTo(25_000 * 25_001.0 / 2);
        assertThat(heard)
                .containsExactly(
                        "reading customers 10000 of -1",
                        "reading customers 20000 of -1",
                        "reading customers 25000 of 25000");
    }

    @Test
    void a_wrong_value_is_told_by_row_and_column_and_not_quoted() {
        assertThatThrownBy(() -> query("select case when x = 3 then 'secret' else '1' end as code"
                                + " from system_range(1, 5)")
                        .withType("CODE", FieldType.NUMBER)
                        .read())
                .hasMessage("The value of column \"CODE\" (NUMBER) in row 3 of \"customers\" must be a number.\n"
                        + "Maybe correct it, or declare the column: .withType(\"CODE\", FieldType.CATEGORY).")
                .asInstanceOf(InstanceOfAssertFactories.type(JdbcException.class))
                .satisfies(e -> {
                    assertThat(e.row()).isEqualTo(3);
                    assertThat(e.column()).isEqualTo("CODE");
                });
        assertThatThrownBy(() -> query("select 9007199254740993 as id").read())
                .hasMessage(
                        "The value of column \"ID\" (NUMBER) in row 1 of \"customers\" must have at most 15 digits to"
                                + " be held exactly.\n"
                                + "Maybe correct it, or declare the column: .withType(\"ID\", FieldType.CATEGORY).");
        assertThatThrownBy(() -> query("select 2 as flag")
                        .withType("FLAG", FieldType.BOOLEAN)
                        .read())
                .hasMessage("The value of column \"FLAG\" (BOOLEAN) in row 1 of \"customers\" must be 0 or 1.\n"
                        + "Maybe correct it, or declare the column: .withType(\"FLAG\", FieldType.CATEGORY).");
    }

    @Test
    void columns_that_cannot_be_fields_are_refused() {
        assertThatThrownBy(() -> query("select x'00' as picture").read())
                .hasMessage(
                        "The column \"PICTURE\" (BINARY VARYING) of \"customers\" must be a number, a boolean, a date"
                                + " or a text.\nMaybe leave it out of the query, cast it there, or declare it:"
                                + " .withType(\"PICTURE\", FieldType.CATEGORY).");
        assertThatThrownBy(() -> query("select id, age as id from customer").read())
                .hasMessage("The column \"ID\" (position 2) of \"customers\" must not repeat the name of position 1.\n"
                        + "Maybe name one of the two otherwise in the query: … as other.");
        assertThatThrownBy(() -> query("select id from customer")
                        .withType("IT", FieldType.CATEGORY)
                        .read())
                .hasMessage("The declared column \"IT\" must be one of the 1 columns of \"customers\".\n"
                        + "Maybe \"ID\" was meant.");
    }

    @Test
    void a_query_that_fails_tells_the_state_and_keeps_the_cause() {
        assertThatThrownBy(() -> query("select nothing from nowhere").read())
                .isInstanceOf(JdbcException.class)
                .hasMessage("The query of \"customers\" (SQL state 42S02, error 42102) must run on the database.\n"
                        + "Maybe the database cannot be reached, or the query names something it does not have; the"
                        + " cause tells more.")
                .hasCauseInstanceOf(SQLException.class);
        assertThatThrownBy(() -> query("update customer set age = 0").read())
                .hasMessage("The query of \"customers\" must give rows.\nMaybe it is an update, not a select.");
        assertThat(query("select age from customer where id = 1")
                        .read()
                        .rows()
                        .get(0)
                        .number(0))
                .as("the update was rolled back")
                .isEqualTo(40);
        assertThatThrownBy(() -> query("select 1").withFetchSize(0))
                .hasMessage("The fetch size (0) of \"customers\" must be at least 1.\n"
                        + "Maybe leave it out: 1000 is the default.");
    }
}
