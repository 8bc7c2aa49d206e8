// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.Row;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One aggregate of every key at once, in arrays by the left table's row. Not thread-safe. */
final class Accumulator {
    private final Aggregate aggregate;
    private final int position;
    private final int datePosition;
    private final int[] rows;
    private final int[] present;
    /** Sum, extreme, or the date of the last row, by kind. */
    private final double[] value;

    private final @Nullable Row[] last;

    Accumulator(Aggregate aggregate, Table details, int size) {
        this.aggregate = aggregate;
        this.position = aggregate.position(details.schema());
        this.datePosition = aggregate.datePosition(details.schema());
        this.rows = new int[size];
        this.present = new int[size];
        this.value = new double[size];
        this.last = new @Nullable Row[aggregate.kind() == Aggregate.Kind.LAST ? size : 0];
        Arrays.fill(
                value,
                switch (aggregate.kind()) {
                    case MIN -> Double.POSITIVE_INFINITY;
                    case MAX, LAST, DAYS_SINCE -> Double.NEGATIVE_INFINITY;
                    case COUNT, SUM, MEAN -> 0;
                });
    }

    /** Takes a detail row of the key that stands in a row of the left table. */
    void add(int target, Row detail) {
        rows[target]++;
        if (position < 0 || Cells.isMissing(detail, position)) {
            return;
        }
        double x = detail.number(position);
        switch (aggregate.kind()) {
            case SUM, MEAN -> value[target] += x;
            case MIN -> value[target] = Math.min(value[target], x);
            case MAX, DAYS_SINCE -> value[target] = Math.max(value[target], x);
            case LAST -> {
                double day = detail.number(datePosition);
                if (Double.isNaN(day)) {
                    return;
                }
                if (day >= value[target]) {
                    value[target] = day;
                    last[target] = detail;
                }
            }
            case COUNT -> {}
        }
        present[target]++;
    }

    /** Writes the result of one key; what nothing was found for stays missing. */
    void write(int target, Row out, int column) {
        Aggregate.Kind kind = aggregate.kind();
        if (kind == Aggregate.Kind.COUNT) {
            out.setNumber(column, rows[target]);
        } else if (kind == Aggregate.Kind.SUM && rows[target] == 0) {
            out.setNumber(column, 0);
        } else if (present[target] > 0) {
            Row found = kind == Aggregate.Kind.LAST ? last[target] : null;
            if (found != null) {
                Cells.copy(found, position, out, column);
            } else {
                out.setNumber(
                        column,
                        switch (kind) {
                            case MEAN -> value[target] / present[target];
                            case DAYS_SINCE -> aggregate.asOf() - value[target];
                            default -> value[target];
                        });
            }
        }
    }
}
