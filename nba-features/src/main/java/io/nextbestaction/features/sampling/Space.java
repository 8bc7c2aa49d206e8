// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.sampling;

import io.nextbestaction.features.internal.Statistics;
import io.nextbestaction.model.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows as points whose distance is Euclidean: each column less its mean, over its standard deviation, a constant column
 * left out, a missing value at the mean.
 */
final class Space {
    private final double[][] points;

    private Space(double[][] points) {
        this.points = points;
    }

    /** All columns alike. */
    static Space of(TrainingSet data) {
        int columns = data.features().columns();
        List<double[]> axes = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            addAxis(axes, column(data, column), 1);
        }
        return of(data.rows(), axes);
    }

    /**
     * The numbers as above; and rows that differ in a group of columns of 0 and 1 are further apart by the median of the
     * deviations that the numbers have among the rare rows (Chawla et al. 2002).
     */
    static Space mixed(TrainingSet data, List<int[]> groups, int[] rare) {
        boolean[] grouped = new boolean[data.features().columns()];
        groups.forEach(group -> Arrays.stream(group).forEach(column -> grouped[column] = true));
        List<double[]> axes = new ArrayList<>();
        for (int column = 0; column < grouped.length; column++) {
            if (!grouped[column]) {
                addAxis(axes, column(data, column), 1);
            }
        }
        double[] deviations = new double[axes.size()];
        for (int i = 0; i < deviations.length; i++) {
            double[] axis = axes.get(i);
            double[] among = Arrays.stream(rare).mapToDouble(row -> axis[row]).toArray();
            deviations[i] = Statistics.deviation(among, Statistics.mean(among));
        }
        // Without numbers any distance orders alike.
        double median = deviations.length == 0 ? 1 : Statistics.median(deviations);
        for (int[] group : groups) {
            addPatterns(axes, data, group, median);
        }
        return of(data.rows(), axes);
    }

    /** One axis for each pattern but at a half of the squared distance, so that any two patterns are the median apart. */
    private static void addPatterns(List<double[]> axes, TrainingSet data, int[] group, double median) {
        Map<List<Double>, double[]> patterns = new LinkedHashMap<>();
        for (int row = 0; row < data.rows(); row++) {
            List<Double> pattern = new ArrayList<>(group.length);
            for (int column : group) {
                pattern.add(data.features().get(row, column));
            }
            patterns.computeIfAbsent(pattern, unused -> new double[data.rows()])[row] = median / Math.sqrt(2);
        }
        if (patterns.size() > 1) {
            axes.addAll(patterns.values());
        }
    }

    private static double[] column(TrainingSet data, int column) {
        double[] values = new double[data.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = data.features().get(row, column);
        }
        return values;
    }

    private static void addAxis(List<double[]> axes, double[] values, double scale) {
        double[] present = Statistics.present(values);
        double mean = Statistics.mean(present);
        double deviation = Statistics.deviation(present, mean);
        if (deviation > 0) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Double.isNaN(values[i]) ? 0 : (values[i] - mean) / deviation * scale;
            }
            axes.add(values);
        }
    }

    private static Space of(int rows, List<double[]> axes) {
        double[][] points = new double[rows][axes.size()];
        for (int axis = 0; axis < axes.size(); axis++) {
            double[] values = axes.get(axis);
            for (int row = 0; row < rows; row++) {
                points[row][axis] = values[row];
            }
        }
        return new Space(points);
    }

    /** A search among some rows. */
    Neighbours among(int[] rows) {
        return new Neighbours(points, rows);
    }

    /** A search among all rows. */
    Neighbours amongAll() {
        int[] rows = new int[points.length];
        Arrays.setAll(rows, i -> i);
        return new Neighbours(points, rows);
    }
}
