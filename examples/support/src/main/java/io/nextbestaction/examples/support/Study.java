// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.support;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.source.LabelledRows;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.history.History;
import io.nextbestaction.model.Splits;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A table of customers with who left, and which of them are held out: every fifth of either class, by the seed.
 *
 * @param title what it is, in words
 * @param table the customers
 * @param features how they become features
 * @param training the positions to learn from
 * @param heldOut the positions no model sees while it learns
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Study(String title, LabelledRows table, Features features, int[] training, int[] heldOut) {
    private static final int PARTS = 5;

    /** A made-up bank. */
    public static Study synthetic(int customers, long seed) {
        History<BankCustomer> history = SyntheticBank.generate(customers, seed).history();
        RowBinder<BankCustomer> binder = RowBinder.ofRecord(BankCustomer.class);
        List<Row> rows = new ArrayList<>();
        for (BankCustomer customer : history.customers()) {
            Row row = new Row(binder.schema());
            binder.bind(customer, row);
            rows.add(row);
        }
        LabelledRows table = new LabelledRows(binder.schema(), rows, history.labels());
        // tenureMonths says when a customer joined
        return of(
                "synthetic bank, " + customers + " customers",
                table,
                Features.of(table.schema()).ignore("customerId", "joined"),
                seed);
    }

    /** A bank's own table; dates count to the latest of them. */
    public static Study table(String name, LabelledRows table, long seed) {
        Features features = Features.of(table.schema());
        OptionalDouble latest = IntStream.range(0, table.schema().size())
                .filter(f -> table.schema().field(f).type() == FieldType.DATE)
                .boxed()
                .flatMap(f -> table.rows().stream().map(row -> row.number(f)))
                .filter(day -> !Double.isNaN(day))
                .mapToDouble(Double::doubleValue)
                .max();
        return of(
                name + ", " + table.rows().size() + " customers",
                table,
                latest.isPresent() ? features.asOf(LocalDate.ofEpochDay((long) latest.getAsDouble())) : features,
                seed);
    }

    private static Study of(String title, LabelledRows table, Features features, long seed) {
        var split = Splits.stratified(PARTS).of(table.labels(), seed).get(0);
        return new Study(title, table, features, split.training(), split.heldOut());
    }

    /** The rows at the given positions of the table. */
    public List<Row> rows(int[] positions) {
        return IntStream.of(positions).mapToObj(table.rows()::get).toList();
    }

    /** The labels at the given positions of the table. */
    public boolean[] labels(int[] positions) {
        boolean[] labels = new boolean[positions.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = table.labels()[positions[i]];
        }
        return labels;
    }
}
