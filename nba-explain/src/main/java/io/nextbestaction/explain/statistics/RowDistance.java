// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.statistics;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far customers lie apart: the sum over fields of |difference| / mean |value − median| for numbers and days (Wachter,
 * Mittelstadt and Russell 2017, with the mean in place of the median deviation, which is 0 for counts), and of 1 where a flag
 * or a text differs, a number differs from one that never varies, or only one of both is missing. Immutable.
 */
public final class RowDistance {
    private final int[] fields;
    private final boolean[] measured;
    private final double[] scales;
    private final List<Map<String, Double>> codes;
    private final double[][] rows;

    private RowDistance(int[] fields, List<Row> rows) {
        this.fields = fields.clone();
        this.measured = new boolean[fields.length];
        this.scales = new double[fields.length];
        this.codes = new ArrayList<>();
        for (int f = 0; f < fields.length; f++) {
            Map<String, Double> levels = new HashMap<>();
            for (Row row : rows) {
                String text = row.text(fields[f]);
                if (text != null) {
                    levels.putIfAbsent(text, (double) levels.size());
                }
            }
            codes.add(levels);
        }
        this.rows = rows.stream().map(this::encode).toArray(double[][]::new);
        for (int f = 0; f < fields.length; f++) {
            FieldType type = rows.get(0).schema().field(fields[f]).type();
            scales[f] = type == FieldType.NUMBER || type == FieldType.DATE ? deviation(f) : 0;
            measured[f] = scales[f] > 0;
        }
    }

    /**
     * Distances to some rows, by the fields at some positions.
     *
     * @param rows at least one, all of one schema; copied
     */
    public static RowDistance to(List<Row> rows, int[] fields) {
        return new RowDistance(fields, rows);
    }

    private double[] encode(Row row) {
        double[] values = new double[fields.length];
        for (int f = 0; f < fields.length; f++) {
            String text = row.text(fields[f]);
            // A text never seen is like no other.
            values[f] = text == null ? row.number(fields[f]) : codes.get(f).getOrDefault(text, -1.0);
        }
        return values;
    }

    private double deviation(int f) {
        double[] known = Arrays.stream(rows)
                .mapToDouble(row -> row[f])
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double median = known.length == 0 ? 0 : known[(known.length - 1) / 2];
        return Arrays.stream(known)
                .map(value -> Math.abs(value - median))
                .average()
                .orElse(0);
    }

    /**
     * The nearest rows, the nearest first; of equally near ones those given first.
     *
     * @param positions of the rows
     * @param distances of the rows
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Nearest(int[] positions, double[] distances) {}

    /** The nearest rows of any row; O(rows · fields). */
    public Nearest nearest(Row row, int count) {
        return nearest(encode(row), -1, count);
    }

    /** The nearest other rows of one of the rows. */
    public Nearest nearest(int position, int count) {
        return nearest(rows[position], position, count);
    }

    private Nearest nearest(double[] from, int except, int count) {
        int most = Math.min(count, rows.length - (except < 0 ? 0 : 1));
        int[] positions = new int[most];
        double[] distances = new double[most];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        for (int r = 0; r < rows.length && most > 0; r++) {
            double distance = r == except ? Double.POSITIVE_INFINITY : between(from, rows[r], distances[most - 1]);
            int place = most;
            while (place > 0 && distance < distances[place - 1]) {
                place--;
            }
            if (place < most) {
                System.arraycopy(distances, place, distances, place + 1, most - place - 1);
                System.arraycopy(positions, place, positions, place + 1, most - place - 1);
                distances[place] = distance;
                positions[place] = r;
            }
        }
        return new Nearest(positions, distances);
    }

    /** Infinite if it is no less than the most. */
    private double between(double[] one, double[] other, double most) {
        double sum = 0;
        for (int f = 0; f < fields.length; f++) {
            boolean isMissing = Double.isNaN(one[f]);
            if (isMissing || Double.isNaN(other[f])) {
                sum += isMissing && Double.isNaN(other[f]) ? 0 : 1;
            } else if (measured[f]) {
                sum += Math.abs(one[f] - other[f]) / scales[f];
            } else {
                sum += one[f] == other[f] ? 0 : 1;
            }
            if (sum >= most) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return sum;
    }
}
