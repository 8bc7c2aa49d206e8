// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.counterfactual;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.explain.statistics.RowDistance;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Real customers to tell how unusual a changed one would be, best those the engine decides for as the goal asks. Two customers
 * are as far apart as the sum over all fields of |difference| / mean |value − median| for numbers and days (after Wachter,
 * Mittelstadt and Russell 2017), and of 1 where a flag or a text differs, a number differs from one that never varies, or only
 * one of both is missing. Preparing takes O(rows² · fields), for which a thousand customers are plenty; asking O(rows · fields).
 * Immutable, thread-safe, deterministic.
 */
public final class RealCustomers {
    private final Schema schema;
    private final RowDistance distance;
    private final double[] apart;

    private RealCustomers(Schema schema, List<Row> rows) {
        this.schema = schema;
        this.distance = RowDistance.to(rows, IntStream.range(0, schema.size()).toArray());
        this.apart = IntStream.range(0, rows.size())
                .mapToDouble(r -> distance.nearest(r, 1).distances()[0])
                .sorted()
                .toArray();
    }

    /**
     * Customers to compare with.
     *
     * @param rows at least two, all of one schema; copied
     * @throws IllegalArgumentException if there are fewer, or they are of different schemas
     */
    public static RealCustomers of(List<Row> rows) {
        if (rows.size() < 2) {
            throw new IllegalArgumentException("The real customers (" + rows.size()
                    + ") to compare with must be at least 2.\nMaybe the goal is met by too few; take a larger sample.");
        }
        Schema schema = rows.get(0).schema();
        rows.forEach(row -> requireSchema(schema, row.schema(), "a real customer"));
        return new RealCustomers(schema, rows);
    }

    /** How many there are. */
    public int size() {
        return apart.length;
    }

    /**
     * How unusual a customer is among them.
     *
     * @throws IllegalArgumentException if the row is of another schema
     */
    public Plausibility of(Row row) {
        requireSchema(schema, row.schema(), "the customer");
        double nearest = distance.nearest(row, 1).distances()[0];
        int asFar = 0;
        while (asFar < apart.length && apart[apart.length - 1 - asFar] >= nearest) {
            asFar++;
        }
        return new Plausibility(nearest, (double) asFar / apart.length);
    }

    Schema schema() {
        return schema;
    }

    private static void requireSchema(Schema schema, Schema other, String what) {
        if (!schema.equals(other)) {
            throw new IllegalArgumentException("The row of " + what + " (" + other.size()
                    + " fields) must be of the real customers' schema (" + schema.size()
                    + " fields).\nMaybe bind both by one engine.");
        }
    }
}
