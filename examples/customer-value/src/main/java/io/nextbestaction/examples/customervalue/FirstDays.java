// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Row;
import io.nextbestaction.features.source.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of customers at the end of the day of their first purchase, and what came later. Customers stand in the
 * order of their first line in the table, as {@code Rfm.measure} puts them.
 *
 * @param features amount, items, weekday and month of the first day; nothing of any later day
 * @param days the first day of each customer
 * @param later the amounts of all later days
 * @param again whether there was a purchase on a later day
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record FirstDays(FeatureMatrix features, long[] days, double[] later, boolean[] again) {
    private static final FeatureNames NAMES =
            FeatureNames.of("first amount", "first items", "weekday of first purchase", "month of first purchase");

    static FirstDays of(Table transactions, LocalDate asOf) {
        Map<String, List<Row>> purchases = new LinkedHashMap<>();
        for (Row row : transactions.rows()) {
            if (row.number(1) < asOf.toEpochDay()) {
                purchases
                        .computeIfAbsent(row.display(0), unused -> new ArrayList<>())
                        .add(row);
            }
        }
        int n = purchases.size();
        double[] values = new double[n * NAMES.size()];
        long[] days = new long[n];
        double[] later = new double[n];
        boolean[] again = new boolean[n];
        int i = 0;
        for (List<Row> rows : purchases.values()) {
            double first = rows.stream().mapToDouble(row -> row.number(1)).min().orElseThrow();
            int at = i * NAMES.size();
            for (Row row : rows) {
                if (row.number(1) == first) {
                    values[at] += row.number(3);
                    values[at + 1] += row.number(2);
                } else {
                    later[i] += row.number(3);
                    again[i] = true;
                }
            }
            LocalDate day = LocalDate.ofEpochDay((long) first);
            values[at + 2] = day.getDayOfWeek().getValue();
            values[at + 3] = day.getMonthValue();
            days[i] = day.toEpochDay();
            i++;
        }
        return new FirstDays(FeatureMatrix.of(NAMES, values), days, later, again);
    }

    /** The customers at the given positions. */
    FirstDays select(int[] positions) {
        boolean[] selected = new boolean[positions.length];
        for (int i = 0; i < positions.length; i++) {
            selected[i] = again[positions[i]];
        }
        return new FirstDays(
                features.select(positions),
                Arrays.stream(positions).mapToLong(p -> days[p]).toArray(),
                Arrays.stream(positions).mapToDouble(p -> later[p]).toArray(),
                selected);
    }
}
