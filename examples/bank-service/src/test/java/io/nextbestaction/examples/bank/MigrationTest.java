// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.features.store.JdbcStores;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The migrations make the tables that the library's stores ask for. */
class MigrationTest {
    private static DataSource database(String name) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    @Test
    void the_tables_of_the_stores_are_those_of_the_library_column_by_column() throws SQLException {
        DataSource migrated = database("migrated");
        Flyway.configure().dataSource(migrated).load().migrate();
        DataSource library = database("library");
        JdbcStores.createTables(library);

        Set<String> expected = tables(library);
        assertThat(expected).isNotEmpty().anyMatch(line -> line.startsWith("nba_contact.state "));
        assertThat(tables(migrated)).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** A line for every column, primary key and index of the library's tables. */
    private static Set<String> tables(DataSource database) throws SQLException {
        Set<String> lines = new TreeSet<>();
        try (Connection connection = database.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            try (ResultSet column = about.getColumns(null, "PUBLIC", "NBA%", null)) {
                while (column.next()) {
                    lines.add(lower(column, "TABLE_NAME") + "." + lower(column, "COLUMN_NAME") + " "
                            + lower(column, "TYPE_NAME") + "(" + column.getInt("COLUMN_SIZE") + "), null "
                            + lower(column, "IS_NULLABLE") + ", default " + column.getString("COLUMN_DEF"));
                }
            }
            Set<String> names = new TreeSet<>();
            lines.forEach(line -> names.add(line.substring(0, line.indexOf('.'))));
            for (String name : names) {
                keys(about, name, lines);
            }
        }
        return lines;
    }

    /** Indexes by what they hold, not by their names, which the database makes up for primary keys. */
    private static void keys(DatabaseMetaData about, String table, Set<String> lines) throws SQLException {
        Map<String, String> indexes = new TreeMap<>();
        try (ResultSet index = about.getIndexInfo(null, "PUBLIC", table.toUpperCase(Locale.ROOT), false, false)) {
            while (index.next()) {
                String kind = index.getBoolean("NON_UNIQUE") ? " index" : " unique index";
                indexes.merge(
                        index.getString("INDEX_NAME"),
                        kind + " " + lower(index, "COLUMN_NAME"),
                        (one, more) -> one + more.substring(kind.length()));
            }
        }
        indexes.values().forEach(index -> lines.add(table + index));
        TreeMap<Integer, String> key = new TreeMap<>();
        try (ResultSet part = about.getPrimaryKeys(null, "PUBLIC", table.toUpperCase(Locale.ROOT))) {
            while (part.next()) {
                key.put(part.getInt("KEY_SEQ"), lower(part, "COLUMN_NAME"));
            }
        }
        lines.add(table + " primary key " + key.values());
    }

    private static String lower(ResultSet row, String column) throws SQLException {
        return String.valueOf(row.getString(column)).toLowerCase(Locale.ROOT);
    }
}
