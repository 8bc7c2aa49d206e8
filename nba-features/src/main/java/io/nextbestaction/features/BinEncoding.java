// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.State;
import io.nextbestaction.features.internal.Columns;
import java.util.ArrayList;
import java.util.List;

/** A number or date as the number of its quantile bin; NaN where missing and not imputed. */
final class BinEncoding implements Encoding {
    static final String KIND = "bins";
    static final int MAXIMUM = 1_000;

    private final NumericEncoding input;
    private final double[] cuts;

    /**
     * @param input what is done before: days before the reference date, imputation
     * @param cuts ascending; a value equal to a cut is in the bin below it
     */
    BinEncoding(NumericEncoding input, double[] cuts) {
        this.input = input;
        this.cuts = cuts;
    }

    NumericEncoding input() {
        return input;
    }

    void write(Row row, int position, double[] out, int column) {
        input.write(row, position, out, column);
        double x = out[column];
        if (!Double.isNaN(x)) {
            out[column] = Columns.bin(cuts, x);
        }
    }

    @Override
    public String field() {
        return input.field();
    }

    @Override
    public List<Feature> columns() {
        List<Feature> columns = new ArrayList<>(input.columns());
        Feature first = columns.get(0);
        columns.set(0, new Feature("bin(" + first.name() + ")", first.sources()));
        return columns;
    }

    @Override
    public State state() {
        return State.builder()
                .put("kind", KIND)
                .put("field", field())
                .put("input", input.state())
                .put("cuts", cuts)
                .build();
    }

    static BinEncoding restore(State state) {
        String field = state.text("field");
        NumericEncoding input = NumericEncoding.restore(state.child("input"));
        double[] cuts = state.numbers("cuts");
        boolean ascending = cuts.length < MAXIMUM;
        for (int i = 0; i < cuts.length; i++) {
            ascending &= Double.isFinite(cuts[i]) && (i == 0 || cuts[i] > cuts[i - 1]);
        }
        if (!ascending) {
            throw Encoding.damaged(field, "cuts (" + cuts.length + ")", "be ascending and fewer than " + MAXIMUM);
        }
        if (!input.field().equals(field)) {
            throw Encoding.damaged(field, "input (\"" + input.field() + "\")", "be the same field");
        }
        return new BinEncoding(input, cuts);
    }
}
