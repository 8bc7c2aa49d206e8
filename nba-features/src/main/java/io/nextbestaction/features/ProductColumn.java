// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.State;
import java.util.List;

/** The product of two numbers or booleans, each as its own steps leave it; NaN where either is. */
record ProductColumn(NumericEncoding first, NumericEncoding second) implements Derived {
    static final String KIND = "product";

    @Override
    public List<String> fields() {
        return List.of(first.field(), second.field());
    }

    @Override
    public void write(Row row, int[] positions, double[] out, int column) {
        out[column] = first.value(row.number(positions[0])) * second.value(row.number(positions[1]));
    }

    @Override
    public List<Feature> columns() {
        String name =
                first.columns().get(0).name() + " × " + second.columns().get(0).name();
        return List.of(new Feature(name, fields()));
    }

    @Override
    public State state() {
        return State.builder()
                .put("kind", KIND)
                .put("field", first.field())
                .put("first", first.state())
                .put("second", second.state())
                .build();
    }

    static ProductColumn restore(State state) {
        NumericEncoding first = NumericEncoding.restore(state.child("first"));
        NumericEncoding second = NumericEncoding.restore(state.child("second"));
        if (first.isDate() || second.isDate() || first.field().equals(second.field())) {
            throw Encoding.damaged(first.field(), "product", "be of two fields, neither a date");
        }
        return new ProductColumn(first, second);
    }
}
