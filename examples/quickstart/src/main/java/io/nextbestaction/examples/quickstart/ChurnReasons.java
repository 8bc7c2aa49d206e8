// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.reason.AdverseNotice;
import io.nextbestaction.explain.reason.AdverseReason;
import io.nextbestaction.explain.reason.AdverseReasons;
import io.nextbestaction.explain.reason.AdverseSide;
import io.nextbestaction.explain.reason.ReasonCatalog;
import io.nextbestaction.explain.reason.ReferenceGroup;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.explain.report.Metric;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scratch;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The churn score read as a lender reads a credit score: likely to leave from a cutoff on, with at most four reason codes.
 *
 * @param catalog the codes of the study, checked to speak for every field of the model
 * @param worth what the cutoff of the probability rests on
 * @param margin the same cutoff of the margin
 * @param near reasons against the training customers just below the cutoff, or all where nobody is
 * @param all reasons against all training customers
 */
record ChurnReasons(ReasonCatalog catalog, Study.Worth worth, double margin, AdverseReasons near, AdverseReasons all) {
    /** How far below the cutoff a customer of the reference group lies at the most, in log-odds. */
    static final double BAND = 0.25;

    /** The reasons of the engine's score; null where it is no forest. */
    static @Nullable ChurnReasons of(Study<?> study, ProbabilityModel model, FeatureMatrix training) {
        if (!(model.scorer() instanceof Forest forest)) {
            return null;
        }
        List<String> used = training.names().sources();
        ReasonCatalog catalog = ReasonCatalog.of(training.names(), study.reasons(training.names()))
                .declareProtected(
                        study.protectedFields().stream().filter(used::contains).toList());
        double margin = AdverseReasons.marginBelow(model, study.worth().cutoff());
        double[] margins = new double[training.rows()];
        forest.margins(training, 0, margins.length, margins, new Scratch());
        boolean hasNear = Arrays.stream(margins).anyMatch(m -> m <= margin && margin - m <= BAND);
        ReferenceGroup everybody = ReferenceGroup.all(training);
        ReferenceGroup just =
                hasNear ? ReferenceGroup.passing(forest, training, AdverseSide.HIGH, margin, BAND) : everybody;
        return new ChurnReasons(
                catalog,
                study.worth(),
                margin,
                AdverseReasons.of(catalog, forest, just, AdverseSide.HIGH, margin),
                AdverseReasons.of(catalog, forest, everybody, AdverseSide.HIGH, margin));
    }

    /** The decision summary of one customer: the score, the cutoff it is compared with, and the reasons. */
    HtmlReport addTo(HtmlReport report, String heading, double churn, double[] features) {
        AdverseNotice notice = near.explain(features);
        HtmlReport summary = report.metrics(
                heading,
                List.of(
                        new Metric("Score", text("%.1f %%", 100 * churn), "probability to leave"),
                        new Metric("Cutoff", text("%.1f %%", 100 * cutoff()), worth.assumed()),
                        new Metric(
                                "Outcome",
                                notice.isAdverse() ? "beyond" : "below",
                                notice.isAdverse() ? "likely to leave" : "not likely to leave: no reasons are due")));
        if (!notice.isAdverse()) {
            return summary;
        }
        return summary.table(
                notice.reasons().size() == 1 ? "The reason" : "The " + count(notice) + " reasons, the strongest first",
                List.of("Code", "Reason", "Log-odds"),
                notice.reasons().stream().map(ChurnReasons::row).toList());
    }

    double cutoff() {
        return worth.cutoff();
    }

    private static String count(AdverseNotice notice) {
        return List.of("no", "one", "two", "three", "four").get(notice.reasons().size());
    }

    private static List<String> row(AdverseReason reason) {
        return List.of(reason.code(), reason.text(), text("%+.2f", reason.contribution()));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
