// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.internal.Columns;
import io.nextbestaction.features.internal.WoeBinning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Learns the encoding by label of one field, from all rows or from some of them. */
final class LabelEncoder {
    private final Field field;
    private final double priorWeight;
    private final boolean[] labels;
    private final List<String> levels = new ArrayList<>();
    private final int[] codes;
    private final double[] numbers;

    LabelEncoder(Field field, FieldRecipe said, List<Row> rows, int position, boolean[] labels) {
        this.field = field;
        this.priorWeight = said.target();
        this.labels = labels;
        boolean category = field.type() == FieldType.CATEGORY;
        this.codes = category ? Columns.codes(rows, position, levels) : new int[0];
        this.numbers = category ? new double[0] : Columns.numbers(rows, position);
        for (int i = 0; i < numbers.length; i++) {
            if (Double.isInfinite(numbers[i])) {
                throw Fitter.infinite(field, i);
            }
        }
    }

    /** Writes the encoded values of some rows into a column of a matrix. */
    void encode(Encoding encoding, int[] picked, double[] values, int columns, int column) {
        Row row = new Row(Schema.of(List.of(field)));
        for (int i : picked) {
            if (encoding instanceof LevelScores scores) {
                row.setText(0, codes[i] < 0 ? null : levels.get(codes[i]));
                scores.write(row, 0, values, i * columns + column);
            } else if (encoding instanceof RangeScores ranges) {
                row.setNumber(0, numbers[i]);
                ranges.write(row, 0, values, i * columns + column);
            }
        }
    }

    /** The encoding learned from the rows at some positions. */
    Encoding fit(int[] rows) {
        boolean[] known = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            known[i] = labels[rows[i]];
        }
        if (field.type() != FieldType.CATEGORY) {
            double[] picked = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                picked[i] = numbers[rows[i]];
            }
            return ranges(WoeBinning.ofNumbers(picked, known));
        }
        int[] picked = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = codes[rows[i]];
        }
        return priorWeight > 0 ? rates(picked, known) : levels(WoeBinning.ofLevels(picked, levels, known));
    }

    /** Rates drawn towards the rate of all rows, the more the fewer rows a level has. */
    private LevelScores rates(int[] picked, boolean[] known) {
        int missing = levels.size();
        int[] rows = new int[missing + 1];
        int[] events = new int[missing + 1];
        int all = 0;
        for (int i = 0; i < picked.length; i++) {
            int code = picked[i] < 0 ? missing : picked[i];
            rows[code]++;
            events[code] += known[i] ? 1 : 0;
            all += known[i] ? 1 : 0;
        }
        double prior = (double) all / picked.length;
        List<String> seen = new ArrayList<>();
        double[] scores = new double[missing];
        for (int code : byName(rows)) {
            scores[seen.size()] = rate(events[code], rows[code], prior);
            seen.add(levels.get(code));
        }
        double[] kept = Arrays.copyOf(scores, seen.size());
        return new LevelScores(
                LevelScores.TARGET, field.name(), seen, kept, prior, rate(events[missing], rows[missing], prior));
    }

    private double rate(int events, int rows, double prior) {
        return (events + priorWeight * prior) / (rows + priorWeight);
    }

    /** Codes of the levels that have rows, by name. */
    private List<Integer> byName(int[] rows) {
        List<Integer> codes = new ArrayList<>();
        for (int code = 0; code < levels.size(); code++) {
            if (rows[code] > 0) {
                codes.add(code);
            }
        }
        codes.sort((a, b) -> levels.get(a).compareTo(levels.get(b)));
        return codes;
    }

    private LevelScores levels(WoeBinning binning) {
        double[] weights = binning.weights();
        List<String> kept = new ArrayList<>();
        double[] scores = new double[weights.length];
        double other = 0;
        double missing = 0;
        for (int i = 0; i < weights.length; i++) {
            WoeBinning.Bin bin = binning.bins().get(i);
            switch (bin.kind()) {
                case OTHER -> other = weights[i];
                case MISSING -> missing = weights[i];
                case LEVEL, RANGE -> {
                    scores[kept.size()] = weights[i];
                    kept.add(bin.level());
                }
            }
        }
        return new LevelScores(LevelScores.WOE, field.name(), kept, Arrays.copyOf(scores, kept.size()), other, missing);
    }

    private RangeScores ranges(WoeBinning binning) {
        double[] weights = binning.weights();
        int ranges = 0;
        double missing = 0;
        for (int i = 0; i < weights.length; i++) {
            if (binning.bins().get(i).kind() == WoeBinning.Kind.MISSING) {
                missing = weights[i];
            } else {
                ranges++;
            }
        }
        if (ranges == 0) {
            return new RangeScores(field.name(), new double[0], new double[] {0}, missing);
        }
        double[] cuts = new double[ranges - 1];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = binning.bins().get(i).upper();
        }
        return new RangeScores(field.name(), cuts, Arrays.copyOf(weights, ranges), missing);
    }
}
