// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Names;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a result, and how each becomes a value of a row. */
final class JdbcColumns {
    /** Beyond this a double no longer holds every whole number. */
    private static final BigDecimal EXACT = BigDecimal.valueOf(1L << 53);

    private static final CellParser PARSER = new CellParser(CsvOptions.defaults());

    private final String source;
    private final Schema schema;
    private final int[] sqlTypes;

    private JdbcColumns(String source, Schema schema, int[] sqlTypes) {
        this.source = source;
        this.schema = schema;
        this.sqlTypes = sqlTypes;
    }

    static JdbcColumns of(String source, ResultSetMetaData metadata, Map<String, FieldType> declared)
            throws SQLException {
        List<Field> fields = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int[] sqlTypes = new int[metadata.getColumnCount()];
        for (int i = 0; i < sqlTypes.length; i++) {
            String name = metadata.getColumnLabel(i + 1);
            if (name == null || name.isBlank()) {
                throw new JdbcException(
                        "",
                        "The name of column " + (i + 1) + " of \"" + source
                                + "\" must not be blank.\nMaybe name it in the query: … as amount.");
            }
            if (names.contains(name)) {
                throw new JdbcException(
                        name,
                        "The column \"" + name + "\" (position " + (i + 1) + ") of \"" + source
                                + "\" must not repeat the name of position " + (names.indexOf(name) + 1)
                                + ".\nMaybe name one of the two otherwise in the query: … as other.");
            }
            names.add(name);
            sqlTypes[i] = metadata.getColumnType(i + 1);
            FieldType type = declared.get(name);
            if (type == null) {
                type = type(sqlTypes[i], metadata.getPrecision(i + 1));
            }
            if (type == null) {
                throw new JdbcException(
                        name,
                        "The column \"" + name + "\" (" + metadata.getColumnTypeName(i + 1) + ") of \"" + source
                                + "\" must be a number, a boolean, a date or a text.\n"
                                + "Maybe leave it out of the query, cast it there, or declare it:"
                                + " .withType(\"" + name + "\", FieldType.CATEGORY).");
            }
            fields.add(new Field(name, type));
        }
        for (String name : declared.keySet()) {
            if (!names.contains(name)) {
                throw new JdbcException(
                        name,
                        "The declared column \"" + name + "\" must be one of the " + names.size() + " columns of \""
                                + source + "\".\n" + Names.suggestion(name, names));
            }
        }
        return new JdbcColumns(source, Schema.of(fields), sqlTypes);
    }

    private static @Nullable FieldType type(int sqlType, int precision) {
        return switch (sqlType) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.NUMERIC,
                    Types.DECIMAL -> FieldType.NUMBER;
            case Types.BOOLEAN -> FieldType.BOOLEAN;
            // Some databases call a boolean BIT; a string of bits is something else.
            case Types.BIT -> precision <= 1 ? FieldType.BOOLEAN : null;
            case Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> FieldType.DATE;
            case Types.CHAR,
                    Types.NCHAR,
                    Types.VARCHAR,
                    Types.NVARCHAR,
                    Types.LONGVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> FieldType.CATEGORY;
            default -> null;
        };
    }

    Schema schema() {
        return schema;
    }

    /** Overwrites every value of a row with the result's current one. */
    void fill(ResultSet results, Row row, long number) {
        row.clear();
        for (int i = 0; i < sqlTypes.length; i++) {
            Field field = schema.field(i);
            try {
                if (field.type() == FieldType.CATEGORY) {
                    row.setText(i, text(results, i));
                } else {
                    row.setNumber(i, number(results, i, field, number));
                }
            } catch (SQLException e) {
                // The driver's message may quote the value, so only its code is told.
                throw wrong(
                        number,
                        field,
                        "be readable as " + article(field.type()) + " (SQL state " + e.getSQLState() + ")");
            }
        }
    }

    private double number(ResultSet results, int i, Field field, long number) throws SQLException {
        boolean isText = type(sqlTypes[i], 0) == FieldType.CATEGORY;
        if (isText) {
            return parsed(text(results, i), field, number);
        }
        return switch (field.type()) {
            case NUMBER -> measure(results, i, field, number);
            case BOOLEAN -> flag(results, i, field, number);
            default -> day(results, i);
        };
    }

    private double measure(ResultSet results, int i, Field field, long number) throws SQLException {
        switch (sqlTypes[i]) {
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> {
                double x = results.getDouble(i + 1);
                if (Double.isInfinite(x)) {
                    throw wrong(number, field, "be finite");
                }
                return results.wasNull() ? Double.NaN : x;
            }
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> {
                long x = results.getLong(i + 1);
                return results.wasNull() ? Double.NaN : x;
            }
            default -> {
                BigDecimal x = results.getBigDecimal(i + 1);
                if (x == null) {
                    return Double.NaN;
                }
                if (x.scale() <= 0 && x.abs().compareTo(EXACT) > 0) {
                    throw wrong(number, field, "have at most 15 digits to be held exactly");
                }
                return x.doubleValue();
            }
        }
    }

    private double flag(ResultSet results, int i, Field field, long number) throws SQLException {
        if (type(sqlTypes[i], 1) == FieldType.BOOLEAN) {
            boolean flag = results.getBoolean(i + 1);
            return results.wasNull() ? Double.NaN : flag ? 1 : 0;
        }
        double x = measure(results, i, field, number);
        if (!Double.isNaN(x) && x != 0 && x != 1) {
            throw wrong(number, field, "be 0 or 1");
        }
        return x;
    }

    private double day(ResultSet results, int i) throws SQLException {
        LocalDate day;
        switch (sqlTypes[i]) {
            case Types.TIMESTAMP -> {
                LocalDateTime time = results.getObject(i + 1, LocalDateTime.class);
                day = time == null ? null : time.toLocalDate();
            }
            case Types.TIMESTAMP_WITH_TIMEZONE -> {
                OffsetDateTime time = results.getObject(i + 1, OffsetDateTime.class);
                day = time == null ? null : time.toLocalDate();
            }
            default -> day = results.getObject(i + 1, LocalDate.class);
        }
        return day == null ? Double.NaN : day.toEpochDay();
    }

    /** The text of a column, null where it is NULL or blank; without the blanks a CHAR column is filled up with. */
    private @Nullable String text(ResultSet results, int i) throws SQLException {
        String text = results.getString(i + 1);
        if (text == null || text.isBlank()) {
            return null;
        }
        return sqlTypes[i] == Types.CHAR || sqlTypes[i] == Types.NCHAR ? text.stripTrailing() : text;
    }

    private double parsed(@Nullable String text, Field field, long number) {
        if (text == null) {
            return Double.NaN;
        }
        double value =
                switch (field.type()) {
                    case BOOLEAN -> {
                        double flag = PARSER.flag(text);
                        double digit = PARSER.number(text);
                        yield Double.isNaN(flag) && (digit == 0 || digit == 1) ? digit : flag;
                    }
                    case DATE -> PARSER.day(text);
                    default -> PARSER.number(text);
                };
        if (Double.isNaN(value)) {
            throw wrong(number, field, "be " + article(field.type()));
        }
        return value;
    }

    private static String article(FieldType type) {
        return switch (type) {
            case NUMBER -> "a number";
            case BOOLEAN -> "true, false, yes, no, 0 or 1";
            case DATE -> "a date like 2024-05-31";
            case CATEGORY -> "a text";
        };
    }

    private JdbcException wrong(long number, Field field, String rule) {
        return new JdbcException(
                number,
                field.name(),
                "The value of column \"" + field.name() + "\" (" + field.type() + ") in row " + number + " of \""
                        + source + "\" must " + rule + ".\nMaybe correct it, or declare the column: .withType(\""
                        + field.name() + "\", FieldType.CATEGORY).",
                null);
    }
}
