// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.selection;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Row;
import io.nextbestaction.features.internal.Columns;
import io.nextbestaction.features.internal.Statistics;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts of goods and bads in the bins of one field, merged until each is large enough and, if ordered, monotone. */
final class WoeBinning {
    static final double SMOOTHING = 0.5;

    /** Each bin must have one in so many rows. */
    private static final int MASS = 20;

    private final List<String> labels = new ArrayList<>();
    private final List<int[]> counts = new ArrayList<>();

    private WoeBinning() {}

    private void add(String label, int[] count) {
        labels.add(label);
        counts.add(count);
    }

    static WoeBinning ofLevels(List<Row> rows, int position, boolean[] events) {
        List<String> levels = new ArrayList<>();
        int[] codes = Columns.codes(rows, position, levels);
        int[][] counted = count(codes, levels.size(), events);
        WoeBinning binning = new WoeBinning();
        int[] other = new int[2];
        List<Integer> kept = new ArrayList<>();
        for (int code = 0; code < levels.size(); code++) {
            if (isLarge(counted[code], rows.size())) {
                kept.add(code);
            } else {
                merge(other, counted[code]);
            }
        }
        kept.sort((a, b) -> levels.get(a).compareTo(levels.get(b)));
        kept.forEach(code -> binning.add(levels.get(code), counted[code]));
        binning.addIfAny("other", other);
        binning.addIfAny("missing", counted[levels.size()]);
        return binning;
    }

    static WoeBinning ofNumbers(Field field, double[] numbers, boolean[] events) {
        double[] sorted = Statistics.sorted(Statistics.present(numbers));
        double[] cuts = sorted.length == 0 ? new double[0] : Columns.cuts(sorted, MASS);
        int[][] counted = count(Columns.bins(numbers, cuts), cuts.length + 1, events);
        int[] missing = counted[cuts.length + 1];
        List<double[]> large = new ArrayList<>();
        for (int i = 0; i <= cuts.length; i++) {
            double upper = i < cuts.length ? cuts[i] : Double.POSITIVE_INFINITY;
            double[] bin = {upper, counted[i][0], counted[i][1]};
            double[] last = large.isEmpty() ? bin : large.get(large.size() - 1);
            boolean small = (last[1] + last[2]) * MASS < numbers.length;
            boolean rest = i == cuts.length && (bin[1] + bin[2]) * MASS < numbers.length;
            if (!large.isEmpty() && (small || rest)) {
                pool(last, bin);
            } else {
                large.add(bin);
            }
        }
        WoeBinning rising = monotone(field, large, true, missing);
        WoeBinning falling = monotone(field, large, false, missing);
        return rising.value("").value() >= falling.value("").value() ? rising : falling;
    }

    /** Pools neighbours that break the order, as isotonic regression does. */
    private static WoeBinning monotone(Field field, List<double[]> bins, boolean rising, int[] missing) {
        List<double[]> pooled = new ArrayList<>();
        for (double[] bin : bins) {
            pooled.add(bin.clone());
            while (pooled.size() > 1) {
                double[] last = pooled.get(pooled.size() - 1);
                double[] before = pooled.get(pooled.size() - 2);
                boolean ordered = rising ? odds(last) >= odds(before) : odds(last) <= odds(before);
                if (ordered) {
                    break;
                }
                pooled.remove(pooled.size() - 1);
                pool(before, last);
            }
        }
        WoeBinning binning = new WoeBinning();
        for (int i = 0; i < pooled.size(); i++) {
            double[] bin = pooled.get(i);
            String label = i < pooled.size() - 1
                    ? "up to " + shown(field, bin[0])
                    : i == 0 ? "all" : "above " + shown(field, pooled.get(i - 1)[0]);
            binning.addIfAny(label, new int[] {(int) bin[1], (int) bin[2]});
        }
        binning.addIfAny("missing", missing);
        return binning;
    }

    private static String shown(Field field, double cut) {
        return field.type() == FieldType.DATE ? LocalDate.ofEpochDay((long) cut).toString() : Numbers.display(cut);
    }

    private static double odds(double[] bin) {
        return (bin[1] + SMOOTHING) / (bin[2] + SMOOTHING);
    }

    private static void pool(double[] into, double[] bin) {
        into[0] = bin[0];
        into[1] += bin[1];
        into[2] += bin[2];
    }

    private static void merge(int[] into, int[] count) {
        into[0] += count[0];
        into[1] += count[1];
    }

    private void addIfAny(String label, int[] count) {
        if (count[0] + count[1] > 0) {
            add(label, count);
        }
    }

    private static boolean isLarge(int[] count, int rows) {
        return (long) (count[0] + count[1]) * MASS >= rows;
    }

    /** Goods and bads of each code, and of the missing ones after them. */
    private static int[][] count(int[] codes, int size, boolean[] events) {
        int[][] counted = new int[size + 1][2];
        for (int i = 0; i < codes.length; i++) {
            counted[codes[i] < 0 ? size : codes[i]][events[i] ? 1 : 0]++;
        }
        return counted;
    }

    InformationValue value(String field) {
        int[] goods = counts.stream().mapToInt(count -> count[0]).toArray();
        int[] bads = counts.stream().mapToInt(count -> count[1]).toArray();
        double[] weights = weights(goods, bads, SMOOTHING);
        List<WoeBin> bins = new ArrayList<>();
        for (int i = 0; i < goods.length; i++) {
            bins.add(new WoeBin(labels.get(i), goods[i], bads[i], weights[i]));
        }
        return new InformationValue(field, bins, value(goods, bads, SMOOTHING));
    }

    static double[] weights(int[] goods, int[] bads, double smoothing) {
        double allGoods = Arrays.stream(goods).sum() + smoothing * goods.length;
        double allBads = Arrays.stream(bads).sum() + smoothing * bads.length;
        double[] weights = new double[goods.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = StrictMath.log(((goods[i] + smoothing) / allGoods) / ((bads[i] + smoothing) / allBads));
        }
        return weights;
    }

    static double value(int[] goods, int[] bads, double smoothing) {
        double allGoods = Arrays.stream(goods).sum() + smoothing * goods.length;
        double allBads = Arrays.stream(bads).sum() + smoothing * bads.length;
        double[] weights = weights(goods, bads, smoothing);
        double value = 0;
        for (int i = 0; i < weights.length; i++) {
            value += ((goods[i] + smoothing) / allGoods - (bads[i] + smoothing) / allBads) * weights[i];
        }
        return value;
    }
}
