// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.ShapleyExplainer;
import io.nextbestaction.explain.quality.ExplanationQuality;
import io.nextbestaction.explain.quality.QualityMeasures;
import io.nextbestaction.explain.quality.QualitySettings;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.model.ProbabilityModel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** How good the explanations of the churn score are, those shown in the report and those for reason codes. */
final class QualityPage {
    private static final int ROWS = 100;
    private static final int BACKGROUND = 40;
    /** Few backgrounds and one other seed: every one binds the explainer anew. */
    private static final QualitySettings SETTINGS = new QualitySettings(4, 10, 10, 0.1, 6, 1, 200, 0.95);

    private QualityPage() {}

    static HtmlReport addTo(HtmlReport report, ReportData<?> data) {
        if (data.features().rows() < 2) {
            return report.text("Explanation quality", "Too few held-out customers to measure it.");
        }
        ProbabilityModel model = data.live().churnModel();
        long seed = data.result().seed();
        FeatureMatrix rows = data.features().select(drawn(data.features().rows(), ROWS, seed));
        FeatureMatrix background = data.live()
                .pipeline()
                .transform(Arrays.stream(drawn(data.training().size(), BACKGROUND, seed))
                        .mapToObj(data.training()::get)
                        .toList());
        ShapleyExplainer shown = data.explainer();
        ShapleyExplainer interventional = Shapley.interventional(background).bind(model);
        QualityMeasures ofShown = ExplanationQuality.of(model, shown, background)
                .with(SETTINGS)
                .madeBy((against, otherSeed) -> seeded(Shapley.values(), otherSeed))
                .against(interventional)
                .measure(rows, seed);
        QualityMeasures ofInterventional = ExplanationQuality.of(model, interventional, background)
                .with(SETTINGS)
                .madeBy((against, otherSeed) -> seeded(Shapley.interventional(against), otherSeed))
                .against(shown)
                .measure(rows, seed);
        return report.choice(
                "Shapley values of the churn score, measured on " + rows.rows() + " held-out customers",
                "Values",
                List.of(
                        HtmlReport.titled("path-dependent, as shown here")
                                .lead("The other method below is the interventional one, as for reason codes.")
                                .quality(ofShown),
                        HtmlReport.titled("interventional, for reason codes")
                                .lead(
                                        "The other method below is the path-dependent one, as in the rest of this report.")
                                .quality(ofInterventional)));
    }

    /** The seed matters only where values are sampled: those of a forest are exact. */
    private static Shapley seeded(Shapley method, long seed) {
        return method.withPermutations(Shapley.DEFAULT_PERMUTATIONS, seed);
    }

    /** So many of the positions, in order. */
    private static int[] drawn(int rows, int most, long seed) {
        return rows <= most
                ? IntStream.range(0, rows).toArray()
                : new SplittableRandom(seed)
                        .ints(0, rows)
                        .distinct()
                        .limit(most)
                        .sorted()
                        .toArray();
    }
}
