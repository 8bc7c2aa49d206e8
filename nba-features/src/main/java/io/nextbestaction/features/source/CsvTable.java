// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Raw customers read from a CSV file: their schema and their rows. Immutable but for the rows, which are not copied.
 *
 * <p>The file is read twice, first to infer the types of its columns, then to fill the rows; no text of the file is kept
 * but that of categories, each distinct one once. Line ends may be LF, CRLF or CR, cells quoted by {@code "}; blank lines
 * are skipped.
 *
 * <p>A column that is not declared in {@link CsvOptions} becomes
 *
 * <ul>
 *   <li>NUMBER if every present cell is a decimal number (so are codes and 0/1 flags; declare a code CATEGORY to keep
 *       its leading zeros), or none is present, which is also a {@link #warnings() warning};
 *   <li>BOOLEAN if every one is true, false, yes or no, in any case;
 *   <li>DATE if every one is a day such as 2024-05-31;
 *   <li>else CATEGORY, its cells untouched. But where at most one in a hundred present cells, or a single one of ten or
 *       more, keeps a column from being NUMBER or DATE, it is taken for a mistake and refused.
 * </ul>
 *
 * <p>A blank cell is missing, and so are the texts of {@link CsvOptions#missing()}, by default NA, NaN, nan, null and
 * NULL: where NA is the code of Namibia, change that list.
 */
public final class CsvTable {
    private static final int PROGRESS_STEP = 10_000;

    private final String file;
    private final Schema schema;
    private final List<Row> rows;
    private final long[] lines;
    private final List<String> warnings;

    private CsvTable(String file, Schema schema, List<Row> rows, long[] lines, List<String> warnings) {
        this.file = file;
        this.schema = schema;
        this.rows = Table.unmodifiable(rows);
        this.lines = lines;
        this.warnings = List.copyOf(warnings);
    }

    /** Reads a file under {@link CsvOptions#defaults()}; see {@link #read(Path, CsvOptions, Progress)}. */
    public static CsvTable read(Path path) {
        return read(path, CsvOptions.defaults(), Progress.NONE);
    }

    /** Reads a file without telling progress; see {@link #read(Path, CsvOptions, Progress)}. */
    public static CsvTable read(Path path, CsvOptions options) {
        return read(path, options, Progress.NONE);
    }

    /**
     * Reads a file: a regular file, as it is read twice.
     *
     * @param progress hears of the bytes inspected in the first pass, and of the rows filled in the second
     * @throws CsvException if the file cannot be read, is empty, has no row of data, is ragged or not well-formed, has a
     *     column without a name or with another's, or a cell that is too long or does not fit its column's type
     */
    public static CsvTable read(Path path, CsvOptions options, Progress progress) {
        List<Row> rows = new ArrayList<>();
        return read(path, options, progress, schema -> new Rows() {
            @Override
            public Row next() {
                return new Row(schema);
            }

            @Override
            public void add(Row row) {
                rows.add(row);
            }

            @Override
            public List<Row> all() {
                return rows;
            }
        });
    }

    /**
     * Reads a large file as {@link #read(Path, CsvOptions, Progress)} does, but keeps its values by columns: whole numbers of
     * a column in one, two or four bytes, other numbers in eight, a category as the number of its level. {@link #rows()}
     * then makes a row whenever it is asked for one; {@code Features} and the label read the columns themselves. A million
     * rows of twenty columns take 160 MB at most, and the distinct texts.
     *
     * <pre>{@code
     * LabelledRows data = CsvTable.readCompact(path, options, progress).label("churned");
     * TrainingFeatures fitted = recipe.fit(data.schema(), data.rows(), data.labels(), seed, progress);
     * TrainingSet training = new TrainingSet(fitted.features(), data.labels());
     * }</pre>
     *
     * @throws CsvException under the same conditions
     */
    public static CsvTable readCompact(Path path, CsvOptions options, Progress progress) {
        return read(path, options, progress, schema -> {
            CompactRows.Builder rows = new CompactRows.Builder(schema);
            Row reused = new Row(schema);
            return new Rows() {
                @Override
                public Row next() {
                    reused.clear();
                    return reused;
                }

                @Override
                public void add(Row row) {
                    rows.add(row);
                }

                @Override
                public List<Row> all() {
                    return rows.build();
                }
            };
        });
    }

    /** Where rows are filled and kept. */
    private interface Rows {
        /** A row with every value missing. */
        Row next();

        void add(Row row);

        List<Row> all();
    }

    private static CsvTable read(Path path, CsvOptions options, Progress progress, Function<Schema, Rows> keeper) {
        String file = CsvException.name(path);
        CellParser parser = new CellParser(options);
        CsvScan scan = new CsvScan(path, options);

        List<ColumnProfile> profiles = new ArrayList<>();
        long size = scan.size();
        long[] count = new long[1];
        CsvHeader header = scan.run((columns, record, bytes) -> {
            while (profiles.size() < columns.kept().size()) {
                profiles.add(new ColumnProfile(parser));
            }
            for (int i = 0; i < profiles.size(); i++) {
                profiles.get(i).add(record.cell(columns.kept().get(i)), record.line());
            }
            if (++count[0] % PROGRESS_STEP == 0) {
                progress.update("inspecting " + file, bytes, size);
            }
        });
        long total = count[0];
        if (total == 0) {
            throw new CsvException(
                    file,
                    "The file \"" + file + "\" (0 rows) must have at least one row of data.\n"
                            + "Maybe the export's filter left none.");
        }
        progress.update("inspecting " + file, size, size);

        List<String> warnings = new ArrayList<>();
        Schema schema = schema(file, header, profiles, options, warnings);
        RowFiller filler = new RowFiller(file, schema, header, parser);
        Rows rows = keeper.apply(schema);
        int[] filled = new int[1];
        long[] lines = new long[Math.toIntExact(total)];
        scan.run((columns, record, bytes) -> {
            if (!columns.equals(header) || filled[0] == total) {
                throw changed(file);
            }
            lines[filled[0]++] = record.line();
            Row row = rows.next();
            filler.fill(record, row);
            rows.add(row);
            if (filled[0] % PROGRESS_STEP == 0) {
                progress.update("reading " + file, filled[0], total);
            }
        });
        if (filled[0] < total) {
            throw changed(file);
        }
        progress.update("reading " + file, total, total);
        return new CsvTable(file, schema, rows.all(), lines, warnings);
    }

    private static CsvException changed(String file) {
        return new CsvException(
                file, "The file \"" + file + "\" must not change while it is read.\nMaybe wait until it is complete.");
    }

    private static Schema schema(
            String file, CsvHeader header, List<ColumnProfile> profiles, CsvOptions options, List<String> warnings) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < profiles.size(); i++) {
            String name = header.names().get(header.kept().get(i));
            ColumnProfile profile = profiles.get(i);
            FieldType declared = options.types().get(name);
            FieldType type = declared == null ? profile.type(file, name) : declared;
            fields.add(new Field(name, type));
            if (profile.isEmpty()) {
                warnings.add("The column \"" + name + "\" of \"" + file + "\" has no value in any row.\n"
                        + "Maybe leave it out with CsvOptions.defaults().withDropped(\"" + name + "\").");
            } else if (declared == null && type == FieldType.CATEGORY && profile.isNumberOtherwise()) {
                char other = options.decimalSeparator() == '.' ? ',' : '.';
                warnings.add("The column \"" + name + "\" of \"" + file + "\" was read as a category, though it holds"
                        + " numbers with '" + other + "' before the decimals.\n"
                        + "Maybe use CsvOptions.defaults().withDecimalSeparator('" + other + "').");
            } else if (declared == null && type == FieldType.CATEGORY && profile.isMostlyDatesOtherwise()) {
                warnings.add("The column \"" + name + "\" of \"" + file + "\" was read as a category, though it holds"
                        + " dates in other forms than 2024-05-31.\n"
                        + "Maybe write every date of the column as year-month-day.");
            }
        }
        return Schema.of(fields);
    }

    /** The name of the file, without its folders. */
    public String file() {
        return file;
    }

    /** The fields: the columns that were not dropped, in the file's order. */
    public Schema schema() {
        return schema;
    }

    /** The rows, in the file's order; of a compact table each is made when it is asked for. */
    public List<Row> rows() {
        return rows;
    }

    /** The line of the file, from 1, in which a row starts. */
    public long line(int row) {
        return lines[row];
    }

    /** What may be wrong with the file but does not keep it from being read. */
    public List<String> warnings() {
        return warnings;
    }

    /** The same schema and rows as a table, to be joined with others. */
    public Table table() {
        return new Table(file, schema, rows);
    }

    /**
     * Splits off a label column of 0 and 1, true and false, or yes and no.
     *
     * @throws CsvException under the conditions of {@link #label(String, String)}, or if it is not clear which of the two
     *     values is the event
     */
    public LabelledRows label(String column) {
        return new LabelColumn(file, schema, rows, lines, column).split(null);
    }

    /**
     * Splits off a label column of any two values.
     *
     * @param positive the value that is the event
     * @throws CsvException if there is no such column, a label is missing, the column has not exactly two distinct
     *     values, or the event is neither of them
     */
    public LabelledRows label(String column, String positive) {
        return new LabelColumn(file, schema, rows, lines, column).split(positive);
    }

    @Override
    public String toString() {
        return "CsvTable[" + file + ", " + rows.size() + " rows, " + Arrays.toString(fieldNames()) + "]";
    }

    private String[] fieldNames() {
        return schema.fields().stream().map(Field::name).toArray(String[]::new);
    }
}
