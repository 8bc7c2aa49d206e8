// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A category as one column, its rank in a given order; NaN for a level not in it. */
final class OrdinalEncoding implements Encoding {
    static final String KIND = "ordinal";

    private final String field;
    private final List<String> order;
    private final @Nullable String fill;
    private final boolean indicator;
    private final LevelTable ranks;

    OrdinalEncoding(String field, List<String> order, @Nullable String fill, boolean indicator) {
        checkOrder(field, order);
        this.field = field;
        this.order = order;
        this.fill = fill;
        this.indicator = indicator;
        this.ranks = new LevelTable(order);
    }

    /** Refuses an empty order and one that names a level twice. */
    static void checkOrder(String field, List<String> order) {
        int distinct = new HashSet<>(order).size();
        if (order.isEmpty() || distinct < order.size()) {
            throw new IllegalArgumentException("The order (" + order.size() + " levels, " + distinct
                    + " distinct) of field \"" + field + "\" must name each level once.\n"
                    + "Maybe list the levels from the lowest to the highest.");
        }
    }

    void write(Row row, int position, double[] out, int column) {
        String level = Encoding.level(row, position);
        if (indicator) {
            out[column + 1] = level == null ? 1 : 0;
        }
        if (level == null) {
            level = fill;
        }
        int rank = level == null ? -1 : ranks.find(level);
        out[column] = rank < 0 ? Double.NaN : rank;
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public List<Feature> columns() {
        List<Feature> columns = new ArrayList<>();
        columns.add(new Feature(field, field));
        if (indicator) {
            columns.add(Encoding.indicator(field));
        }
        return columns;
    }

    @Override
    public State state() {
        State.Builder state =
                State.builder().put("kind", KIND).put("field", field).putTexts("order", order);
        if (fill != null) {
            state.put("fill", fill).put("indicator", indicator);
        }
        return state.build();
    }

    static OrdinalEncoding restore(State state) {
        boolean fills = state.has("fill");
        return new OrdinalEncoding(
                state.text("field"),
                state.texts("order"),
                fills ? state.text("fill") : null,
                fills && state.flag("indicator"));
    }
}
