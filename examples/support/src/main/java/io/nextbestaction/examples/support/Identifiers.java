// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.support;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.source.LabelledRows;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Leaves columns that name single customers out of a table: a model would learn them by heart and print them. */
public final class Identifiers {
    /** The rule of {@link #leaveOut}, for the description of an option. */
    public static final String RULE =
            "identifiers to keep; left out are texts of more than 100 values and over one value to 10 rows, or of more"
                    + " than 20 and over one to 2 rows; and whole numbers that differ in every row, from 1000 rows on, or"
                    + " from 20 where they count up by one or the name has a word such as id or number";

    private static final int FEW_LEVELS = 20;
    private static final int MANY_LEVELS = 100;
    private static final int FEW_ROWS = 20;
    private static final int MANY_ROWS = 1000;
    private static final Set<String> WORDS = Set.of("id", "ids", "number", "num", "no", "nr", "key", "code", "phone");

    private static final Pattern WORD_END = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    private Identifiers() {}

    /**
     * The table without its identifiers, each told in a line of its own; the table itself where it has none.
     *
     * @param keep columns that stay whatever they look like
     * @throws IllegalArgumentException if the table has no column to keep of that name, or nothing but identifiers
     */
    public static LabelledRows leaveOut(LabelledRows table, String[] keep, PrintStream out) {
        Set<Integer> kept = new HashSet<>();
        for (String name : keep) {
            kept.add(table.schema().indexOf(name));
        }
        List<Integer> stay = new ArrayList<>();
        for (int position = 0; position < table.schema().size(); position++) {
            String why = kept.contains(position) ? null : why(table, position);
            if (why == null) {
                stay.add(position);
            } else {
                out.println("left out: " + table.schema().field(position).name() + " (an identifier: " + why);
            }
        }
        if (stay.isEmpty()) {
            throw new IllegalArgumentException("The columns (" + table.schema().size()
                    + ") of the table must not all be identifiers.\nMaybe keep one with --keep NAME.");
        }
        return stay.size() == table.schema().size() ? table : only(table, stay);
    }

    /** What makes the column an identifier, and how to keep it, or null. */
    private static @Nullable String why(LabelledRows table, int position) {
        return switch (table.schema().field(position).type()) {
            case CATEGORY -> ofTexts(table.rows(), position);
            case NUMBER -> ofNumbers(table.rows(), position);
            case BOOLEAN, DATE -> null;
        };
    }

    private static @Nullable String ofTexts(List<Row> rows, int position) {
        Set<String> levels = new HashSet<>();
        int present = 0;
        for (Row row : rows) {
            String text = row.text(position);
            if (text != null) {
                present++;
                levels.add(text);
            }
        }
        int n = levels.size();
        if (n > FEW_LEVELS && n * 2L > present) {
            // no advice to keep it: where there are many, a recipe refuses such a field
            return n + " different values in " + rows.size() + " rows)";
        }
        boolean identifier = n > MANY_LEVELS && n * 10L > present;
        return identifier ? n + " different values in " + rows.size() + " rows)" + advice(field(rows, position)) : null;
    }

    private static @Nullable String ofNumbers(List<Row> rows, int position) {
        Set<Double> values = new HashSet<>();
        boolean counts = true;
        double last = Double.NaN;
        for (Row row : rows) {
            double value = row.number(position);
            if (Double.isNaN(value)) {
                continue;
            }
            if (value != Math.rint(value) || !values.add(value)) {
                return null;
            }
            counts &= Double.isNaN(last) || value == last + 1;
            last = value;
        }
        int n = values.size();
        String name = field(rows, position);
        boolean identifier = n >= MANY_ROWS || (n >= FEW_ROWS && (counts || hasWord(name)));
        return identifier ? n + " different whole numbers in " + rows.size() + " rows)" + advice(name) : null;
    }

    private static String field(List<Row> rows, int position) {
        return rows.get(0).schema().field(position).name();
    }

    private static String advice(String name) {
        return "; keep it with --keep \"" + name + "\"";
    }

    /** Whether a word of a name in camel case, or parted by other signs, is one that identifiers go by. */
    private static boolean hasWord(String name) {
        return WORD_END.splitAsStream(name).anyMatch(word -> WORDS.contains(word.toLowerCase(Locale.ROOT)));
    }

    private static LabelledRows only(LabelledRows table, List<Integer> positions) {
        Schema schema = Schema.of(positions.stream().map(table.schema()::field).toList());
        List<Row> rows = new ArrayList<>(table.rows().size());
        for (Row row : table.rows()) {
            Row copy = new Row(schema);
            for (int i = 0; i < positions.size(); i++) {
                if (schema.field(i).type() == FieldType.CATEGORY) {
                    copy.setText(i, row.text(positions.get(i)));
                } else {
                    copy.setNumber(i, row.number(positions.get(i)));
                }
            }
            rows.add(copy);
        }
        return new LabelledRows(schema, rows, table.labels());
    }

    /** The names of the fields in one line. */
    public static String inputs(List<Field> fields) {
        return "model inputs: "
                + String.join(", ", fields.stream().map(Field::name).toList());
    }
}
