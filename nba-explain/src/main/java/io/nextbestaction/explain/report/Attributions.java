// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What each field of many customers did to their scores: the Shapley values of the columns added up by source field, beside
 * the fields' values. The source of pictures of a model as a whole. Immutable; its pictures show single customers' values
 * without their names.
 */
public final class Attributions {
    private static final int GROUPS = 10;
    private static final int MOST_LEVELS = 12;

    private final Schema schema;
    private final List<Row> rows;
    /** The field behind each of {@link FeatureNames#sources()}. */
    private final int[] fields;
    /** By source, then row. */
    private final double[][] contributions;
    /** Sources by falling mean size. */
    private final int[] order;

    private Attributions(Schema schema, List<Row> rows, int[] fields, double[][] contributions) {
        this.schema = schema;
        this.rows = rows;
        this.fields = fields;
        this.contributions = contributions;
        double[] sizes = Arrays.stream(contributions)
                .mapToDouble(c -> Arrays.stream(c).map(Math::abs).average().orElse(0))
                .toArray();
        this.order = IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer s) -> -sizes[s]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Attributions of rows; the rows are shared, the contributions added up.
     *
     * @param features the columns explained
     * @param rows the customers behind them, all of one schema that has the features' source fields
     * @param contributions [rows × features], row-major, on any one scale
     * @throws IllegalArgumentException if there is no row, or not a contribution for each row and column
     */
    public static Attributions of(FeatureNames features, List<Row> rows, double[] contributions) {
        int columns = features.size();
        if (rows.isEmpty() || contributions.length != (long) rows.size() * columns) {
            throw new IllegalArgumentException("The contributions (" + contributions.length + ") of " + rows.size()
                    + " rows and " + columns + " columns must be one for each, of at least one row.\n"
                    + "Maybe the names belong to another pipeline.");
        }
        Schema schema = rows.get(0).schema();
        int[] fields = features.sources().stream().mapToInt(schema::indexOf).toArray();
        double[][] bySource = new double[fields.length][rows.size()];
        double[] one = new double[fields.length];
        for (int i = 0; i < rows.size(); i++) {
            Arrays.fill(one, 0);
            features.addBySource(Arrays.copyOfRange(contributions, i * columns, (i + 1) * columns), 1, one);
            for (int s = 0; s < one.length; s++) {
                bySource[s][i] = one[s];
            }
        }
        return new Attributions(schema, List.copyOf(rows), fields, bySource);
    }

    /**
     * How each of the strongest fields' contribution depends on its value, a report for each, to be shown by
     * {@link HtmlReport#choice}. The points of a number are coloured by the field that goes along most with what its own
     * value leaves unexplained: where the colours part, the two act together.
     *
     * @param fieldCount how many fields
     * @param points how many points of each, evenly drawn from the rows
     */
    public List<HtmlReport> dependence(int fieldCount, int points) {
        List<HtmlReport> reports = new ArrayList<>();
        for (int source : Arrays.copyOf(order, Math.min(fieldCount, order.length))) {
            HtmlReport report = HtmlReport.titled(name(source));
            reports.add(hasLevels(source) ? byLevel(report, source) : byValue(report, source, points));
        }
        return reports;
    }

    private HtmlReport byLevel(HtmlReport report, int source) {
        Map<String, double[]> sums = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            double[] sum = sums.computeIfAbsent(rows.get(i).display(fields[source]), level -> new double[2]);
            sum[0] += contributions[source][i];
            sum[1]++;
        }
        List<Bar> bars = sums.entrySet().stream()
                .sorted(Comparator.comparingDouble(e -> -e.getValue()[1]))
                .limit(MOST_LEVELS)
                .map(e -> bar(e.getKey(), e.getValue()[0] / e.getValue()[1], (int) e.getValue()[1]))
                .toList();
        return report.bars("Mean contribution by level (customers)", bars);
    }

    private static Bar bar(String level, double mean, int count) {
        return new Bar(level, mean, Chart.brief(mean) + " (" + count + ")");
    }

    private HtmlReport byValue(HtmlReport report, int source, int points) {
        int partner = partner(source);
        int[] sample = sample(points);
        double[] values = new double[sample.length];
        double[] heights = new double[sample.length];
        double[] others = new double[sample.length];
        for (int k = 0; k < sample.length; k++) {
            values[k] = value(source, sample[k]);
            heights[k] = contributions[source][sample[k]];
            others[k] = partner < 0 ? 0 : value(partner, sample[k]);
        }
        List<Series> groups = new ArrayList<>();
        if (partner < 0) {
            groups.add(Series.of(name(source), values, heights));
        } else {
            group(groups, names(partner, others), values, heights, others);
        }
        return report.scatter("Contribution over value", name(source), "contribution", groups);
    }

    /** The partner's values in words by the end of their range: thirds of a number, no and yes of a flag, and missing. */
    private NavigableMap<Double, String> names(int partner, double[] others) {
        String name = name(partner);
        double[] sorted =
                Arrays.stream(others).filter(Double::isFinite).sorted().toArray();
        NavigableMap<Double, String> names = new TreeMap<>();
        if (hasLevels(partner)) {
            names.put(0.0, name + " no");
            names.put(Double.POSITIVE_INFINITY, name + " yes");
        } else if (sorted.length > 0) {
            for (double end : new double[] {sorted[sorted.length / 3], sorted[2 * sorted.length / 3]}) {
                names.put(end, name + " up to " + Chart.brief(end));
            }
            names.put(Double.POSITIVE_INFINITY, name + " above");
        }
        names.put(Double.NaN, name + " missing");
        return names;
    }

    private static void group(
            List<Series> groups,
            NavigableMap<Double, String> names,
            double[] values,
            double[] heights,
            double[] others) {
        for (Map.Entry<Double, String> range : names.entrySet()) {
            int[] members = IntStream.range(0, values.length)
                    .filter(k -> names.ceilingKey(others[k]).equals(range.getKey()))
                    .toArray();
            if (members.length > 0) {
                groups.add(Series.of(
                        range.getValue(),
                        Arrays.stream(members).mapToDouble(k -> values[k]).toArray(),
                        Arrays.stream(members).mapToDouble(k -> heights[k]).toArray()));
            }
        }
    }

    /**
     * The number field whose values go along most with a field's contributions among customers of like value of that field:
     * the mean absolute correlation within tenths; −1 if there is none.
     */
    private int partner(int source) {
        int[] present = IntStream.range(0, rows.size())
                .filter(i -> Double.isFinite(value(source, i)))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> value(source, i)))
                .mapToInt(Integer::intValue)
                .toArray();
        int best = -1;
        double most = 0;
        for (int other = 0; other < fields.length; other++) {
            if (other == source || isCategory(other)) {
                continue;
            }
            double sum = 0;
            for (int g = 0; g < GROUPS; g++) {
                int from = g * present.length / GROUPS;
                int to = (g + 1) * present.length / GROUPS;
                sum += Math.abs(correlation(source, other, present, from, to)) * (to - from);
            }
            if (sum > most) {
                most = sum;
                best = other;
            }
        }
        return best;
    }

    private double correlation(int source, int other, int[] rowsOf, int from, int to) {
        int n = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int k = from; k < to; k++) {
            double b = value(other, rowsOf[k]);
            if (Double.isFinite(b)) {
                double a = contributions[source][rowsOf[k]];
                n++;
                double dx = a - x;
                double dy = b - y;
                x += dx / n;
                y += dy / n;
                xx += dx * (a - x);
                yy += dy * (b - y);
                xy += dx * (b - y);
            }
        }
        return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
    }

    /** Evenly spread positions of at most so many rows. */
    int[] sample(int most) {
        int count = Math.min(most, rows.size());
        return IntStream.range(0, count)
                .map(k -> (int) ((long) k * rows.size() / count))
                .toArray();
    }

    /** Sources by falling mean size of their contributions. */
    int[] order() {
        return order;
    }

    String name(int source) {
        return schema.field(fields[source]).name();
    }

    /** Whether it takes a few values of no even spacing. */
    private boolean hasLevels(int source) {
        return isCategory(source) || schema.field(fields[source]).type() == FieldType.BOOLEAN;
    }

    boolean isCategory(int source) {
        return schema.field(fields[source]).type() == FieldType.CATEGORY;
    }

    /** The value of a number field, NaN when missing or of a category. */
    double value(int source, int row) {
        return rows.get(row).number(fields[source]);
    }

    double contribution(int source, int row) {
        return contributions[source][row];
    }

    int rows() {
        return rows.size();
    }
}
