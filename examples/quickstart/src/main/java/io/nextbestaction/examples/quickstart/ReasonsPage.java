// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.reason.AdverseNotice;
import io.nextbestaction.explain.reason.AdverseReason;
import io.nextbestaction.explain.reason.ReasonCode;
import io.nextbestaction.explain.reason.ReasonRecord;
import io.nextbestaction.explain.report.Bar;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.explain.report.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The reason codes of the churn score: what they are, how they are found, how far they carry, how often each is given. */
final class ReasonsPage {
    /** How many are explained again and again, for what takes long: against other groups. */
    private static final int DRAWN_CUSTOMERS = 200;

    private static final int DRAWS = 10;
    private static final int MOST = 1000;

    private final ReportData<?> data;
    private final ChurnReasons reasons;
    private final List<Integer> beyond = new ArrayList<>();
    private final List<AdverseNotice> notices = new ArrayList<>();
    private final List<AdverseNotice> againstAll = new ArrayList<>();

    private ReasonsPage(ReportData<?> data, ChurnReasons reasons) {
        this.data = data;
        this.reasons = reasons;
        for (int r = 0; r < data.features().rows() && notices.size() < MOST; r++) {
            AdverseNotice notice = reasons.near().explain(data.featuresOf(r));
            if (notice.isAdverse()) {
                beyond.add(r);
                notices.add(notice);
            }
        }
        beyond.stream()
                .limit(DRAWN_CUSTOMERS)
                .forEach(r -> againstAll.add(reasons.all().explain(data.featuresOf(r))));
    }

    /** The report with the page; without it where there are no reason codes. */
    static HtmlReport addTo(HtmlReport report, ReportData<?> data) {
        ChurnReasons reasons = data.reasons();
        if (reasons == null) {
            return report;
        }
        ReasonsPage page = new ReasonsPage(data, reasons);
        return page.notices.isEmpty() ? report : page.write(report.page("Reason codes"));
    }

    private HtmlReport write(HtmlReport report) {
        ReasonRecord record = notices.get(0).record();
        return report.text(
                        "How to read this",
                        "Churn is no credit decision: nothing here is an adverse action under Regulation B (12 CFR 1002.9), and"
                                + " no notice is due. The algorithm and the codes are those a lender would use; its adverse"
                                + " side is here the high side of churn.",
                        text(
                                "A customer whose probability to leave is %.1f %% or more is beyond the cutoff and gets at most"
                                        + " four reasons: the codes whose fields move the score most to the bad side of a"
                                        + " reference group's average, by exact interventional Shapley values of the log-odds"
                                        + " added up by code. A code says too high or too low only where the customer's exact"
                                        + " curve has that one direction on the way to the group's median.",
                                100 * reasons.cutoff()),
                        data.study().worth().told(data.result().currency()),
                        reference(record),
                        data.study().declaresReasons()
                                ? "The codes are an example. They were checked to speak for every field of the model, each"
                                        + " once, when they were built."
                                : "No codes were declared: every field has one of its own.")
                .metrics(
                        "Self-checks on the first " + notices.size() + " held-out customers beyond the cutoff",
                        checks())
                .bars(
                        "Share of them given each code",
                        codes().stream()
                                .map(this::given)
                                .sorted(Comparator.comparingDouble(bar -> -bar.value()))
                                .toList())
                .table(
                        "The codes",
                        List.of("Code", "Text", "Fields", "First", "Too high", "Too low", "No direction"),
                        codes().stream().map(this::described).toList())
                .table("What is recorded with every case", List.of("Fact", "Value"), recorded(record));
    }

    private String reference(ReasonRecord record) {
        int everybody = againstAll.get(0).record().referenceRows();
        if (record.reference().equals(againstAll.get(0).record().reference())) {
            return text("Reference group: all %d training customers; nobody is just below the cutoff.", everybody);
        }
        return text(
                "Reference group: the %d training customers at or up to %.2f log-odds below the cutoff. Compared with: all %d"
                        + " training customers, the other accepted method.",
                record.referenceRows(), ChurnReasons.BAND, everybody);
    }

    private List<Metric> checks() {
        FeatureMatrix some = data.features()
                .select(beyond.stream()
                        .limit(DRAWN_CUSTOMERS)
                        .mapToInt(Integer::intValue)
                        .toArray());
        double stability = Arrays.stream(
                        reasons.near().stability(some, DRAWS, data.result().seed()))
                .average()
                .orElseThrow();
        double agreement = 0;
        for (int i = 0; i < againstAll.size(); i++) {
            agreement += overlap(notices.get(i), againstAll.get(i)) / againstAll.size();
        }
        return List.of(
                new Metric(
                        "Share named",
                        percent(notices.stream()
                                .mapToDouble(AdverseNotice::covered)
                                .average()
                                .orElseThrow()),
                        "of all that speaks against a customer, on average"),
                new Metric(
                        "Gap covered",
                        percent(medianGap()),
                        "of the distance to the group's average, in the middle; above 100 % where others speak for the"
                                + " customer"),
                new Metric(
                        "Neutralised",
                        percent(share(AdverseNotice::passesWithoutThem)),
                        "would be below the cutoff with the named fields at the group's medians"),
                new Metric(
                        "Stability",
                        text("%.3f", stability),
                        text("overlap of the codes over %d groups drawn anew, %d customers", DRAWS, some.rows())),
                new Metric(
                        "Both groups",
                        text("%.3f", agreement),
                        text("overlap with the codes against all training customers, %d customers", againstAll.size())),
                data.study().protectedFields().isEmpty()
                        ? new Metric("Protected", "–", "no field was declared protected")
                        : new Metric(
                                "Protected",
                                percent(share(notice -> !notice.warnings().isEmpty())),
                                "name a field declared protected: warned of, never dropped"));
    }

    private static double overlap(AdverseNotice one, AdverseNotice other) {
        Set<String> codes = codes(one);
        Set<String> either = new HashSet<>(codes);
        either.addAll(codes(other));
        codes.retainAll(codes(other));
        return either.isEmpty() ? 1 : (double) codes.size() / either.size();
    }

    private static Set<String> codes(AdverseNotice notice) {
        return notice.reasons().stream().map(AdverseReason::code).collect(Collectors.toCollection(HashSet::new));
    }

    /** A mean would be ruled by customers whose distance is next to nothing. */
    private double medianGap() {
        double[] gaps = notices.stream()
                .mapToDouble(AdverseNotice::gapCovered)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return gaps.length == 0 ? Double.NaN : gaps[gaps.length / 2];
    }

    private double share(Predicate<AdverseNotice> which) {
        return (double) notices.stream().filter(which).count() / notices.size();
    }

    private List<ReasonCode> codes() {
        return reasons.catalog().codes();
    }

    private Bar given(ReasonCode code) {
        double share = share(notice -> codes(notice).contains(code.code()));
        return new Bar(code.code() + " " + code.text(), 100 * share, percent(share));
    }

    private List<String> described(ReasonCode code) {
        List<String> guarded = data.study().protectedFields();
        return List.of(
                code.code(),
                code.text(),
                code.fields().stream()
                        .map(field -> guarded.contains(field) ? field + " (protected)" : field)
                        .collect(Collectors.joining(", ")),
                Long.toString(notices.stream()
                        .filter(notice -> !notice.reasons().isEmpty()
                                && notice.reasons().get(0).code().equals(code.code()))
                        .count()),
                told(code, AdverseReason.Direction.TOO_HIGH),
                told(code, AdverseReason.Direction.TOO_LOW),
                told(code, AdverseReason.Direction.UNCERTAIN));
    }

    private String told(ReasonCode code, AdverseReason.Direction direction) {
        return Long.toString(notices.stream()
                .flatMap(notice -> notice.reasons().stream())
                .filter(reason -> reason.code().equals(code.code()) && reason.direction() == direction)
                .count());
    }

    private List<List<String>> recorded(ReasonRecord record) {
        return List.of(
                List.of("Version of the algorithm", Integer.toString(record.version())),
                List.of("Method", record.method()),
                List.of("Average of the reference group, log-odds", text("%.6f", record.base())),
                List.of("Cutoff, log-odds", text("%.6f", reasons.margin())),
                List.of("Score (SHA-256)", record.model()),
                List.of(
                        "Models and features of the engine (SHA-256)",
                        data.live().version().model()),
                List.of("Reason codes (SHA-256)", record.catalog()),
                List.of("Reference group (SHA-256)", record.reference()),
                List.of(
                        "Contribution of every code",
                        "of the customer, in the catalogue's order: "
                                + record.contributions().size() + " numbers"));
    }

    private static String percent(double share) {
        return text("%.1f %%", 100 * share);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
