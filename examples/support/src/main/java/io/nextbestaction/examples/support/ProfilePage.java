// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.support;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Numbers;
import io.nextbestaction.explain.report.Bar;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.explain.report.Metric;
import io.nextbestaction.features.profile.ClassBalance;
import io.nextbestaction.features.profile.Correlation;
import io.nextbestaction.features.profile.DataProfile;
import io.nextbestaction.features.profile.FieldProfile;
import io.nextbestaction.features.profile.LevelCount;
import io.nextbestaction.features.profile.NumberSummary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a table holds as sections of a report: types, missing values, quantiles, outliers, levels, class balance and the
 * strongest correlations. The page shows extremes and levels of single fields, which are customer data.
 */
public final class ProfilePage {
    private static final int LISTED = 20;

    private ProfilePage() {}

    /** A report with the sections of a profile after those it has. */
    public static HtmlReport addTo(HtmlReport report, DataProfile profile) {
        HtmlReport page = report.metrics("The table", figures(profile))
                .table(
                        "Fields",
                        List.of("Field", "Type", "Present", "Missing", "Missing %", "Distinct", "Remark"),
                        profile.fields().stream().map(ProfilePage::field).toList());
        ClassBalance balance = profile.balance();
        if (balance != null) {
            page = page.bars(
                    "Class balance (rows)",
                    List.of(share("event", balance.events(), profile), share("other", balance.others(), profile)));
        }
        return page.bars("Missing values (% of rows)", missing(profile))
                .bars("Strongest correlations", correlations(profile))
                .table(
                        "Numbers, flags and dates",
                        List.of(
                                "Field",
                                "Mean",
                                "Deviation",
                                "Least",
                                "5 %",
                                "25 %",
                                "Median",
                                "75 %",
                                "95 %",
                                "Greatest",
                                "Zeros",
                                "Outliers"),
                        numbers(profile))
                .table("Commonest levels", List.of("Field", "Level", "Rows", "Rows %"), levels(profile));
    }

    private static List<Metric> figures(DataProfile profile) {
        long incomplete =
                profile.fields().stream().filter(field -> field.missing() > 0).count();
        long constant =
                profile.fields().stream().filter(FieldProfile::isConstant).count();
        List<Metric> figures = new ArrayList<>(List.of(
                new Metric("Rows", Integer.toString(profile.rows()), ""),
                new Metric("Fields", Integer.toString(profile.fields().size()), ""),
                new Metric("Fields with missing values", Long.toString(incomplete), ""),
                new Metric("Constant fields", Long.toString(constant), "")));
        ClassBalance balance = profile.balance();
        if (balance != null) {
            figures.add(new Metric("Event rate", percent(balance.rate()) + " %", balance.events() + " rows"));
        }
        return figures;
    }

    private static List<String> field(FieldProfile field) {
        return List.of(
                field.field().name(),
                field.field().type().name().toLowerCase(Locale.ROOT),
                Integer.toString(field.present()),
                Integer.toString(field.missing()),
                percent(field.missingShare()),
                Integer.toString(field.distinct()),
                field.isConstant() ? "constant" : "");
    }

    private static Bar share(String label, int rows, DataProfile profile) {
        return new Bar(label, rows, rows + " (" + percent((double) rows / profile.rows()) + " %)");
    }

    private static List<Bar> missing(DataProfile profile) {
        return profile.fields().stream()
                .filter(field -> field.missing() > 0)
                .sorted(Comparator.comparingInt(field -> -field.missing()))
                .limit(LISTED)
                .map(field ->
                        new Bar(field.field().name(), 100 * field.missingShare(), percent(field.missingShare()) + " %"))
                .toList();
    }

    private static List<Bar> correlations(DataProfile profile) {
        return profile.correlations().stream()
                .filter(pair -> !Double.isNaN(pair.value()))
                .sorted(Comparator.comparingDouble((Correlation pair) -> -Math.abs(pair.value())))
                .limit(LISTED)
                .map(pair -> new Bar(
                        pair.field() + " and " + pair.other(),
                        pair.value(),
                        String.format(Locale.ROOT, "%+.2f", pair.value())))
                .toList();
    }

    private static List<List<String>> numbers(DataProfile profile) {
        List<List<String>> rows = new ArrayList<>();
        for (FieldProfile field : profile.fields()) {
            NumberSummary x = field.numbers();
            if (x != null) {
                FieldType type = field.field().type();
                rows.add(List.of(
                        field.field().name(),
                        value(type, x.mean()),
                        Numbers.display(x.deviation()) + (type == FieldType.DATE ? " days" : ""),
                        value(type, x.minimum()),
                        value(type, x.q05()),
                        value(type, x.q25()),
                        value(type, x.median()),
                        value(type, x.q75()),
                        value(type, x.q95()),
                        value(type, x.maximum()),
                        type == FieldType.DATE ? "" : Integer.toString(x.zeros()),
                        Integer.toString(x.outliers())));
            }
        }
        return rows;
    }

    private static List<List<String>> levels(DataProfile profile) {
        List<List<String>> rows = new ArrayList<>();
        for (FieldProfile field : profile.fields()) {
            for (LevelCount level : field.levels()) {
                rows.add(List.of(
                        field.field().name(),
                        level.level(),
                        Integer.toString(level.rows()),
                        percent((double) level.rows() / profile.rows())));
            }
        }
        return rows;
    }

    private static String value(FieldType type, double value) {
        return type == FieldType.DATE ? LocalDate.ofEpochDay(Math.round(value)).toString() : Numbers.display(value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
