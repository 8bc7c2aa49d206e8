// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Confidence intervals by resampling rows with replacement (Efron 1979), percentile method. A difference of two models is
 * paired: each replicate draws the same rows for both. Rows count as independent; several rows of one customer make the
 * interval too narrow.
 *
 * <p>The same seed gives the same bits, and the same draws for every figure on as many rows. Immutable and thread-safe;
 * O(replicates · rows), without sorting for {@link Predictions}.
 *
 * @param replicates how many, at least 2; 1000 or more for an interval that is reported
 * @param level the confidence, in (0, 1)
 * @param seed of the draws
 */
public record Bootstrap(int replicates, double level, long seed) {

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if there are fewer than 2 replicates or the level is outside (0, 1)
     */
    public Bootstrap {
        if (replicates < 2) {
            throw new IllegalArgumentException(
                    "The replicates (" + replicates + ") of a bootstrap must be at least 2.\nMaybe 1000 is meant.");
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "The level (" + level + ") of a bootstrap must lie between 0 and 1.\nMaybe 0.95 is meant.");
        }
    }

    /** 1000 replicates at the level 0.95. */
    public static Bootstrap seeded(long seed) {
        return new Bootstrap(1000, 0.95, seed);
    }

    /**
     * The interval of a figure, such as {@code Predictions::auc}.
     *
     * @throws IllegalArgumentException if the figure is defined on fewer than two replicates
     */
    public Interval interval(Predictions predictions, ToDoubleFunction<Predictions> figure) {
        return run(
                predictions.rows(),
                figure.applyAsDouble(predictions),
                weights -> figure.applyAsDouble(predictions.resampled(weights)));
    }

    /**
     * The interval of a figure of several classes, such as {@code p -> p.auc(Average.MACRO)}.
     *
     * @throws IllegalArgumentException if the figure is defined on fewer than two replicates
     */
    public Interval interval(MulticlassPredictions predictions, ToDoubleFunction<MulticlassPredictions> figure) {
        return run(
                predictions.rows(),
                figure.applyAsDouble(predictions),
                weights -> figure.applyAsDouble(predictions.resampled(weights)));
    }

    /**
     * The interval of the figure of the first model less that of the second, on the same rows in the same order.
     *
     * @throws IllegalArgumentException if the labels differ, or the figure is defined on fewer than two replicates
     */
    public Interval difference(Predictions first, Predictions second, ToDoubleFunction<Predictions> figure) {
        paired(first.sameLabels(second));
        return run(
                first.rows(),
                figure.applyAsDouble(first) - figure.applyAsDouble(second),
                weights -> figure.applyAsDouble(first.resampled(weights))
                        - figure.applyAsDouble(second.resampled(weights)));
    }

    /**
     * The interval of the figure of the first model of several classes less that of the second, on the same rows.
     *
     * @throws IllegalArgumentException if the labels differ, or the figure is defined on fewer than two replicates
     */
    public Interval difference(
            MulticlassPredictions first, MulticlassPredictions second, ToDoubleFunction<MulticlassPredictions> figure) {
        paired(first.sameLabels(second));
        return run(
                first.rows(),
                figure.applyAsDouble(first) - figure.applyAsDouble(second),
                weights -> figure.applyAsDouble(first.resampled(weights))
                        - figure.applyAsDouble(second.resampled(weights)));
    }

    /**
     * The interval of any figure of drawn units, such as customers with several rows; for a difference, of two models on the
     * same units.
     *
     * @param units how many there are
     * @param estimate the figure with every unit once
     * @param figure from how often each unit is drawn to the figure; NaN where undefined. The array is reused
     * @throws IllegalArgumentException if the figure is defined on fewer than two replicates
     */
    public Interval interval(int units, double estimate, ToDoubleFunction<int[]> figure) {
        return run(units, estimate, figure);
    }

    private static void paired(boolean same) {
        if (!same) {
            throw new IllegalArgumentException("The labels of a paired difference must be the same in both predictions."
                    + "\nMaybe the rows of one are in another order.");
        }
    }

    private Interval run(int rows, double estimate, ToDoubleFunction<int[]> figure) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] figures = new double[replicates];
        int[] weights = new int[rows];
        int defined = 0;
        for (int r = 0; r < replicates; r++) {
            Arrays.fill(weights, 0);
            for (int i = 0; i < rows; i++) {
                weights[random.nextInt(rows)]++;
            }
            double value = figure.applyAsDouble(weights);
            if (!Double.isNaN(value)) {
                figures[defined++] = value;
            }
        }
        if (defined < 2) {
            throw new IllegalArgumentException("The figure of a bootstrap must be defined on at least 2 of "
                    + replicates + " replicates (" + defined + ").\nMaybe a class is absent or has too few rows.");
        }
        figures = Arrays.copyOf(figures, defined);
        Arrays.sort(figures);
        double tail = (1 - level) / 2;
        return new Interval(
                estimate,
                quantile(figures, tail),
                quantile(figures, 1 - tail),
                level,
                deviation(figures),
                defined,
                replicates - defined);
    }

    /** Linear between neighbours, as numpy does by default. */
    private static double quantile(double[] sorted, double q) {
        double place = q * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static double deviation(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}
