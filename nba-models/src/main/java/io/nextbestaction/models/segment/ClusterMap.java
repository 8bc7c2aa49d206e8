// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.model.Centroids;
import io.nextbestaction.model.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Customers and the centres of their segments on a plane: the first two principal components (Pearson 1901) of the features
 * as the segmentation weighs them, missing values at the mean. Immutable; the same rows and seed give the same map, and the
 * largest loading of each axis is positive, so that maps of one model are never mirrored. O(rows · columns² + columns³).
 *
 * @param points the rows, or so many of them as were asked for, in their order
 * @param centres one for each segment, in order
 * @param horizontal the axis of the most variance
 * @param vertical the axis of the most that is left; all zero where the features have one dimension only
 */
public record ClusterMap(List<Point> points, List<Point> centres, Axis horizontal, Axis vertical) {
    private static final int NAMED = 3;

    /**
     * A place on the map.
     *
     * @param x along the horizontal axis
     * @param y along the vertical axis
     * @param segment the index of its segment
     */
    public record Point(double x, double y, int segment) {}

    /**
     * What an axis is made of.
     *
     * @param explained its share of the variance of the features, in [0, 1]
     * @param loadings the part each feature has, in order; their squares add up to 1
     * @param label the strongest features and the share, in words
     */
    public record Axis(double explained, List<Double> loadings, String label) {
        /** Keeps the list from changing. */
        public Axis {
            loadings = List.copyOf(loadings);
        }
    }

    /** Keeps the lists from changing. */
    public ClusterMap {
        points = List.copyOf(points);
        centres = List.copyOf(centres);
    }

    /**
     * The map of rows, with at most so many points, drawn by the seed.
     *
     * @throws IllegalArgumentException if there is no row, the columns are not those of the segmentation, or fewer than one
     *     point is asked for
     */
    public static ClusterMap of(Segmentation segmentation, FeatureMatrix rows, int most, long seed) {
        Centroids centroids = segmentation.centroids();
        SegmentProfile.checkRows(segmentation, rows);
        if (most < 1) {
            throw new IllegalArgumentException(
                    "The points (" + most + ") of a cluster map must be at least 1.\nMaybe 2,000 are enough to see.");
        }
        int columns = rows.columns();
        double[] mean = new double[columns];
        double[] row = new double[columns];
        for (int i = 0; i < rows.rows(); i++) {
            scale(centroids, rows, i, row);
            for (int j = 0; j < columns; j++) {
                mean[j] += row[j] / rows.rows();
            }
        }
        Eigen eigen = Eigen.of(covariance(centroids, rows, mean));
        double total = 0;
        for (double value : eigen.values()) {
            total += Math.max(0, value);
        }
        double[] first = eigen.vectors()[0];
        double[] second = columns > 1 ? eigen.vectors()[1] : new double[columns];
        List<Point> points = new ArrayList<>();
        double[] raw = new double[columns];
        int[] chosen = KStudy.positions(rows.rows(), Math.min(most, rows.rows()), new SplittableRandom(seed));
        for (int i : chosen) {
            rows.row(i, raw);
            scale(centroids, rows, i, row);
            points.add(new Point(along(row, mean, first), along(row, mean, second), centroids.nearest(raw)));
        }
        List<Point> centres = new ArrayList<>();
        for (int c = 0; c < centroids.size(); c++) {
            for (int j = 0; j < columns; j++) {
                row[j] = Math.sqrt(centroids.weight(j)) * (centroids.centre(c, j) - centroids.mean(j));
            }
            centres.add(new Point(along(row, mean, first), along(row, mean, second), c));
        }
        return new ClusterMap(
                points,
                centres,
                axis(rows.names(), first, total > 0 ? eigen.values()[0] / total : 0),
                axis(rows.names(), second, total > 0 && columns > 1 ? Math.max(0, eigen.values()[1]) / total : 0));
    }

    /** The distance of segmentation is the plain one between rows so scaled. */
    private static void scale(Centroids centroids, FeatureMatrix rows, int i, double[] out) {
        for (int j = 0; j < out.length; j++) {
            double value = rows.get(i, j);
            out[j] = Double.isNaN(value) ? 0 : Math.sqrt(centroids.weight(j)) * (value - centroids.mean(j));
        }
    }

    private static double[][] covariance(Centroids centroids, FeatureMatrix rows, double[] mean) {
        int columns = mean.length;
        double[][] covariance = new double[columns][columns];
        double[] row = new double[columns];
        for (int i = 0; i < rows.rows(); i++) {
            scale(centroids, rows, i, row);
            for (int a = 0; a < columns; a++) {
                for (int b = 0; b <= a; b++) {
                    covariance[a][b] += (row[a] - mean[a]) * (row[b] - mean[b]) / rows.rows();
                }
            }
        }
        for (int a = 0; a < columns; a++) {
            for (int b = 0; b < a; b++) {
                covariance[b][a] = covariance[a][b];
            }
        }
        return covariance;
    }

    private static double along(double[] row, double[] mean, double[] axis) {
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            sum += (row[j] - mean[j]) * axis[j];
        }
        return sum;
    }

    private static Axis axis(FeatureNames names, double[] loadings, double explained) {
        List<Double> all = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int j = 0; j < loadings.length; j++) {
            all.add(loadings[j]);
            order.add(j);
        }
        order.sort((a, b) -> Double.compare(Math.abs(loadings[b]), Math.abs(loadings[a])));
        StringBuilder label = new StringBuilder();
        for (int j : order.subList(0, Math.min(NAMED, order.size()))) {
            if (loadings[j] != 0) {
                label.append(label.isEmpty() ? "" : ", ")
                        .append(loadings[j] > 0 ? "+" : "−")
                        .append(SegmentNames.readable(names.name(j)));
            }
        }
        label.append(String.format(Locale.ROOT, "%s(%.0f %%)", label.isEmpty() ? "" : " ", 100 * explained));
        return new Axis(explained, all, label.toString());
    }
}
