// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A category as columns of 0 and 1: its levels, then perhaps "other", "missing" and the indicator of imputation. */
final class OneHotEncoding implements Encoding {
    static final String KIND = "oneHot";
    static final String OTHER = "other";
    static final String MISSING = "missing";

    private final String field;
    private final List<String> levels;
    private final boolean other;
    private final boolean missing;
    private final @Nullable String fill;
    private final boolean indicator;

    private final LevelTable table;
    /** Offsets of columns, -1 where there is none. */
    private final int otherColumn;

    private final int missingColumn;
    private final int indicatorColumn;
    private final int width;

    /**
     * @param levels the levels with a column of their own, without "other" and "missing" where these are columns
     * @param other whether all other levels share a column
     * @param missing whether a missing value has a column
     * @param fill the level that takes the place of a missing value, or null
     */
    OneHotEncoding(
            String field,
            List<String> levels,
            boolean other,
            boolean missing,
            @Nullable String fill,
            boolean indicator) {
        List<String> named = new ArrayList<>(levels);
        otherColumn = other ? add(named, OTHER) : -1;
        missingColumn = missing ? add(named, MISSING) : -1;
        if (new HashSet<>(named).size() < named.size()) {
            throw Encoding.damaged(field, "levels (" + levels.size() + ")", "be distinct");
        }
        indicatorColumn = indicator ? named.size() : -1;
        width = named.size() + (indicator ? 1 : 0);
        table = new LevelTable(named);
        this.field = field;
        this.levels = levels;
        this.other = other;
        this.missing = missing;
        this.fill = fill;
        this.indicator = indicator;
    }

    private static int add(List<String> named, String level) {
        named.add(level);
        return named.size() - 1;
    }

    void write(Row row, int position, double[] out, int column) {
        Arrays.fill(out, column, column + width, 0);
        String level = Encoding.level(row, position);
        if (level == null) {
            if (indicatorColumn >= 0) {
                out[column + indicatorColumn] = 1;
            }
            if (missingColumn >= 0) {
                out[column + missingColumn] = 1;
            }
            level = fill;
        }
        if (level != null) {
            int known = table.find(level);
            int target = known < 0 ? otherColumn : known;
            if (target >= 0) {
                out[column + target] = 1;
            }
        }
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public List<Feature> columns() {
        List<Feature> columns = new ArrayList<>();
        for (String level : levels) {
            columns.add(new Feature(field + "=" + level, field));
        }
        if (other) {
            columns.add(new Feature(field + "=" + OTHER, field));
        }
        if (missing) {
            columns.add(new Feature(field + "=" + MISSING, field));
        }
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
                .put("other", other)
                .put("missing", missing);
        if (fill != null) {
            state.put("fill", fill).put("indicator", indicator);
        }
        return state.build();
    }

    static OneHotEncoding restore(State state) {
        boolean fills = state.has("fill");
        boolean missing = state.flag("missing");
        if (fills && missing) {
            throw Encoding.damaged(state.text("field"), "column for missing", "not stand beside a substitute");
        }
        return new OneHotEncoding(
                state.text("field"),
                state.texts("levels"),
                state.flag("other"),
                missing,
                fills ? state.text("fill") : null,
                fills && state.flag("indicator"));
    }
}
