// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.profile.Profile;
import io.nextbestaction.explain.profile.Profiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How a score depends on single features, drawn: partial dependence over the curves of single customers, and accumulated
 * local effects beside it; bars for a feature of few values. Shown between the 1 % and the 99 % quantile of the feature.
 */
public final class ProfileCharts {
    private static final double TAIL = 0.01;
    private static final int INDIVIDUAL_POINTS = 40;
    private static final int LEAST_ROWS = 20;
    private static final int FEW = 6;

    private ProfileCharts() {}

    /**
     * A report for each feature, to be shown by {@link HtmlReport#choice}; features with fewer than two values are left out.
     *
     * @param profiles of the score; those by cover have no accumulated effects
     * @param rows where the range of the features and the single customers come from, evenly drawn
     * @param columns the features to show, in order
     * @param individuals how many customers
     * @param score what the score is called, such as {@code log-odds}
     * @throws IllegalStateException for profiles by cover
     */
    public static List<HtmlReport> of(
            Profiles profiles, FeatureMatrix rows, int[] columns, int individuals, String score) {
        List<HtmlReport> reports = new ArrayList<>();
        for (int column : columns) {
            double[] values = values(rows, column);
            int tail = (int) (values.length * TAIL);
            if (values.length > 0 && values[tail] < values[values.length - 1 - tail]) {
                reports.add(report(
                        profiles, rows, column, individuals, score, values[tail], values[values.length - 1 - tail]));
            }
        }
        return reports;
    }

    private static double[] values(FeatureMatrix rows, int column) {
        return IntStream.range(0, rows.rows())
                .mapToDouble(i -> rows.get(i, column))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
    }

    private static HtmlReport report(
            Profiles profiles, FeatureMatrix rows, int column, int individuals, String score, double low, double high) {
        String name = rows.names().name(column);
        double[] distinct = Arrays.stream(values(rows, column)).distinct().toArray();
        if (distinct.length <= FEW) {
            return HtmlReport.titled(name)
                    .bars("Partial dependence: " + score, bars(profiles.partialDependence(column), distinct))
                    .bars(
                            "Accumulated local effects: " + score + ", centred",
                            bars(profiles.accumulatedEffects(column, 1), distinct));
        }
        List<Series> lines = new ArrayList<>();
        int count = Math.min(individuals, rows.rows());
        double[] row = new double[rows.columns()];
        for (int k = 0; k < count; k++) {
            rows.row((int) ((long) k * rows.rows() / count), row);
            lines.add(even(profiles.individual(column, row), low, high));
        }
        lines.add(series("all customers", profiles.partialDependence(column), low, high));
        Profile effects = profiles.accumulatedEffects(column, LEAST_ROWS);
        return HtmlReport.titled(name)
                .curve("Partial dependence, with " + count + " single customers", name, score, lines)
                .curve(
                        "Accumulated local effects",
                        name,
                        score + ", centred",
                        List.of(series("all customers", effects, low, high)));
    }

    /** A feature of few values, such as a flag, is not a line. */
    private static List<Bar> bars(Profile profile, double[] values) {
        return Arrays.stream(values)
                .mapToObj(v -> new Bar(Chart.brief(v), profile.at(v), Chart.brief(profile.at(v))))
                .toList();
    }

    /** A single customer's curve at evenly spaced places. */
    private static Series even(Profile profile, double low, double high) {
        double[] x = new double[INDIVIDUAL_POINTS + 1];
        Arrays.setAll(x, i -> low + (high - low) * i / INDIVIDUAL_POINTS);
        return Series.faint(
                "single customer", x, Arrays.stream(x).map(profile::at).toArray());
    }

    /** Every point of the profile within the range; steps are drawn as steps. */
    private static Series series(String name, Profile profile, double low, double high) {
        DoubleStream.Builder x = DoubleStream.builder().add(low);
        DoubleStream.Builder y = DoubleStream.builder().add(profile.at(low));
        for (int i = 0; i < profile.size(); i++) {
            double point = profile.point(i);
            if (point > low && point < high) {
                if (profile.isSteps()) {
                    x.add(point);
                    y.add(profile.at(Math.nextDown(point)));
                }
                x.add(point);
                y.add(profile.value(i));
            }
        }
        return Series.of(
                name,
                x.add(high).build().toArray(),
                y.add(profile.at(high)).build().toArray());
    }
}
