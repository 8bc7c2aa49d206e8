// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.rfm;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.source.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How recency, frequency and monetary value are taken from a table of transactions. An immutable value.
 *
 * <pre>{@code
 * Table customers = Rfm.of("customer_id", "date", "amount").measure(transactions, LocalDate.of(2026, 7, 1));
 * RfmScores scores = RfmScores.fit(customers, 5);
 * }</pre>
 */
public final class Rfm {
    /** Days from a customer's last transaction to the reference day, 1 or more. */
    public static final String RECENCY = "recency_days";

    /** A customer's days with a transaction, or transactions if these are counted; 1 or more. */
    public static final String FREQUENCY = "frequency";

    /** The sum of a customer's amounts. */
    public static final String MONETARY = "monetary";

    private final String customer;
    private final String date;
    private final String amount;
    private final boolean everyTransaction;

    private Rfm(String customer, String date, String amount, boolean everyTransaction) {
        this.customer = customer;
        this.date = date;
        this.amount = amount;
        this.everyTransaction = everyTransaction;
    }

    /** Frequency counts the days with a transaction, so that two on one day are one visit. */
    public static Rfm of(String customerField, String dateField, String amountField) {
        return new Rfm(customerField, dateField, amountField, false);
    }

    /** The same, but frequency counts every transaction. */
    public Rfm countingTransactions() {
        return new Rfm(customer, date, amount, true);
    }

    /**
     * One row for each customer, in the order of their first transaction in the table: the customer, {@link #RECENCY},
     * {@link #FREQUENCY} and {@link #MONETARY}. Transactions on the reference day or later are not known when it begins
     * and are left out, as are customers who have none before it.
     *
     * @throws IllegalArgumentException if a field is unknown or of the wrong type (a NUMBER or CATEGORY, a DATE, a
     *     NUMBER), if a transaction lacks one of the three, or none lies before the reference day
     */
    public Table measure(Table transactions, LocalDate asOf) {
        Schema schema = transactions.schema();
        require(transactions, customer, FieldType.CATEGORY, FieldType.NUMBER);
        require(transactions, date, FieldType.DATE, FieldType.DATE);
        require(transactions, amount, FieldType.NUMBER, FieldType.NUMBER);
        int[] positions = {schema.indexOf(customer), schema.indexOf(date), schema.indexOf(amount)};
        Map<Object, Purchases> customers = new LinkedHashMap<>();
        for (int i = 0; i < transactions.rows().size(); i++) {
            Row row = transactions.rows().get(i);
            refuseMissing(transactions, row, positions, i + 1);
            double day = row.number(positions[1]);
            if (day < asOf.toEpochDay()) {
                String text = row.text(positions[0]);
                Object key = text == null ? (Object) row.number(positions[0]) : text;
                customers.computeIfAbsent(key, unused -> new Purchases(row)).add(day, row.number(positions[2]));
            }
        }
        if (customers.isEmpty()) {
            throw new IllegalArgumentException("The transactions (0 of "
                    + transactions.rows().size() + ") of \"" + transactions.name() + "\" before " + asOf
                    + " must be at least one.\nMaybe take a later day.");
        }
        Schema measured = Schema.of(List.of(
                schema.field(customer),
                new Field(RECENCY, FieldType.NUMBER),
                new Field(FREQUENCY, FieldType.NUMBER),
                new Field(MONETARY, FieldType.NUMBER)));
        List<Row> rows = new ArrayList<>(customers.size());
        for (Purchases purchases : customers.values()) {
            Row row = new Row(measured);
            row.setNumber(0, purchases.first.number(positions[0]));
            row.setText(0, purchases.first.text(positions[0]));
            row.setNumber(1, asOf.toEpochDay() - purchases.last);
            row.setNumber(2, everyTransaction ? purchases.count : purchases.days.size());
            row.setNumber(3, purchases.sum);
            rows.add(row);
        }
        return Table.of("RFM of " + transactions.name(), measured, rows);
    }

    private static void require(Table table, String field, FieldType type, FieldType other) {
        FieldType found = table.schema().field(field).type();
        if (found != type && found != other) {
            throw new IllegalArgumentException("The field \"" + field + "\" (" + found + ") of \"" + table.name()
                    + "\" must be a " + type + (type == other ? "" : " or " + other)
                    + ".\nMaybe declare its type when it is read.");
        }
    }

    private static void refuseMissing(Table table, Row row, int[] positions, int number) {
        for (int position : positions) {
            String text = row.text(position);
            if (row.isMissing(position) || (text != null && text.isBlank())) {
                String field = row.schema().field(position).name();
                throw new IllegalArgumentException("The field \"" + field + "\" in row " + number + " of \""
                        + table.name() + "\" must not be missing.\nMaybe leave such rows out with .dropMissing(\""
                        + field + "\").");
            }
        }
    }

    /** What one customer bought so far. */
    private static final class Purchases {
        private final Row first;
        private final Set<Double> days = new HashSet<>();
        private double last = Double.NEGATIVE_INFINITY;
        private double sum;
        private int count;

        Purchases(Row first) {
            this.first = first;
        }

        void add(double day, double amount) {
            days.add(day);
            last = Math.max(last, day);
            sum += amount;
            count++;
        }
    }
}
