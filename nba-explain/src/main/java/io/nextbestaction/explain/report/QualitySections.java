// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.explain.Interval;
import io.nextbestaction.explain.quality.AgainstRandom;
import io.nextbestaction.explain.quality.Agreement;
import io.nextbestaction.explain.quality.Axioms;
import io.nextbestaction.explain.quality.QualityMeasures;
import io.nextbestaction.explain.quality.RemovalCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How good explanations are: verdicts in words, curves beside random ones, how steady they are, and every measure. */
final class QualitySections {
    private static final String NONE = "–";

    private final QualityMeasures measures;
    private final int reasons;

    private QualitySections(QualityMeasures measures) {
        this.measures = measures;
        this.reasons = Math.min(measures.settings().reasons(), measures.fields().size());
    }

    static HtmlReport addTo(HtmlReport report, QualityMeasures measures) {
        return new QualitySections(measures).addTo(report);
    }

    private HtmlReport addTo(HtmlReport report) {
        HtmlReport curves = report.text(
                        "What the figures say", QualityVerdicts.of(measures).toArray(String[]::new))
                .text("How they were measured", how())
                .curve(
                        "Taking away the strongest fields first",
                        "fields taken away",
                        "share of the distance left",
                        lines(measures.deletion()))
                .curve(
                        "Telling the strongest fields first",
                        "fields told",
                        "share of the distance reached",
                        lines(measures.insertion()))
                .intervals("Beside random explanations", beside(), 0, 1);
        List<Estimate> steadiness = steadiness();
        return (steadiness.isEmpty() ? curves : curves.intervals("The same rows explained otherwise", steadiness, 0, 1))
                .table("Every measure", List.of("Measure", "Here", "Random", "How to read it"), rows());
    }

    private String how() {
        return text(
                "On %d rows, by %d fields, seed %d. All is about the score before calibration, log-odds where the model is"
                        + " logistic. A field is taken away by giving it the values of %d background rows, one after another, and"
                        + " averaging. Distance is that of a row's score from the average score; strongest are the fields that push it there most. Random means fields in a random"
                        + " order, or the same contributions dealt to other fields. Intervals are of level %s, over other rows. Steady and agreeing mean at least 80 %% of the strongest in common, partly 50 %%.",
                measures.rows(),
                measures.fields().size(),
                measures.seed(),
                measures.background(),
                Chart.brief(measures.settings().level()));
    }

    private static List<Series> lines(RemovalCurve curve) {
        double[] steps = new double[curve.measured().size()];
        for (int k = 0; k < steps.length; k++) {
            steps[k] = k;
        }
        return List.of(
                Series.of("as explained", steps, array(curve.measured())),
                Series.reference("in a random order", steps, array(curve.random())));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Each figure with the random one right below it. */
    private List<Estimate> beside() {
        List<Estimate> estimates = new ArrayList<>();
        beside(estimates, "Area left while taking away", measures.deletion().area());
        beside(estimates, "Area reached while telling", measures.insertion().area());
        beside(estimates, "Correlation with the score's fall", measures.faithfulness());
        return estimates;
    }

    private static void beside(List<Estimate> estimates, String name, AgainstRandom figure) {
        defined(estimates, name, figure.measured());
        defined(estimates, "… at random", figure.random());
    }

    private static void defined(List<Estimate> estimates, String name, Interval value) {
        if (!Double.isNaN(value.estimate())) {
            estimates.add(Estimate.of(name, value));
        }
    }

    private List<Estimate> steadiness() {
        List<Estimate> estimates = new ArrayList<>();
        steadiness(estimates, "other backgrounds", measures.otherBackgrounds());
        steadiness(estimates, "other seeds", measures.otherSeeds());
        steadiness(estimates, "another method", measures.otherMethod());
        steadiness(estimates, "shuffled labels", measures.shuffledLabels());
        return estimates;
    }

    private void steadiness(List<Estimate> estimates, String name, @Nullable Agreement agreement) {
        if (agreement != null && !isSame(agreement)) {
            defined(estimates, "Top " + reasons + ", " + name, agreement.top());
            defined(estimates, "Order, " + name, agreement.kendall());
        }
    }

    private static boolean isSame(@Nullable Agreement agreement) {
        return agreement != null && agreement.distance().estimate() == 0;
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        row(
                rows,
                "Completeness",
                tiny(measures.completeness()),
                "Largest gap between base plus contributions and the score. 0 but for rounding is right.");
        row(
                rows,
                "Infidelity, unexplained part",
                measures.unexplained(),
                "Of what the score does when random fields are taken away, the part the contributions do not foretell."
                        + " 0 is best, 1 is as good as saying nothing.");
        row(rows, "Infidelity", measures.infidelity(), "The same in squared score: to compare methods of one model.");
        row(
                rows,
                "Faithfulness correlation",
                measures.faithfulness(),
                "How well contributions of fields taken away go with the score's fall. 1 is best, 0 is chance.");
        row(
                rows,
                "Deletion area",
                measures.deletion().area(),
                "Mean height of the first curve. Well below random is good.");
        row(
                rows,
                "Insertion area",
                measures.insertion().area(),
                "Mean height of the second curve. Well above random is good.");
        row(
                rows,
                "Comprehensiveness at " + reasons,
                measures.comprehensiveness(),
                text(
                        "Share of the distance lost without the %d strongest fields. High is good: they were needed; above 1 the others pull the other way.",
                        reasons));
        row(
                rows,
                "Sufficiency at " + reasons,
                measures.sufficiency(),
                text(
                        "Share still missing with those %d alone. Near 0 is good: they suffice; below 0 as above.",
                        reasons));
        row(
                rows,
                "Compacity",
                figure(measures.compacity()),
                text(
                        "Fields, of %d, whose contributions give nine tenths of the whole. Few means that short reasons say"
                                + " nearly all.",
                        measures.fields().size()));
        row(
                rows,
                "Max-sensitivity",
                figure(measures.sensitivity()),
                text(
                        "Largest change of the contributions nearby (within %s standard deviations), relative to their size. Near"
                                + " 0 is steady; trees jump at thresholds.",
                        Chart.brief(measures.settings().radius())));
        row(
                rows,
                "Local Lipschitz",
                figure(measures.lipschitz()),
                "The same by distance: score for each standard deviation. To compare methods of one model.");
        agreement(
                rows,
                "other backgrounds",
                measures.otherBackgrounds(),
                "Against background rows drawn anew. Near 1 is good: reasons do not hang on who they are compared with.");
        agreement(rows, "other seeds", measures.otherSeeds(), "Made again by other seeds. 1 is an exact method.");
        agreement(
                rows,
                "another method",
                measures.otherMethod(),
                "Against another definition. Far below 1 means that the definition is part of the reason: name it.");
        agreement(
                rows,
                "shuffled labels",
                measures.shuffledLabels(),
                "Against a model that learnt nothing. Near 1 would be bad: the explanation would not depend on the model.");
        axioms(rows, measures.axioms());
        return rows;
    }

    private void agreement(List<List<String>> rows, String name, @Nullable Agreement agreement, String reading) {
        if (isSame(agreement)) {
            row(rows, "Contributions, " + name, "the same", reading);
        } else if (agreement != null) {
            row(rows, text("Top %d in common, %s", reasons, name), figure(agreement.top()), reading);
            row(rows, "Kendall’s tau, " + name, figure(agreement.kendall()), "The same of the order of all fields.");
            row(
                    rows,
                    "Distance, " + name,
                    figure(agreement.distance()),
                    "Of contributions, from 0 for the same to 1 for nothing in common.");
        }
    }

    private static void axioms(List<List<String>> rows, @Nullable Axioms axioms) {
        if (axioms != null) {
            row(rows, "Dummy", tiny(axioms.dummy()), "Largest contribution of a column no tree reads. 0 is right.");
            row(
                    rows,
                    "Symmetry",
                    tiny(axioms.symmetry()),
                    "Largest gap between a column and its duplicate. 0 is right.");
            row(
                    rows,
                    "Linearity",
                    tiny(axioms.linearity()),
                    "Largest gap between the forest and its two halves added. 0 is right.");
        }
    }

    private static void row(List<List<String>> rows, String measure, AgainstRandom figure, String reading) {
        rows.add(List.of(measure, figure(figure.measured()), figure(figure.random()), reading));
    }

    private static void row(List<List<String>> rows, String measure, String value, String reading) {
        rows.add(List.of(measure, value, NONE, reading));
    }

    private static String figure(Interval interval) {
        return Double.isNaN(interval.estimate())
                ? "not defined"
                : Estimate.of("", interval).text();
    }

    private static String tiny(double gap) {
        return gap == 0 ? "0" : Chart.minus(text("%.1e", gap));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
