// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AttributionsTest {
    private static final Schema SCHEMA = Schema.builder()
            .number("a")
            .number("b")
            .number("noise")
            .category("c")
            .build();
    private static final FeatureNames NAMES = FeatureNames.of("a", "b", "noise", "c");

    /** The contribution of a is its value, turned round where b is negative: both act together. */
    private static Attributions attributions(int rows) {
        SplittableRandom random = new SplittableRandom(3);
        List<Row> all = new ArrayList<>();
        double[] contributions = new double[rows * 4];
        for (int i = 0; i < rows; i++) {
            Row row = new Row(SCHEMA);
            row.setNumber(0, random.nextDouble(1, 2));
            row.setNumber(1, random.nextDouble(-1, 1));
            row.setNumber(2, random.nextDouble(-1, 1));
            row.setText(3, i % 4 == 0 ? "rare" : "often");
            all.add(row);
            contributions[4 * i] = row.number(0) * row.number(1);
            contributions[4 * i + 1] = 0.1;
            contributions[4 * i + 3] = i % 4 == 0 ? 0.4 : -0.2;
        }
        return Attributions.of(NAMES, all, contributions);
    }

    @Test
    void fields_are_ordered_by_the_mean_size_of_their_contributions() {
        Attributions attributions = attributions(400);
        assertThat(attributions.order()).containsExactly(0, 3, 1, 2);
        assertThat(attributions.dependence(2, 50)).extracting(HtmlReport::title).containsExactly("a", "c");
    }

    @Test
    void points_are_coloured_by_the_field_that_acts_together() {
        String html = attributions(400).dependence(1, 90).get(0).html();
        assertThat(html).contains("b up to", "b above").doesNotContain("noise up to", "missing");
    }

    @Test
    void a_category_shows_the_mean_of_each_level_the_most_frequent_first() {
        HtmlReport report = attributions(400).dependence(2, 90).get(1);
        BarSection bars = (BarSection) report.sections().get(0);
        assertThat(bars.bars()).extracting(Bar::label).containsExactly("often", "rare");
        assertThat(bars.bars()).extracting(Bar::text).containsExactly("−0.2 (300)", "0.4 (100)");
    }

    @Test
    void a_sample_is_evenly_spread_and_never_longer_than_the_rows() {
        assertThat(attributions(10).sample(5)).containsExactly(0, 2, 4, 6, 8);
        assertThat(attributions(3).sample(5)).containsExactly(0, 1, 2);
    }

    @Test
    void contributions_must_be_one_for_each_row_and_column() {
        assertThatThrownBy(() -> Attributions.of(NAMES, List.of(new Row(SCHEMA)), new double[5]))
                .hasMessage("The contributions (5) of 1 rows and 4 columns must be one for each, of at least one row.\n"
                        + "Maybe the names belong to another pipeline.");
        assertThatThrownBy(() -> Attributions.of(NAMES, List.of(), new double[0]))
                .hasMessageStartingWith("The contributions (0) of 0 rows");
    }
}
