// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.borrower;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.data.Schema;
import io.nextbestaction.examples.support.Study;
import io.nextbestaction.features.source.Join;
import io.nextbestaction.features.source.JoinReport;
import io.nextbestaction.features.source.LabelledRows;
import io.nextbestaction.features.source.Table;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Two tables made one: joined by id, rows without an outcome left out, and 30 of 100 rows held out.
 *
 * @param study the customers and their parts
 * @param ids of the customers, in the order of the table; no model sees them
 * @param join what matched, and where the tables disagree
 * @param notes what was left out, and why
 */
record Borrowers(Study study, List<String> ids, JoinReport join, List<String> notes) {
    private static final double HELD_OUT = 0.3;
    private static final int FEWEST_EVENTS = 10;
    private static final int FEWEST_ROWS = 200;
    private static final int SPLIT_AT = 12;
    private static final String OFFER = "personal-loan";

    /** The two tables of a bank. */
    static Borrowers of(Table first, Table second, String id, String label, List<String> drop, int seed) {
        Join join = first.join(second, id);
        Table joined = join.table();
        joined.schema().indexOf(label);
        Table known = joined.dropMissing(label);
        List<String> notes = new ArrayList<>();
        int blank = joined.rows().size() - known.rows().size();
        if (blank > 0) {
            notes.add(blank + " rows left out: \"" + label
                    + "\" is blank, so nothing can be learnt from them or measured");
        }
        int position = known.schema().indexOf(id);
        List<String> ids =
                known.rows().stream().map(row -> row.display(position)).toList();
        List<String> gone = new ArrayList<>(List.of(id));
        gone.addAll(drop);
        notes.add("fields left out: " + String.join(", ", gone) + " (keys and what repeats another field)");
        LabelledRows table = known.drop(gone.toArray(String[]::new)).label(label);
        return new Borrowers(split(joined.name(), table, seed), ids, join.report(), notes);
    }

    /** A made-up bank after a campaign, in two tables: who it is, and what they hold and did. */
    static Borrowers synthetic(int customers, int seed) {
        History<BankCustomer> history = SyntheticBank.generate(customers, seed).history();
        IdentityHashMap<BankCustomer, Boolean> accepted = new IdentityHashMap<>();
        for (Contact<BankCustomer> contact : history.contacts()) {
            if (contact.contacted() && contact.action().equals(OFFER)) {
                accepted.merge(contact.customer(), contact.accepted(), Boolean::logicalOr);
            }
        }
        RowBinder<BankCustomer> binder = RowBinder.ofRecord(BankCustomer.class);
        List<Field> fields = binder.schema().fields();
        Schema who = Schema.of(fields.subList(0, SPLIT_AT));
        List<Field> rest = new ArrayList<>(List.of(fields.get(0)));
        rest.addAll(fields.subList(SPLIT_AT, fields.size()));
        rest.add(new Field("accepted", FieldType.BOOLEAN));
        Schema what = Schema.of(rest);
        List<Row> left = new ArrayList<>();
        List<Row> right = new ArrayList<>();
        Row row = new Row(binder.schema());
        for (BankCustomer customer : history.customers()) {
            binder.bind(customer, row);
            left.add(copy(row, who));
            Row second = copy(row, what);
            Boolean outcome = accepted.get(customer);
            if (outcome != null) {
                second.setNumber(what.indexOf("accepted"), outcome ? 1 : 0);
            }
            right.add(second);
        }
        // tenureMonths says when a customer joined
        return of(
                Table.of("customers", who, left),
                Table.of("holdings", what, right),
                "customerId",
                "accepted",
                List.of("joined"),
                seed);
    }

    private static Row copy(Row from, Schema schema) {
        Row copy = new Row(schema);
        for (int i = 0; i < schema.size(); i++) {
            if (from.schema().has(schema.field(i).name())) {
                int at = from.schema().indexOf(schema.field(i).name());
                if (schema.field(i).type() == FieldType.CATEGORY) {
                    copy.setText(i, from.text(at));
                } else {
                    copy.setNumber(i, from.number(at));
                }
            }
        }
        return copy;
    }

    private static Study split(String name, LabelledRows table, int seed) {
        int rows = table.rows().size();
        int held = (int) Math.ceil(HELD_OUT * rows);
        int[] order = MersenneShuffle.of(rows, seed);
        Study whole = Study.table(name, table, seed);
        Study study = new Study(
                whole.title(),
                table,
                whole.features(),
                Arrays.copyOfRange(order, held, rows),
                Arrays.copyOfRange(order, 0, held));
        for (int[] part : List.of(study.training(), study.heldOut())) {
            int events = events(study.labels(part));
            if (rows < FEWEST_ROWS || events < FEWEST_EVENTS || part.length - events < FEWEST_EVENTS) {
                throw new IllegalArgumentException("The customers (" + rows + ") must be at least " + FEWEST_ROWS
                        + ", with " + FEWEST_EVENTS + " who accepted and " + FEWEST_EVENTS
                        + " who did not in either part (here " + events + " of " + part.length + " accepted).\n"
                        + "Maybe the label was read from the wrong column.");
            }
        }
        return study;
    }

    static int events(boolean[] labels) {
        int events = 0;
        for (boolean label : labels) {
            events += label ? 1 : 0;
        }
        return events;
    }
}
