// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import io.nextbestaction.explain.Interval;
import io.nextbestaction.explain.statistics.Resamples;
import java.util.Arrays;

/** Figures over rows with their intervals. A row whose part is NaN is left out. */
record RowFigures(Resamples resamples) {

    Interval mean(double[] values) {
        return ratio(values, ones(values.length));
    }

    Interval mean(double[][] values) {
        double[][] ones = new double[values.length][];
        Arrays.fill(ones, ones(values[0].length));
        return ratio(values, ones);
    }

    Interval ratio(double[] above, double[] below) {
        return ratio(new double[][] {above}, new double[][] {below});
    }

    /** Σ above / Σ below; of several variants [variants × rows], a draw takes one, so that the interval tells of both. */
    Interval ratio(double[][] above, double[][] below) {
        int rows = above[0].length;
        int[] all = new int[rows];
        Arrays.setAll(all, i -> i);
        Sums whole = new Sums();
        for (int v = 0; v < above.length; v++) {
            whole.add(above[v], below[v], all);
        }
        return resamples.interval(rows, whole.ratio(), (replicate, drawn) -> {
            Sums sums = new Sums();
            sums.add(above[replicate % above.length], below[replicate % above.length], drawn);
            return sums.ratio();
        });
    }

    AgainstRandom means(double[] measured, double[] random) {
        return ratios(measured, random, ones(measured.length));
    }

    AgainstRandom ratios(double[] measured, double[] random, double[] below) {
        double[] difference = new double[measured.length];
        Arrays.setAll(difference, i -> measured[i] - random[i]);
        return new AgainstRandom(
                ratio(where(difference, measured), below),
                ratio(where(difference, random), below),
                ratio(difference, below));
    }

    /** A row undefined on one side is compared on neither. */
    private static double[] where(double[] defined, double[] values) {
        double[] kept = new double[values.length];
        Arrays.setAll(kept, i -> Double.isNaN(defined[i]) ? Double.NaN : values[i]);
        return kept;
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static final class Sums {
        private double above;
        private double below;

        void add(double[] aboves, double[] belows, int[] rows) {
            for (int row : rows) {
                if (!Double.isNaN(aboves[row])) {
                    above += aboves[row];
                    below += belows[row];
                }
            }
        }

        double ratio() {
            return below == 0 ? Double.NaN : above / below;
        }
    }
}
