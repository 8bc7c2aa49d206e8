// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.importance.FeatureGroup;
import io.nextbestaction.explain.importance.Importance;
import io.nextbestaction.explain.importance.PermutationImportance;
import io.nextbestaction.explain.importance.ScoreMetric;
import io.nextbestaction.explain.importance.ShapleyImportance;
import io.nextbestaction.explain.profile.Profiles;
import io.nextbestaction.explain.report.Attributions;
import io.nextbestaction.explain.report.Estimate;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.explain.report.ProfileCharts;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.ProbabilityModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What moves the churn score as a whole, and how. */
final class DriversPage {
    private static final double LEVEL = 0.95;
    private static final int POINTS = 1000;
    private static final int DEPENDENCE_POINTS = 400;
    private static final int SWARMS = 12;
    private static final int CHARTS = 8;
    private static final int SINGLE_CUSTOMERS = 12;

    private DriversPage() {}

    static HtmlReport addTo(HtmlReport report, ReportData<?> data) {
        ProbabilityModel model = data.live().churnModel();
        List<FeatureGroup> groups = FeatureGroup.bySource(data.features().names());
        FeatureMatrix some = data.features()
                .select(IntStream.range(0, Math.min(POINTS, data.features().rows()))
                        .toArray());
        double[] contributions = new double[data.features().values().length];
        data.explainer()
                .explain(data.features(), contributions, data.explainer().newScratch());
        Attributions attributions = Attributions.of(data.features().names(), data.rows(), contributions);
        HtmlReport drivers = report.intervals(
                "Mean size of the contribution to the log-odds",
                estimates(ShapleyImportance.measure(data.explainer(), data.features(), groups, LEVEL)),
                0);
        double[] outcomes = outcomes(data, some.rows());
        if (Arrays.stream(outcomes).distinct().count() > 1) {
            drivers = drivers.intervals(
                    "AUC lost when the field is shuffled",
                    estimates(new PermutationImportance(
                                    ScoreMetric.auc(),
                                    3,
                                    100,
                                    LEVEL,
                                    data.result().seed())
                            .measure(model.scorer()::probabilities, some, outcomes, groups)),
                    0);
        }
        drivers = drivers.swarm(
                        "Contributions of " + some.rows() + " customers to the log-odds", attributions, SWARMS, POINTS)
                .choice("Dependence on the value", "Field", attributions.dependence(CHARTS, DEPENDENCE_POINTS));
        if (model.scorer() instanceof Forest forest) {
            drivers = drivers.page("Profiles")
                    .choice(
                            "The log-odds over one feature, exact at every threshold",
                            "Feature",
                            ProfileCharts.of(
                                    Profiles.exact(forest, some),
                                    some,
                                    strongest(contributions, data.features().columns()),
                                    SINGLE_CUSTOMERS,
                                    "log-odds"));
        }
        return drivers;
    }

    private static List<Estimate> estimates(List<Importance> importances) {
        return importances.stream()
                .map(importance -> Estimate.of(importance.feature(), importance.value()))
                .toList();
    }

    private static double[] outcomes(ReportData<?> data, int rows) {
        boolean[] labels = data.study().heldOut().labels();
        return IntStream.range(0, rows).mapToDouble(i -> labels[i] ? 1 : 0).toArray();
    }

    /** The columns of the largest contributions on the whole. */
    private static int[] strongest(double[] contributions, int columns) {
        double[] sizes = new double[columns];
        for (int i = 0; i < contributions.length; i++) {
            sizes[i % columns] += Math.abs(contributions[i]);
        }
        Integer[] order = IntStream.range(0, columns).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(column -> -sizes[column]));
        return Arrays.stream(order).limit(CHARTS).mapToInt(Integer::intValue).toArray();
    }
}
