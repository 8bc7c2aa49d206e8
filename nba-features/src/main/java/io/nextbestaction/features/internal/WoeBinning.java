// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts of goods and bads in the bins of one field, merged until each is large enough and, if ordered, monotone. */
public final class WoeBinning {
    /** Customers added to each count, so that no weight is infinite. */
    public static final double SMOOTHING = 0.5;

    /** Each bin must have one in so many rows. */
    private static final int MASS = 20;

    private final List<Bin> bins = new ArrayList<>();

    private WoeBinning() {}

    /** What rows a bin holds. */
    public enum Kind {
        /** Numbers up to and with an upper end. */
        RANGE,
        /** One level. */
        LEVEL,
        /** All levels that have no bin of their own. */
        OTHER,
        /** Missing values. */
        MISSING
    }

    /** A bin; the upper end is infinite for the last range, the level empty where the bin is none. */
    public record Bin(Kind kind, double upper, String level, int goods, int bads) {}

    /** Levels that have 5 % of the rows in the order of names, then the others, then the missing, where there are any. */
    public static WoeBinning ofLevels(int[] codes, List<String> levels, boolean[] events) {
        int[][] counted = count(codes, levels.size(), events);
        int[] other = new int[2];
        List<Bin> kept = new ArrayList<>();
        for (int code = 0; code < levels.size(); code++) {
            int[] count = counted[code];
            if ((long) (count[0] + count[1]) * MASS >= codes.length) {
                kept.add(new Bin(Kind.LEVEL, Double.NaN, levels.get(code), count[0], count[1]));
            } else {
                other[0] += count[0];
                other[1] += count[1];
            }
        }
        kept.sort((a, b) -> a.level().compareTo(b.level()));
        WoeBinning binning = new WoeBinning();
        kept.forEach(binning::addIfAny);
        binning.addIfAny(new Bin(Kind.OTHER, Double.NaN, "", other[0], other[1]));
        binning.addMissing(counted[levels.size()]);
        return binning;
    }

    /** Ranges of 5 % of the rows or more whose weights rise or fall throughout, then the missing, where there are any. */
    public static WoeBinning ofNumbers(double[] numbers, boolean[] events) {
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
        WoeBinning rising = monotone(large, true, missing);
        WoeBinning falling = monotone(large, false, missing);
        return rising.value() >= falling.value() ? rising : falling;
    }

    /** Pools neighbours that break the order, as isotonic regression does. */
    private static WoeBinning monotone(List<double[]> bins, boolean rising, int[] missing) {
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
        for (double[] bin : pooled) {
            binning.addIfAny(new Bin(Kind.RANGE, bin[0], "", (int) bin[1], (int) bin[2]));
        }
        binning.addMissing(missing);
        return binning;
    }

    private static double odds(double[] bin) {
        return (bin[1] + SMOOTHING) / (bin[2] + SMOOTHING);
    }

    private static void pool(double[] into, double[] bin) {
        into[0] = bin[0];
        into[1] += bin[1];
        into[2] += bin[2];
    }

    private void addMissing(int[] count) {
        addIfAny(new Bin(Kind.MISSING, Double.NaN, "", count[0], count[1]));
    }

    private void addIfAny(Bin bin) {
        if (bin.goods() + bin.bads() > 0) {
            bins.add(bin);
        }
    }

    /** Goods and bads of each code, and of the missing ones after them. */
    private static int[][] count(int[] codes, int size, boolean[] events) {
        int[][] counted = new int[size + 1][2];
        for (int i = 0; i < codes.length; i++) {
            counted[codes[i] < 0 ? size : codes[i]][events[i] ? 1 : 0]++;
        }
        return counted;
    }

    /** The bins in order, no empty one. */
    public List<Bin> bins() {
        return bins;
    }

    /** The weight of each bin. */
    public double[] weights() {
        return weights(goods(), bads(), SMOOTHING);
    }

    /** The information value. */
    public double value() {
        return value(goods(), bads(), SMOOTHING);
    }

    private int[] goods() {
        return bins.stream().mapToInt(Bin::goods).toArray();
    }

    private int[] bads() {
        return bins.stream().mapToInt(Bin::bads).toArray();
    }

    /** ln of each bin's share of the goods over its share of the bads. */
    public static double[] weights(int[] goods, int[] bads, double smoothing) {
        double allGoods = Arrays.stream(goods).sum() + smoothing * goods.length;
        double allBads = Arrays.stream(bads).sum() + smoothing * bads.length;
        double[] weights = new double[goods.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = StrictMath.log(((goods[i] + smoothing) / allGoods) / ((bads[i] + smoothing) / allBads));
        }
        return weights;
    }

    /** Σ (share of the goods - share of the bads) · weight. */
    public static double value(int[] goods, int[] bads, double smoothing) {
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
