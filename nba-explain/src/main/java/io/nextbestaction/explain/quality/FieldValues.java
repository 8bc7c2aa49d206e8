// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.importance.FeatureGroup;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Scratch;
import java.util.List;

/** The margin with only some fields known, the others taken from the background rows one after another, and averaged. */
final class FieldValues {
    /** Values of the rows made at a time: two megabytes. */
    private static final int CHUNK = 1 << 18;

    private final Scorer scorer;
    private final FeatureMatrix background;
    private final List<FeatureGroup> fields;
    private final double average;

    FieldValues(Scorer scorer, FeatureMatrix background, List<FeatureGroup> fields) {
        this.scorer = scorer;
        this.background = background;
        this.fields = fields;
        double[] margins = new double[background.rows()];
        scorer.margins(background, 0, margins.length, margins, new Scratch());
        this.average = mean(margins, 0, margins.length);
    }

    /** The margin with no field known. */
    double average() {
        return average;
    }

    /**
     * The margin of a row for each set of known fields. A column of several fields is known once all of them are.
     *
     * @param known [sets × fields]
     */
    double[] margins(double[] row, boolean[][] known, Scratch scratch) {
        int rows = background.rows();
        int columns = background.columns();
        int most = Math.max(1, CHUNK / Math.max(1, rows * columns));
        double[] found = new double[known.length];
        for (int from = 0; from < known.length; from += most) {
            int sets = Math.min(most, known.length - from);
            double[] values = new double[Math.multiplyExact(sets * rows, columns)];
            for (int s = 0; s < sets; s++) {
                fill(row, known[from + s], values, s * rows * columns);
            }
            double[] margins = new double[sets * rows];
            scorer.margins(FeatureMatrix.of(background.names(), values), 0, margins.length, margins, scratch);
            for (int s = 0; s < sets; s++) {
                found[from + s] = mean(margins, s * rows, rows);
            }
        }
        return found;
    }

    private void fill(double[] row, boolean[] known, double[] values, int offset) {
        int columns = row.length;
        boolean[] missing = new boolean[columns];
        for (int f = 0; f < known.length; f++) {
            FeatureGroup field = fields.get(f);
            for (int i = 0; !known[f] && i < field.size(); i++) {
                missing[field.column(i)] = true;
            }
        }
        for (int b = 0; b < background.rows(); b++) {
            for (int c = 0; c < columns; c++) {
                values[offset + b * columns + c] = missing[c] ? background.get(b, c) : row[c];
            }
        }
    }

    private static double mean(double[] values, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += values[i];
        }
        return sum / count;
    }
}
