// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.support;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Progress;
import io.nextbestaction.features.source.CsvOptions;
import io.nextbestaction.features.source.CsvTable;
import io.nextbestaction.features.source.LabelledRows;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a table of the user's own, for any example. */
public final class TableOptions {
    @Option(names = "--data", paramLabel = "FILE", description = "a CSV file; the synthetic bank unless given")
    private @Nullable Path data;

    @Option(names = "--label", paramLabel = "COLUMN", description = "the column that says who churned")
    private @Nullable String label;

    @Option(names = "--positive", paramLabel = "VALUE", description = "its value for churned, where not 1/true/yes")
    private @Nullable String positive;

    @Option(names = "--drop", paramLabel = "A,B", split = ",", description = "columns to leave out")
    private String[] drop = {};

    @Option(names = "--separator", defaultValue = ",", description = "what stands between cells")
    private char separator = ',';

    @Option(names = "--category", paramLabel = "A,B", split = ",", description = "columns whose numbers are names")
    private String[] category = {};

    @Option(names = "--keep", paramLabel = "A,B", split = ",", description = Identifiers.RULE)
    private String[] keep = {};

    /** The file, or null for the synthetic bank. */
    public @Nullable Path data() {
        return data;
    }

    /**
     * Reads the table and leaves its identifiers out.
     *
     * @throws IllegalArgumentException if no file or label is named, or the file is not such a table
     */
    public LabelledRows read(PrintStream warnings, Progress progress) {
        if (data == null || label == null) {
            throw new IllegalArgumentException(
                    "The options --data FILE and --label COLUMN must come together.\nMaybe add the missing one.");
        }
        CsvOptions options = CsvOptions.defaults().withSeparator(separator).withDropped(drop);
        for (String column : category) {
            options = options.withType(column, FieldType.CATEGORY);
        }
        CsvTable table = CsvTable.read(data, options, progress);
        table.warnings().forEach(warnings::println);
        return Identifiers.leaveOut(
                positive == null ? table.label(label) : table.label(label, positive), keep, warnings);
    }

    /**
     * Refuses options of a table where none is named.
     *
     * @throws IllegalArgumentException if there is a label, a value or a column to drop, but no file
     */
    public void checkWithoutTable() {
        if (label != null || positive != null || drop.length > 0 || category.length > 0 || keep.length > 0) {
            throw new IllegalArgumentException(
                    "The options --label, --positive, --drop, --category and --keep must come with"
                            + " --data FILE.\nMaybe it was forgotten: without it the synthetic bank is studied.");
        }
    }
}
