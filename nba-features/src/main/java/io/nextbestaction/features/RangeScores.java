// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.State;
import io.nextbestaction.features.internal.Columns;
import java.util.List;

/** A number, boolean or date as one column, the weight of evidence of its range. */
final class RangeScores implements Encoding {
    static final String KIND = "woeRanges";

    private final String field;
    private final double[] cuts;
    private final double[] weights;
    private final double missing;

    /**
     * @param cuts ascending; a value equal to a cut is in the range below it
     * @param weights one for each range, one more than cuts
     * @param missing the weight of a missing value
     */
    RangeScores(String field, double[] cuts, double[] weights, double missing) {
        this.field = field;
        this.cuts = cuts;
        this.weights = weights;
        this.missing = missing;
    }

    void write(Row row, int position, double[] out, int column) {
        double x = row.number(position);
        out[column] = Double.isNaN(x) ? missing : weights[Columns.bin(cuts, x)];
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public List<Feature> columns() {
        return List.of(new Feature(LevelScores.WOE + "(" + field + ")", field));
    }

    @Override
    public State state() {
        return State.builder()
                .put("kind", KIND)
                .put("field", field)
                .put("cuts", cuts)
                .put("weights", weights)
                .put("missing", missing)
                .build();
    }

    static RangeScores restore(State state) {
        String field = state.text("field");
        double[] cuts = state.numbers("cuts");
        double[] weights = state.numbers("weights");
        double missing = state.number("missing");
        boolean sound = weights.length == cuts.length + 1 && Double.isFinite(missing);
        for (int i = 0; i < cuts.length; i++) {
            sound &= Double.isFinite(cuts[i]) && (i == 0 || cuts[i] > cuts[i - 1]);
        }
        for (double weight : weights) {
            sound &= Double.isFinite(weight);
        }
        if (!sound) {
            throw Encoding.damaged(
                    field, "cuts (" + cuts.length + ")", "be ascending, with a finite weight for each range");
        }
        return new RangeScores(field, cuts, weights, missing);
    }
}
