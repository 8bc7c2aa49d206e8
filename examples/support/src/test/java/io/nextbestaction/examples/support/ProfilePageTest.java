// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.features.profile.DataProfile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfilePageTest {
    private static final String HOSTILE = "<script>alert('x')</script>";

    private static String page(DataProfile profile) {
        return ProfilePage.addTo(HtmlReport.titled("a table"), profile).html();
    }

    private static Row row(Schema schema, double amount, double twice, String city, LocalDate since) {
        Row row = new Row(schema);
        row.setNumber(0, amount);
        row.setNumber(1, twice);
        row.setText(2, city);
        row.setNumber(3, (double) since.toEpochDay());
        return row;
    }

    @Test
    void a_profile_shows_missing_values_quantiles_outliers_levels_balance_and_correlations() {
        Schema schema = Schema.of(List.of(
                new Field("amount", FieldType.NUMBER),
                new Field("twice", FieldType.NUMBER),
                new Field("city", FieldType.CATEGORY),
                new Field("since", FieldType.DATE)));
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            rows.add(row(schema, i, 2 * i, i < 4 ? "Lisbon" : "Porto", LocalDate.of(2026, 1, i)));
        }
        rows.add(row(schema, 100, Double.NaN, "Porto", LocalDate.of(2026, 1, 10)));
        boolean[] labels = new boolean[10];
        labels[0] = true;
        labels[1] = true;

        String html = page(DataProfile.of(schema, rows, labels));

        assertThat(text(html))
                .contains("Event rate | 20.0 % | 2 rows")
                .contains("twice | number | 9 | 1 | 10.0 | 9 | ")
                .contains("amount | 14.5 | ")
                .contains(" | 1 | 1.45 | 3.25 | 5.5 | 7.75 | 59.05 | 100 | 0 | 1")
                .contains("2026-01-01")
                .contains("2026-01-10")
                .contains("city | Porto | 7 | 70.0")
                .contains("city | Lisbon | 3 | 30.0")
                .contains("amount and twice | ")
                .contains("+1.00");
    }

    /** The texts of a page, a bar where tags stood. */
    private static String text(String html) {
        return html.replaceAll("(<[^>]*>\\s*)+", " | ").replaceAll("( \\| *)+", " | ");
    }

    @Test
    void hostile_names_and_levels_are_escaped() {
        Schema schema =
                Schema.of(List.of(new Field(HOSTILE, FieldType.CATEGORY), new Field("a\"b&c", FieldType.NUMBER)));
        Row row = new Row(schema);
        row.setText(0, "</td><img src=x onerror=y>");
        row.setNumber(1, Double.NaN);

        String html = page(DataProfile.of(schema, List.of(row)));

        assertThat(html)
                .doesNotContain("<script>alert", "alert('x')")
                .doesNotContain("<img")
                .contains("&lt;script&gt;")
                .contains("&lt;img src=x onerror=y&gt;")
                .contains("b&amp;c")
                .contains("constant");
    }
}
