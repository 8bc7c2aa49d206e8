// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.data.Row;
import io.nextbestaction.features.source.Table;
import io.nextbestaction.models.value.PurchaseHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The purchases of one customer, the earliest first.
 *
 * @param days epoch days; several purchases of a day are several entries
 * @param items how many were bought
 * @param amounts what was paid
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Customer(long[] days, double[] items, double[] amounts) {

    /** Everybody, in the order of their first line in the table, as {@code Rfm.measure} puts them. */
    static List<Customer> all(Table transactions) {
        Map<String, List<Row>> lines = new LinkedHashMap<>();
        for (Row row : transactions.rows()) {
            lines.computeIfAbsent(row.display(0), unused -> new ArrayList<>()).add(row);
        }
        List<Customer> customers = new ArrayList<>(lines.size());
        for (List<Row> rows : lines.values()) {
            rows.sort(Comparator.comparingDouble(row -> row.number(1)));
            customers.add(new Customer(
                    rows.stream().mapToLong(row -> (long) row.number(1)).toArray(),
                    rows.stream().mapToDouble(row -> row.number(2)).toArray(),
                    rows.stream().mapToDouble(row -> row.number(3)).toArray()));
        }
        return customers;
    }

    long first() {
        return days[0];
    }

    /** What was paid on the days from one to another, the latter exclusive. */
    double paid(long from, long to) {
        return sum(amounts, from, to);
    }

    /** What was bought on the days from one to another, the latter exclusive. */
    double bought(long from, long to) {
        return sum(items, from, to);
    }

    /** The days with a purchase from one to another, the latter exclusive. */
    int visits(long from, long to) {
        int visits = 0;
        for (int i = 0; i < days.length; i++) {
            boolean again = i > 0 && days[i] == days[i - 1];
            visits += days[i] >= from && days[i] < to && !again ? 1 : 0;
        }
        return visits;
    }

    PurchaseHistory history(long end) {
        return PurchaseHistory.of(days, amounts, end);
    }

    private double sum(double[] values, long from, long to) {
        double sum = 0;
        for (int i = 0; i < days.length; i++) {
            sum += days[i] >= from && days[i] < to ? values[i] : 0;
        }
        return sum;
    }
}
