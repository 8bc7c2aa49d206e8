// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.store;

import io.nextbestaction.audit.AuditException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One statement at a time, each committed by itself, whatever the pool's default is. */
final class Jdbc {
    private final DataSource database;

    Jdbc(DataSource database) {
        this.database = database;
    }

    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T with(PreparedStatement statement) throws SQLException;
    }

    <T extends @Nullable Object> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return work.with(statement);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * Inserts a row unless there is one with its key.
     *
     * @return whether it was inserted
     */
    boolean insert(String sql, Work<Boolean> exists, String existsSql, Work<Integer> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return work.with(statement) == 1;
            } catch (SQLException e) {
                // Drivers name a double key in their own ways, so the table is asked.
                try (PreparedStatement statement = connection.prepareStatement(existsSql)) {
                    if (exists.with(statement)) {
                        return false;
                    }
                }
                throw e;
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Makes the tables of the schema that comes with this library. */
    static void createTables(DataSource database) {
        String script;
        try (InputStream in = Jdbc.class.getResourceAsStream("schema.sql")) {
            if (in == null) {
                throw new AssertionError("the schema comes with this class");
            }
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("the schema comes with this class", e);
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            for (String sql : script.split(";\n", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static AuditException failure(SQLException cause) {
        return new AuditException(
                "The database (state " + cause.getSQLState() + ") of a store must answer.\n"
                        + "Maybe its tables are missing: JdbcStores.createTables makes them.",
                cause);
    }
}
