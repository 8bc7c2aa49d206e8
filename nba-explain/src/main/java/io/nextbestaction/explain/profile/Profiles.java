// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.model.Forest;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Profiles of one score: partial dependence (Friedman 2001), individual conditional expectation (Goldstein et al. 2015) and
 * accumulated local effects (Apley and Zhu 2020). Partial dependence takes every other feature as it comes in the
 * background, though together with the profiled value it may never come; accumulated effects only move rows to a value
 * beside their own, so prefer them for correlated features.
 *
 * <p>Immutable, thread-safe, deterministic to the bit.
 */
public sealed interface Profiles permits ForestProfiles, GridProfiles {

    /**
     * Exact profiles of a forest's margin over the rows of a background, at all thresholds at once: a forest is constant
     * between two of them. Keeps the set of rows below each threshold, one bit a row.
     *
     * @param background [rows × inputs]; NaN is missing; shared
     * @throws IllegalArgumentException if the background has no rows or other columns than the forest has inputs, or its sets
     *     would take more than two gigabytes
     */
    static Profiles exact(Forest forest, FeatureMatrix background) {
        return ForestProfiles.of(forest, background);
    }

    /**
     * Exact profiles of a forest's margin by the training rows that reached each node, without any data: at a split on
     * another feature both sides count by their covers. There are no accumulated effects then.
     *
     * @param names of the forest's inputs
     * @throws IllegalArgumentException if a tree carries no covers, or there are not as many names as inputs
     */
    static Profiles byCover(Forest forest, FeatureNames names) {
        return ForestProfiles.of(forest, names);
    }

    /**
     * Profiles of any score, such as a calibrated probability, by scoring every background row anew at some points of the
     * feature: evenly spaced quantiles of its values, at most so many.
     *
     * @param score of a feature vector, a pure function; the vector is only lent
     * @param background [rows × columns]; NaN is missing; shared
     * @param points the most points of a profile, at least 2
     * @throws IllegalArgumentException if the background has no rows or the points are fewer than 2
     */
    static Profiles grid(ToDoubleFunction<double[]> score, FeatureMatrix background, int points) {
        return new GridProfiles(score, background, points);
    }

    /** The partial dependence of every feature, in column order; exact ones cost one pass over the forest. */
    List<Profile> partialDependence();

    /** The mean score were this feature of every background row changed to the same value. */
    Profile partialDependence(int feature);

    /**
     * The mean score were these features of every background row changed to the same two values.
     *
     * @throws IllegalArgumentException if the two are the same
     */
    Surface partialDependence(int one, int other);

    /**
     * The score of one row were this feature changed.
     *
     * @param row at least as many values as the score has inputs; NaN is missing
     */
    Profile individual(int feature, double[] row);

    /**
     * The accumulated mean change of the score of rows moved from the point before theirs to theirs, less its mean over the
     * rows. Rows missing the feature are left out, and there is no value for them.
     *
     * @param leastRows points are joined until so many rows lie between two of them, at least 1
     * @throws IllegalStateException for profiles by cover, which know no rows
     * @throws IllegalArgumentException if the rows are fewer than 1, or every row misses the feature
     */
    Profile accumulatedEffects(int feature, int leastRows);
}
