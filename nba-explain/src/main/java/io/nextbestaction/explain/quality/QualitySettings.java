// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import io.nextbestaction.explain.statistics.Resamples;

/**
 * How much is drawn to measure explanations, and how. Immutable.
 *
 * @param reasons how many of the strongest fields are told as reasons, at least 1
 * @param perturbations random sets of fields removed from each row, at least 2
 * @param neighbours rows drawn near each row, at least 1
 * @param radius how far a column of a neighbour lies at most, in its standard deviations over the background, above 0
 * @param backgrounds how often the background is drawn anew, at least 1
 * @param seeds how many other seeds are tried, at least 1
 * @param replicates draws of rows an interval rests on, at least 2
 * @param level the confidence of the intervals, in (0, 1)
 */
public record QualitySettings(
        int reasons,
        int perturbations,
        int neighbours,
        double radius,
        int backgrounds,
        int seeds,
        int replicates,
        double level) {

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public QualitySettings {
        atLeast("reasons", reasons, 1, 4);
        atLeast("perturbations", perturbations, 2, 20);
        atLeast("neighbours", neighbours, 1, 10);
        atLeast("backgrounds", backgrounds, 1, 10);
        atLeast("seeds", seeds, 1, 3);
        if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The radius (" + radius
                    + ") of neighbours must be a number of standard deviations above 0.\nMaybe 0.1 is meant.");
        }
        Resamples.check(replicates, level);
    }

    /** 4 reasons, 20 perturbations, 10 neighbours within 0.1, 10 backgrounds, 3 seeds, 200 replicates, level 0.95. */
    public static QualitySettings defaults() {
        return new QualitySettings(4, 20, 10, 0.1, 10, 3, 200, 0.95);
    }

    private static void atLeast(String name, int value, int least, int usual) {
        if (value < least) {
            throw new IllegalArgumentException("The " + name + " (" + value
                    + ") of explanation quality must be at least " + least + ".\nMaybe " + usual + " is meant.");
        }
    }
}
