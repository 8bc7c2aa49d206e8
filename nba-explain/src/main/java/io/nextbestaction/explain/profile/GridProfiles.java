// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Profiles of any score, by scoring again at quantiles of a feature. */
final class GridProfiles implements Profiles {
    private final ToDoubleFunction<double[]> score;
    private final FeatureMatrix background;
    private final int most;

    GridProfiles(ToDoubleFunction<double[]> score, FeatureMatrix background, int most) {
        requireRows(background);
        if (most < 2) {
            throw new IllegalArgumentException("The points (" + most
                    + ") of a profile must be at least 2.\nMaybe 50 was meant: more cost more and show little.");
        }
        this.score = score;
        this.background = background;
        this.most = most;
    }

    static void requireRows(FeatureMatrix background) {
        if (background.rows() == 0) {
            throw new IllegalArgumentException(
                    "The background (0 rows) of a profile must have a row.\nMaybe every customer was left out.");
        }
    }

    static void requireTwo(FeatureNames names, int one, int other) {
        Objects.checkIndex(one, names.size());
        Objects.checkIndex(other, names.size());
        if (one == other) {
            throw new IllegalArgumentException("The features (\"" + names.name(one)
                    + "\" twice) of a surface must be two.\nMaybe take the profile of one feature.");
        }
    }

    static void requireLeast(int leastRows) {
        if (leastRows < 1) {
            throw new IllegalArgumentException("The rows (" + leastRows
                    + ") between two points of accumulated effects must be at least 1.\nMaybe 30 was meant.");
        }
    }

    /** Distinct values of a feature at evenly spaced places of their order; one made-up point if it is always missing. */
    private double[] points(int feature) {
        double[] values = new double[background.rows()];
        int known = 0;
        for (int b = 0; b < values.length; b++) {
            double value = background.get(b, feature);
            if (!Double.isNaN(value)) {
                values[known++] = value + 0.0;
            }
        }
        if (known == 0) {
            return new double[1];
        }
        Arrays.sort(values, 0, known);
        double[] points = new double[most];
        int size = 0;
        for (int i = 0; i < most; i++) {
            double value = values[(int) ((long) i * (known - 1) / (most - 1))];
            if (size == 0 || value != points[size - 1]) {
                points[size++] = value;
            }
        }
        return Arrays.copyOf(points, size);
    }

    /** The rows above the point before up to each point. */
    private int[] counts(int feature, double[] points) {
        int[] counts = new int[points.length];
        for (int b = 0; b < background.rows(); b++) {
            double value = background.get(b, feature);
            if (!Double.isNaN(value)) {
                counts[interval(points, value)]++;
            }
        }
        return counts;
    }

    private static int interval(double[] points, double value) {
        int found = Arrays.binarySearch(points, value + 0.0);
        return Math.min(points.length - 1, found >= 0 ? found : -found - 1);
    }

    @Override
    public List<Profile> partialDependence() {
        List<Profile> profiles = new ArrayList<>(background.columns());
        for (int f = 0; f < background.columns(); f++) {
            profiles.add(partialDependence(f));
        }
        return profiles;
    }

    @Override
    public Profile partialDependence(int feature) {
        double[] points = points(Objects.checkIndex(feature, background.columns()));
        double[] values = new double[points.length];
        double[] row = new double[background.columns()];
        double missing = 0;
        for (int b = 0; b < background.rows(); b++) {
            background.row(b, row);
            for (int i = 0; i < points.length; i++) {
                row[feature] = points[i];
                values[i] += score.applyAsDouble(row);
            }
            row[feature] = Double.NaN;
            missing += score.applyAsDouble(row);
        }
        for (int i = 0; i < points.length; i++) {
            values[i] /= background.rows();
        }
        return profile(feature, points, values, missing / background.rows());
    }

    @Override
    public Profile individual(int feature, double[] row) {
        double[] points = points(Objects.checkIndex(feature, background.columns()));
        double[] values = new double[points.length];
        double[] changed = row.clone();
        for (int i = 0; i < points.length; i++) {
            changed[feature] = points[i];
            values[i] = score.applyAsDouble(changed);
        }
        changed[feature] = Double.NaN;
        return profile(feature, points, values, score.applyAsDouble(changed));
    }

    private Profile profile(int feature, double[] points, double[] values, double missing) {
        return new Profile(background.names().name(feature), false, points, values, counts(feature, points), missing);
    }

    @Override
    public Surface partialDependence(int one, int other) {
        requireTwo(background.names(), one, other);
        double[] onePoints = points(one);
        double[] otherPoints = points(other);
        double[][] values = new double[onePoints.length + 1][otherPoints.length + 1];
        double[] row = new double[background.columns()];
        for (int b = 0; b < background.rows(); b++) {
            background.row(b, row);
            for (int i = 0; i <= onePoints.length; i++) {
                row[one] = i < onePoints.length ? onePoints[i] : Double.NaN;
                for (int j = 0; j <= otherPoints.length; j++) {
                    row[other] = j < otherPoints.length ? otherPoints[j] : Double.NaN;
                    values[i][j] += score.applyAsDouble(row) / background.rows();
                }
            }
        }
        return new Surface(
                background.names().name(one), background.names().name(other), false, onePoints, otherPoints, values);
    }

    @Override
    public Profile accumulatedEffects(int feature, int leastRows) {
        requireLeast(leastRows);
        double[] all = points(Objects.checkIndex(feature, background.columns()));
        int[] last = joined(counts(feature, all), leastRows);
        double[] points = new double[last.length];
        for (int i = 0; i < last.length; i++) {
            points[i] = all[last[i]];
        }
        int[] rows = counts(feature, points);
        double[] sums = new double[points.length];
        double[] row = new double[background.columns()];
        // The rows at the lowest point belong to the first interval, as they would otherwise to none.
        for (int b = 0; b < background.rows() && points.length > 1; b++) {
            background.row(b, row);
            if (!Double.isNaN(row[feature])) {
                int step = Math.max(1, interval(points, row[feature]));
                row[feature] = points[step];
                double here = score.applyAsDouble(row);
                row[feature] = points[step - 1];
                sums[step] += here - score.applyAsDouble(row);
            }
        }
        if (points.length > 1) {
            rows[1] += rows[0];
            rows[0] = 0;
        }
        return Effects.profile(background.names().name(feature), false, points, sums, rows);
    }

    private static int[] joined(int[] counts, int leastRows) {
        int[] last = new int[counts.length];
        int size = 1;
        int held = counts[0];
        for (int i = 1; i < counts.length; i++) {
            held += counts[i];
            boolean isEnd = i == counts.length - 1;
            if (held >= leastRows) {
                last[size++] = i;
                held = 0;
            } else if (isEnd) {
                size = Math.max(2, size);
                last[size - 1] = i;
            }
        }
        return Arrays.copyOf(last, size);
    }
}
