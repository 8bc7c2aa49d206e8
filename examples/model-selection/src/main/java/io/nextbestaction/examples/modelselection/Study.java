// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.modelselection;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.data.RowException;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.selection.Removal;
import io.nextbestaction.features.selection.Selection;
import io.nextbestaction.features.selection.SelectionReport;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.history.History;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is searched over: raw rows, their labels, and the recipe that makes features of them.
 *
 * @param title the table in words
 * @param schema the fields of the rows
 * @param rows the customers
 * @param labels one for each row; true is the event
 * @param removals fields left out because they tell nothing, such as constant ones
 * @param recipe what makes features of a row
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Study(String title, Schema schema, List<Row> rows, boolean[] labels, List<Removal> removals, Features recipe) {

    /** A table of the user's; constant fields and fields equal to an earlier one are left out. */
    static Study of(String title, Schema schema, List<Row> rows, boolean[] labels) {
        SelectionReport kept = Selection.none().constant().duplicates().apply(schema, rows);
        if (kept.kept().isEmpty()) {
            throw new IllegalArgumentException("The fields (" + schema.size() + ") of " + title
                    + " must tell customers apart; each holds one value only.\nMaybe another file is meant.");
        }
        Features recipe = Features.of(schema).ignore(kept.ignored());
        OptionalDouble latest = latestDate(schema, rows);
        if (latest.isPresent()) {
            recipe = recipe.asOf(LocalDate.ofEpochDay((long) latest.getAsDouble()));
        }
        return new Study(title, schema, rows, labels, kept.removals(), recipe);
    }

    /** The synthetic bank: who churns is drawn from a known truth. */
    static Study synthetic(int customers, long seed) {
        History<BankCustomer> history = SyntheticBank.generate(customers, seed).history();
        RowBinder<BankCustomer> binder = RowBinder.ofRecord(BankCustomer.class);
        List<Row> rows = new ArrayList<>();
        for (BankCustomer customer : history.customers()) {
            Row row = new Row(binder.schema());
            try {
                binder.bind(customer, row);
            } catch (RowException e) {
                throw new IllegalStateException("A synthetic customer can always be read.", e);
            }
            rows.add(row);
        }
        Study all = of("synthetic bank, " + customers + " customers", binder.schema(), rows, history.labels());
        return new Study(
                all.title,
                all.schema,
                all.rows,
                all.labels,
                all.removals,
                all.recipe.ignore("customerId", "joined")); // tenureMonths says when
    }

    private static OptionalDouble latestDate(Schema schema, List<Row> rows) {
        return IntStream.range(0, schema.size())
                .filter(f -> schema.field(f).type() == FieldType.DATE)
                .mapToObj(f -> rows.stream().mapToDouble(row -> row.number(f)))
                .flatMapToDouble(days -> days)
                .filter(day -> !Double.isNaN(day))
                .max();
    }

    /** The fields that were not left out. */
    List<Field> inputs() {
        Set<String> removed = removals.stream().map(Removal::field).collect(Collectors.toSet());
        return schema.fields().stream()
                .filter(field -> !removed.contains(field.name()))
                .toList();
    }

    /** How many rows have the event. */
    int events() {
        int events = 0;
        for (boolean label : labels) {
            events += label ? 1 : 0;
        }
        return events;
    }
}
