// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.State;
import java.util.List;

/** Month, 1 to 12, and weekday, 1 (Monday) to 7, of a date; NaN where missing. */
record DateParts(String field) implements Derived {
    static final String KIND = "dateParts";

    /** Days in 400 years, after which the calendar repeats. */
    private static final int CYCLE = 146_097;

    /** Days from 0000-03-01 to 1970-01-01. */
    private static final int EPOCH = 719_468;

    @Override
    public List<String> fields() {
        return List.of(field);
    }

    @Override
    public void write(Row row, int[] positions, double[] out, int column) {
        double day = row.number(positions[0]);
        boolean missing = Double.isNaN(day);
        out[column] = missing ? Double.NaN : month((long) day);
        out[column + 1] = missing ? Double.NaN : weekday((long) day);
    }

    /** The month of a day since 1970-01-01, by counting from March, so that the leap day is a year's last: no object. */
    static int month(long epochDay) {
        int day = (int) Math.floorMod(epochDay + EPOCH, (long) CYCLE);
        int year = (day - day / 1_460 + day / 36_524 - day / (CYCLE - 1)) / 365;
        int dayOfYear = day - (365 * year + year / 4 - year / 100);
        // From March on, five months have 153 days: 31, 30, 31, 30, 31.
        int fromMarch = (5 * dayOfYear + 2) / 153;
        return fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    }

    /** 1970-01-01 was a Thursday. */
    static int weekday(long epochDay) {
        return (int) Math.floorMod(epochDay + 3, 7L) + 1;
    }

    @Override
    public List<Feature> columns() {
        return List.of(new Feature("month of " + field, field), new Feature("weekday of " + field, field));
    }

    @Override
    public State state() {
        return State.builder().put("kind", KIND).put("field", field).build();
    }
}
