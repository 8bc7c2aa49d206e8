// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.statistics;

import io.nextbestaction.explain.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Rows drawn with replacement, and percentile intervals of a figure over the draws (Efron 1979). The same seed gives the
 * same bits.
 *
 * @param replicates how many draws, at least 2
 * @param level the confidence, in (0, 1)
 * @param seed of the draws
 */
public record Resamples(int replicates, double level, long seed) {

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if there are fewer than 2 replicates or the level is outside (0, 1)
     */
    public Resamples {
        check(replicates, level);
    }

    /** Refuses what are no settings, as the constructor does. */
    public static void check(int replicates, double level) {
        if (replicates < 2) {
            throw new IllegalArgumentException(
                    "The replicates (" + replicates + ") of an interval must be at least 2.\nMaybe 1000 is meant.");
        }
        Levels.check(level);
    }

    /** A figure of drawn rows. */
    @FunctionalInterface
    public interface Figure {
        /**
         * The figure, NaN where it is not defined.
         *
         * @param replicate the number of the draw, from 0
         * @param rows the positions drawn; reused
         */
        double of(int replicate, int[] rows);
    }

    /** The interval of a figure of so many rows; NaN ends where fewer than two draws define it. */
    public Interval interval(int rows, double estimate, Figure figure) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] figures = new double[replicates];
        int[] drawn = new int[rows];
        int defined = 0;
        for (int r = 0; r < replicates; r++) {
            for (int i = 0; i < rows; i++) {
                drawn[i] = random.nextInt(rows);
            }
            double value = figure.of(r, drawn);
            if (!Double.isNaN(value)) {
                figures[defined++] = value;
            }
        }
        if (defined < 2) {
            return new Interval(estimate, Double.NaN, Double.NaN, level);
        }
        figures = Arrays.copyOf(figures, defined);
        Arrays.sort(figures);
        double tail = (1 - level) / 2;
        return new Interval(estimate, quantile(figures, tail), quantile(figures, 1 - tail), level);
    }

    /** Linear between neighbours; infinite ones stay what they are. */
    private static double quantile(double[] sorted, double q) {
        double place = q * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] == sorted[above]
                ? sorted[below]
                : sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
