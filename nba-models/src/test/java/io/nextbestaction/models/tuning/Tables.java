// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A made-up table whose event depends on two of its four numbers, the second in steps. */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Tables(List<Row> rows, boolean[] labels) {
    static final Schema SCHEMA = Schema.builder()
            .number("id")
            .number("a")
            .number("b")
            .number("noise")
            .build();

    static Tables of(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Row> rows = new ArrayList<>();
        boolean[] labels = new boolean[size];
        for (int i = 0; i < size; i++) {
            Row row = new Row(SCHEMA);
            double a = random.nextGaussian();
            double b = random.nextInt(6);
            row.setNumber(0, i);
            row.setNumber(1, a);
            row.setNumber(2, b);
            row.setNumber(3, random.nextGaussian());
            rows.add(row);
            labels[i] = random.nextDouble() < 1 / (1 + Math.exp(3 - a - (b % 2 == 0 ? 4 : 0)));
        }
        return new Tables(rows, labels);
    }
}
