// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** Two categories crossed: a column of 0 and 1 for each kept pair of levels, then perhaps one of all other pairs. */
final class CrossColumns implements Derived {
    static final String KIND = "cross";

    private final List<String> fields;
    private final List<String> first;
    private final List<String> second;
    private final boolean other;
    private final LevelTable firstCodes;
    private final LevelTable secondCodes;
    private final int secondSize;

    /** Pairs of codes as one number, ascending, and the column of each. */
    private final long[] pairs;

    private final int[] columnOf;

    /**
     * @param first the first level of each kept pair
     * @param second the second level of each
     */
    CrossColumns(List<String> fields, List<String> first, List<String> second, boolean other) {
        this.fields = List.copyOf(fields);
        this.first = first;
        this.second = second;
        this.other = other;
        List<String> firstLevels = List.copyOf(new LinkedHashSet<>(first));
        List<String> secondLevels = List.copyOf(new LinkedHashSet<>(second));
        firstCodes = new LevelTable(firstLevels);
        secondCodes = new LevelTable(secondLevels);
        secondSize = secondLevels.size();
        pairs = new long[first.size()];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = pair(first.get(i), second.get(i));
        }
        Arrays.sort(pairs);
        columnOf = new int[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            if (i > 0 && pairs[i] == pairs[i - 1]) {
                throw Encoding.damaged(fields.get(0), "pairs (" + pairs.length + ")", "be distinct");
            }
            columnOf[Arrays.binarySearch(pairs, pair(first.get(i), second.get(i)))] = i;
        }
    }

    private long pair(String a, String b) {
        int i = firstCodes.find(a);
        int j = secondCodes.find(b);
        return i < 0 || j < 0 ? -1 : (long) i * secondSize + j;
    }

    @Override
    public List<String> fields() {
        return fields;
    }

    @Override
    public void write(Row row, int[] positions, double[] out, int column) {
        Arrays.fill(out, column, column + pairs.length + (other ? 1 : 0), 0);
        String a = Encoding.level(row, positions[0]);
        String b = Encoding.level(row, positions[1]);
        if (a == null || b == null) {
            return;
        }
        int known = Arrays.binarySearch(pairs, pair(a, b));
        if (known >= 0) {
            out[column + columnOf[known]] = 1;
        } else if (other) {
            out[column + pairs.length] = 1;
        }
    }

    @Override
    public List<Feature> columns() {
        String name = fields.get(0) + " × " + fields.get(1) + "=";
        List<Feature> columns = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            columns.add(new Feature(name + first.get(i) + " × " + second.get(i), fields));
        }
        if (other) {
            columns.add(new Feature(name + OneHotEncoding.OTHER, fields));
        }
        return columns;
    }

    @Override
    public State state() {
        return State.builder()
                .put("kind", KIND)
                .put("field", fields.get(0))
                .put("with", fields.get(1))
                .putTexts("first", first)
                .putTexts("second", second)
                .put("other", other)
                .build();
    }

    static CrossColumns restore(State state) {
        List<String> fields = List.of(state.text("field"), state.text("with"));
        List<String> first = state.texts("first");
        List<String> second = state.texts("second");
        if (first.size() != second.size() || fields.get(0).equals(fields.get(1))) {
            throw Encoding.damaged(fields.get(0), "pairs (" + first.size() + ")", "be of two fields");
        }
        return new CrossColumns(fields, first, second, state.flag("other"));
    }
}
