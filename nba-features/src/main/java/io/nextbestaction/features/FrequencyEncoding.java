// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A category as one column, the share of training rows with its level; 0 for a level not seen. */
final class FrequencyEncoding implements Encoding {
    static final String KIND = "frequency";

    private final String field;
    private final List<String> levels;
    private final double[] shares;
    private final double missing;
    private final @Nullable String fill;
    private final boolean indicator;
    private final LevelTable table;

    /**
     * @param missing the share of a missing value, 0 if it is imputed
     * @param fill the level that takes the place of a missing value, or null
     */
    FrequencyEncoding(
            String field,
            List<String> levels,
            double[] shares,
            double missing,
            @Nullable String fill,
            boolean indicator) {
        this.field = field;
        this.levels = levels;
        this.shares = shares;
        this.missing = missing;
        this.fill = fill;
        this.indicator = indicator;
        this.table = new LevelTable(levels);
    }

    void write(Row row, int position, double[] out, int column) {
        String level = Encoding.level(row, position);
        if (indicator) {
            out[column + 1] = level == null ? 1 : 0;
        }
        if (level == null) {
            level = fill;
        }
        if (level == null) {
            out[column] = missing;
        } else {
            int known = table.find(level);
            out[column] = known < 0 ? 0 : shares[known];
        }
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public List<Feature> columns() {
        List<Feature> columns = new ArrayList<>();
        columns.add(new Feature("frequency(" + field + ")", field));
        if (indicator) {
            columns.add(Encoding.indicator(field));
        }
        return columns;
    }

    @Override
    public State state() {
        State.Builder state = State.builder()
                .put("kind", KIND)
                .put("field", field)
                .putTexts("levels", levels)
                .put("shares", shares)
                .put("missing", missing);
        if (fill != null) {
            state.put("fill", fill).put("indicator", indicator);
        }
        return state.build();
    }

    static FrequencyEncoding restore(State state) {
        String field = state.text("field");
        List<String> levels = state.texts("levels");
        double[] shares = state.numbers("shares");
        double missing = state.number("missing");
        boolean sound = shares.length == levels.size() && new HashSet<>(levels).size() == levels.size();
        sound &= missing >= 0 && missing <= 1;
        for (double share : shares) {
            sound &= share >= 0 && share <= 1;
        }
        if (!sound) {
            throw Encoding.damaged(field, "levels (" + levels.size() + ")", "be distinct, each with a share of 0 to 1");
        }
        boolean fills = state.has("fill");
        return new FrequencyEncoding(
                field, levels, shares, missing, fills ? state.text("fill") : null, fills && state.flag("indicator"));
    }
}
