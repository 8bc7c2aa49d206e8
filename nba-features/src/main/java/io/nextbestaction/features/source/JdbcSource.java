// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Raw customers from a database: any {@link DataSource} and a query. An immutable value; every step returns a new one, and
 * nothing is asked of the database before it is read.
 *
 * <pre>{@code
 * Table customers = JdbcSource.of("customers", dataSource, "select * from customer where country = ?")
 *         .withParameters("FR").withType("zip", FieldType.CATEGORY).read();
 * }</pre>
 *
 * <p>Types come from the query's metadata: numbers become NUMBER, BOOLEAN and BIT(1) BOOLEAN, DATE and both TIMESTAMP
 * types DATE (the day as written, the time is dropped), texts CATEGORY; a column of any other type is an error unless its
 * type is declared. NULL, NaN and a blank text are missing. The padding of a CHAR column is cut off.
 *
 * <p>One connection is taken and closed again. Rows come through a forward-only cursor with a fetch size, with auto-commit
 * off, as several drivers stream in a transaction only; it is rolled back and auto-commit set back afterwards.
 */
public final class JdbcSource {
    private static final int DEFAULT_FETCH_SIZE = 1_000;
    private static final int PROGRESS_STEP = 10_000;

    private final String name;
    private final DataSource database;
    private final String query;
    private final List<@Nullable Object> parameters;
    private final Map<String, FieldType> types;
    private final int fetchSize;

    private JdbcSource(
            String name,
            DataSource database,
            String query,
            List<@Nullable Object> parameters,
            Map<String, FieldType> types,
            int fetchSize) {
        this.name = name;
        this.database = database;
        this.query = query;
        this.parameters = parameters;
        this.types = types;
        this.fetchSize = fetchSize;
    }

    /**
     * A query, to be fetched 1,000 rows at a time.
     *
     * @param name what messages call it, such as {@code "customers"}
     * @param query one SQL statement that gives rows; write values as {@code ?} and give them as parameters
     */
    public static JdbcSource of(String name, DataSource database, String query) {
        return new JdbcSource(name, database, query, List.of(), Map.of(), DEFAULT_FETCH_SIZE);
    }

    /** The same with the values of the query's {@code ?}, in order; null is NULL. */
    public JdbcSource withParameters(@Nullable Object... values) {
        List<@Nullable Object> copy = new ArrayList<>();
        Collections.addAll(copy, values);
        return new JdbcSource(name, database, query, Collections.unmodifiableList(copy), types, fetchSize);
    }

    /**
     * The same with the type of one column declared: a number as CATEGORY keeps its text, a text as NUMBER, BOOLEAN or
     * DATE is read like a CSV cell, a number as BOOLEAN must be 0 or 1.
     */
    public JdbcSource withType(String column, FieldType type) {
        Map<String, FieldType> all = new LinkedHashMap<>(types);
        all.put(column, type);
        return new JdbcSource(name, database, query, parameters, Collections.unmodifiableMap(all), fetchSize);
    }

    /**
     * The same with another number of rows fetched at a time.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public JdbcSource withFetchSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("The fetch size (" + rows + ") of \"" + name
                    + "\" must be at least 1.\nMaybe leave it out: " + DEFAULT_FETCH_SIZE + " is the default.");
        }
        return new JdbcSource(name, database, query, parameters, types, rows);
    }

    /** Reads all rows without telling progress; see {@link #read(Progress)}. */
    public Table read() {
        return read(Progress.NONE);
    }

    /**
     * Reads all rows into memory.
     *
     * @throws JdbcException under the conditions of {@link #forEach}
     */
    public Table read(Progress progress) {
        List<Row> rows = new ArrayList<>();
        Schema schema = stream(
                row -> {
                    Row copy = new Row(row.schema());
                    copy.copyFrom(row);
                    rows.add(copy);
                },
                progress);
        return new Table(name, schema, rows);
    }

    /**
     * Reads all rows into memory and keeps them by columns, as {@link CsvTable#readCompact} does.
     *
     * @throws JdbcException under the conditions of {@link #forEach}
     */
    public Table readCompact(Progress progress) {
        List<CompactRows.Builder> rows = new ArrayList<>(1);
        Schema schema = stream(
                row -> {
                    if (rows.isEmpty()) {
                        rows.add(new CompactRows.Builder(row.schema()));
                    }
                    rows.get(0).add(row);
                },
                progress);
        return new Table(name, schema, rows.isEmpty() ? List.of() : rows.get(0).build());
    }

    /**
     * Reads row by row in bounded memory. The row is overwritten by the next one; copy what is to be kept.
     *
     * @param progress hears of the rows read, every 10,000 and at the end; the total is unknown before
     * @return the number of rows
     * @throws JdbcException if the database cannot be reached, the query fails or gives no column, a column has no name,
     *     another's or an unknown type, or a value does not fit its column's type
     */
    public long forEach(Consumer<? super Row> visitor, Progress progress) {
        long[] count = new long[1];
        stream(
                row -> {
                    visitor.accept(row);
                    count[0]++;
                },
                progress);
        return count[0];
    }

    private Schema stream(Consumer<? super Row> visitor, Progress progress) {
        try (Connection connection = database.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                return stream(connection, visitor, progress);
            } finally {
                giveBack(connection, autoCommit);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void giveBack(Connection connection, boolean autoCommit) {
        try {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException unused) {
            // The connection is closed next, and an earlier failure is the one to tell.
        }
    }

    private Schema stream(Connection connection, Consumer<? super Row> visitor, Progress progress) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(query, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(fetchSize);
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet results = execute(statement)) {
                JdbcColumns columns = JdbcColumns.of(name, results.getMetaData(), types);
                Row row = new Row(columns.schema());
                long number = 0;
                while (next(results, number + 1)) {
                    number++;
                    columns.fill(results, row, number);
                    visitor.accept(row);
                    if (number % PROGRESS_STEP == 0) {
                        progress.update("reading " + name, number, -1);
                    }
                }
                progress.update("reading " + name, number, number);
                return columns.schema();
            }
        }
    }

    private ResultSet execute(PreparedStatement statement) throws SQLException {
        if (!statement.execute()) {
            throw new JdbcException(
                    "", "The query of \"" + name + "\" must give rows.\nMaybe it is an update, not a select.");
        }
        return statement.getResultSet();
    }

    /** A failure on the way holds values of the database perhaps, so that only its code is told. */
    private boolean next(ResultSet results, long number) {
        try {
            return results.next();
        } catch (SQLException e) {
            throw new JdbcException(
                    number,
                    "",
                    "The row " + number + " of \"" + name + "\" (SQL state " + e.getSQLState()
                            + ") must be readable.\nMaybe the connection was lost.",
                    null);
        }
    }

    private JdbcException failed(SQLException e) {
        return new JdbcException(
                0,
                "",
                "The query of \"" + name + "\" (SQL state " + e.getSQLState() + ", error " + e.getErrorCode()
                        + ") must run on the database.\nMaybe the database cannot be reached, or the query names"
                        + " something it does not have; the cause tells more.",
                e);
    }

    /** The name only: a query or a data source may hold what should not be told. */
    @Override
    public String toString() {
        return "JdbcSource[" + name + "]";
    }
}
