// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.drift;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.State;
import io.nextbestaction.features.internal.Columns;
import io.nextbestaction.features.internal.Statistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reference distribution of one field: rows in each cell, the last cell the missing ones. Cells of a number are its
 * points and the gaps before, between and after them; of a category its levels, then the other ones; of a date all present
 * ones are one cell. Immutable.
 */
final class Reference {
    private static final int POINTS = 1_000;
    private static final int LEVELS = 50;
    private static final int BINS = 10;

    private final Field field;
    private final double[] points;
    private final List<String> levels;
    private final Map<String, Integer> known = new HashMap<>();
    private final double[] counts;

    private Reference(Field field, double[] points, List<String> levels, double[] counts) {
        this.field = field;
        this.points = points;
        this.levels = levels;
        this.counts = counts;
        for (String level : levels) {
            known.put(level, known.size());
        }
    }

    /** A number: all its values if they are few, else quantiles. */
    static Reference ofNumbers(Field field, double[] numbers) {
        double[] sorted = Statistics.sorted(Statistics.present(numbers));
        double[] points = new double[0];
        if (field.type() != FieldType.DATE && sorted.length > 0) {
            points = distinct(sorted);
            points = points.length <= POINTS ? points : Columns.cuts(sorted, POINTS);
        }
        Reference empty = new Reference(field, points, List.of(), new double[2 * points.length + 2]);
        for (double x : numbers) {
            empty.counts[empty.cell(x)]++;
        }
        return empty;
    }

    private static double[] distinct(double[] sorted) {
        double[] distinct = new double[sorted.length];
        int n = 0;
        for (double x : sorted) {
            if (n == 0 || x != distinct[n - 1]) {
                distinct[n++] = x;
            }
        }
        return java.util.Arrays.copyOf(distinct, n);
    }

    /** A category: its fifty most frequent levels, and the rest together. */
    static Reference ofLevels(Field field, List<@Nullable String> texts) {
        Map<String, int[]> all = new HashMap<>();
        for (String text : texts) {
            if (text != null && !text.isBlank()) {
                all.computeIfAbsent(text, unused -> new int[1])[0]++;
            }
        }
        List<String> levels = all.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, int[]>>comparingInt(e -> -e.getValue()[0])
                        .thenComparing(Map.Entry::getKey))
                .limit(LEVELS)
                .map(Map.Entry::getKey)
                .toList();
        Reference empty = new Reference(field, new double[0], levels, new double[levels.size() + 2]);
        for (String text : texts) {
            empty.counts[empty.cell(text)]++;
        }
        return empty;
    }

    Field field() {
        return field;
    }

    /** The number of cells, the missing one included. */
    int cells() {
        return counts.length;
    }

    int cell(double x) {
        if (Double.isNaN(x)) {
            return counts.length - 1;
        }
        int below = Columns.bin(points, x);
        // Points have cells of their own, so that what falls short of the only value seen is told from it.
        return below < points.length && x == points[below] ? 2 * below + 1 : 2 * below;
    }

    int cell(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return counts.length - 1;
        }
        Integer level = known.get(text);
        return level == null ? levels.size() : level;
    }

    FieldDrift compare(double[] now, double rows, DriftLimits limits) {
        double before = sum(counts, counts.length);
        double missingBefore = counts[counts.length - 1] / before;
        double missingNow = now[now.length - 1] / rows;
        double psi = field.type() == FieldType.DATE ? Double.NaN : psi(now, before, rows);
        double ks = field.type() == FieldType.NUMBER || field.type() == FieldType.BOOLEAN ? ks(now) : Double.NaN;
        double moved = Math.abs(missingNow - missingBefore);
        DriftStatus status = limits.status(psi, ks, moved);
        return new FieldDrift(field.name(), psi, ks, missingBefore, missingNow, status);
    }

    /** Σ (now - before) · ln(now / before) over tenths of the reference, or levels, and the missing. */
    private double psi(double[] now, double before, double rows) {
        double psi = 0;
        double binBefore = 0;
        double binNow = 0;
        int missing = counts.length - 1;
        double left = sum(counts, missing);
        double tenth = field.type() == FieldType.CATEGORY ? 0 : left / BINS;
        for (int cell = 0; cell < missing; cell++) {
            binBefore += counts[cell];
            binNow += now[cell];
            left -= counts[cell];
            // What is left must be worth a bin, else it joins this one.
            boolean full = binBefore > 0 && binBefore >= tenth * (1 - 1e-9) && left >= tenth / 2 && left > 0;
            if (full || tenth == 0 || cell == missing - 1) {
                psi += term(binBefore, before, binNow, rows);
                binBefore = 0;
                binNow = 0;
            }
        }
        return psi + term(counts[missing], before, now[missing], rows);
    }

    /** An empty bin counts as half a row, so that the index stays finite. */
    private static double term(double before, double allBefore, double now, double allNow) {
        if (before == 0 && now == 0) {
            return 0;
        }
        double e = Math.max(before, 0.5) / allBefore;
        double a = Math.max(now, 0.5) / allNow;
        return (a - e) * StrictMath.log(a / e);
    }

    private double ks(double[] now) {
        int missing = counts.length - 1;
        double before = sum(counts, missing);
        double rows = sum(now, missing);
        if (before == 0 || rows == 0) {
            return Double.NaN;
        }
        double ks = 0;
        double below = 0;
        double belowNow = 0;
        for (int cell = 0; cell < missing; cell++) {
            below += counts[cell];
            belowNow += now[cell];
            ks = Math.max(ks, Math.abs(below / before - belowNow / rows));
        }
        return ks;
    }

    private static double sum(double[] counts, int end) {
        double sum = 0;
        for (int i = 0; i < end; i++) {
            sum += counts[i];
        }
        return sum;
    }

    double rows() {
        return sum(counts, counts.length);
    }

    State state() {
        return State.builder()
                .put("field", field.name())
                .put("type", field.type().name())
                .put("points", points)
                .putTexts("levels", levels)
                .put("counts", counts)
                .build();
    }

    static Reference restore(State state) {
        String name = state.text("field");
        FieldType type = null;
        for (FieldType known : FieldType.values()) {
            type = known.name().equals(state.text("type")) ? known : type;
        }
        double[] points = state.numbers("points");
        List<String> levels = new ArrayList<>(state.texts("levels"));
        double[] counts = state.numbers("counts");
        boolean sound = type != null
                && counts.length == (type == FieldType.CATEGORY ? levels.size() : 2 * points.length) + 2
                && new HashSet<>(levels).size() == levels.size();
        for (double count : counts) {
            sound &= count >= 0 && count == Math.rint(count) && count <= Integer.MAX_VALUE;
        }
        for (int i = 0; i < points.length; i++) {
            sound &= !Double.isNaN(points[i]) && (i == 0 || points[i] > points[i - 1]);
        }
        if (!sound || type == null || !(sum(counts, counts.length) > 0)) {
            throw new IllegalArgumentException("The saved distribution of field \"" + name
                    + "\" must have a type, ascending points or distinct levels, and a count for each.\n"
                    + "Maybe the file is damaged or was changed by hand.");
        }
        return new Reference(new Field(name, type), points, levels, counts);
    }
}
