// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.support;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.selection.LeakageGuard;
import io.nextbestaction.features.selection.Suspect;
import io.nextbestaction.features.source.CsvOptions;
import io.nextbestaction.features.source.CsvTable;
import io.nextbestaction.features.source.LabelledRows;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a table of the user's own, for any example. */
public final class TableOptions {
    @Option(names = "--data", paramLabel = "FILE", description = "a CSV file; the synthetic bank unless given")
    private @Nullable Path data;

    @Option(names = "--label", paramLabel = "COLUMN", description = "the column that holds the outcome")
    private @Nullable String label;

    @Option(names = "--positive", paramLabel = "VALUE", description = "its value for the event, where not 1/true/yes")
    private @Nullable String positive;

    @Option(names = "--drop", paramLabel = "A,B", split = ",", description = "columns to leave out")
    private String[] drop = {};

    @Option(
            names = "--separator",
            defaultValue = ",",
            description = "what stands between cells (default: ${DEFAULT-VALUE})")
    private char separator = ',';

    @Option(
            names = "--charset",
            defaultValue = "UTF-8",
            description = "the file's encoding (default: ${DEFAULT-VALUE})")
    private Charset charset = StandardCharsets.UTF_8;

    @Option(names = "--category", paramLabel = "A,B", split = ",", description = "columns whose numbers are names")
    private String[] category = {};

    @Option(names = "--keep", paramLabel = "A,B", split = ",", description = Identifiers.RULE)
    private String[] keep = {};

    @Option(
            names = "--trust",
            paramLabel = "A,B",
            split = ",",
            description = "columns known before the event, however well they predict it")
    private String[] trust = {};

    /** The file, or null for the synthetic bank. */
    public @Nullable Path data() {
        return data;
    }

    /**
     * Reads the table and leaves its identifiers out.
     *
     * @throws IllegalArgumentException if no file or label is named, or the file is not such a table
     */
    public LabelledRows read(PrintStream console, Progress progress) {
        if (data == null || label == null) {
            throw new IllegalArgumentException(
                    "The options --data FILE and --label COLUMN must come together.\nMaybe add the missing one.");
        }
        CsvOptions options = CsvOptions.defaults()
                .withSeparator(separator)
                .withCharset(charset)
                .withDropped(drop);
        for (String column : category) {
            options = options.withType(column, FieldType.CATEGORY);
        }
        CsvTable table = CsvTable.read(data, options, progress);
        table.warnings().forEach(warning -> console.println(Advice.translate(warning)));
        return Identifiers.leaveOut(
                positive == null ? table.label(label) : table.label(label, positive), keep, console);
    }

    /**
     * Refuses rows that hold their own answer: what is measured on them would be a lie.
     *
     * @throws IllegalArgumentException if a column that is not trusted gives the label away
     */
    public void refuseLeaks(Schema schema, List<Row> rows, boolean[] labels, PrintStream console) {
        Set<String> trusted = Set.of(trust);
        trusted.forEach(schema::indexOf);
        List<Suspect> suspects = LeakageGuard.defaults().check(schema, rows, labels).stream()
                .filter(suspect -> !trusted.contains(suspect.field()))
                .toList();
        if (suspects.isEmpty()) {
            console.println("  leakage guard: no field gives the label away");
            return;
        }
        StringBuilder message = new StringBuilder();
        for (Suspect suspect : suspects) {
            message.append("The field \"")
                    .append(suspect.field())
                    .append("\" (")
                    .append(suspect.why())
                    .append(") must not give the label away.\n");
        }
        String names = String.join(",", suspects.stream().map(Suspect::field).toList());
        throw new IllegalArgumentException(message + "Maybe add --drop \"" + names
                + "\", or, if it is truly known before the event, --trust \"" + names + "\".");
    }

    /**
     * Refuses options of a table where none is named.
     *
     * @throws IllegalArgumentException if there is a label, a value or a column's name, but no file
     */
    public void checkWithoutTable() {
        onlyWithTable("--label", label != null);
        onlyWithTable("--positive", positive != null);
        onlyWithTable("--drop", drop.length > 0);
        onlyWithTable("--category", category.length > 0);
        onlyWithTable("--keep", keep.length > 0);
        onlyWithTable("--trust", trust.length > 0);
    }

    /**
     * Refuses an option that tells about a table where none is named.
     *
     * @throws IllegalArgumentException if it is given, but no file
     */
    public void onlyWithTable(String option, boolean given) {
        if (given && data == null) {
            throw new IllegalArgumentException("The option " + option + " must come with --data FILE.\n"
                    + "Maybe it was forgotten: without it the synthetic bank is studied.");
        }
    }
}
