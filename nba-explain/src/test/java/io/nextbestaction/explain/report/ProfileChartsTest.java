// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.explain.profile.Profiles;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileChartsTest {
    private static final int ROWS = 200;

    /** Columns: a ramp, a flag, and one that never changes. */
    private static FeatureMatrix rows() {
        double[] values = new double[3 * ROWS];
        for (int r = 0; r < ROWS; r++) {
            values[3 * r] = r;
            values[3 * r + 1] = r % 2;
            values[3 * r + 2] = 7;
        }
        return FeatureMatrix.of(FeatureNames.of("ramp", "flag", "still"), values);
    }

    /** −1 below 100 of the ramp and 1 from there, and 5 for the flag. */
    private static Forest forest() {
        int[] left = {1, -1, -1};
        int[] right = {2, -1, -1};
        double[] cover = {ROWS, ROWS / 2, ROWS / 2};
        boolean[] missing = new boolean[3];
        return Forest.builder(3, Link.LOGISTIC, 0)
                .tree(new int[] {0, -1, -1}, new double[] {100, -1, 1}, missing, left, right, cover)
                .tree(new int[] {1, -1, -1}, new double[] {0.5, 0, 5}, missing, left, right, cover)
                .build();
    }

    private static List<HtmlReport> charts(int... columns) {
        return ProfileCharts.of(Profiles.exact(forest(), rows()), rows(), columns, 4, "log-odds");
    }

    @Test
    void a_number_is_a_line_of_steps_over_the_lines_of_single_customers() {
        HtmlReport ramp = charts(0).get(0);
        CurveSection curve = (CurveSection) ramp.sections().get(0);
        assertThat(curve.series()).hasSize(5);
        Series all = curve.series().get(4);
        assertThat(all.name()).isEqualTo("all customers");
        assertThat(all.x(0)).isEqualTo(2);
        assertThat(all.x(all.size() - 1)).isEqualTo(197);
        assertThat(all.y(0)).as("half of the customers have the flag").isEqualTo(1.5);
        assertThat(all.y(all.size() - 1)).isEqualTo(3.5);
        assertThat(all.x(1)).isEqualTo(100);
        assertThat(all.x(2)).isEqualTo(100);
        assertThat(all.y(1)).isEqualTo(1.5);
        assertThat(all.y(2)).isEqualTo(3.5);
    }

    @Test
    void a_flag_is_bars_and_what_never_changes_is_left_out() {
        List<HtmlReport> reports = charts(2, 1);
        assertThat(reports).extracting(HtmlReport::title).containsExactly("flag");
        BarSection bars = (BarSection) reports.get(0).sections().get(0);
        assertThat(bars.bars()).extracting(Bar::label).containsExactly("0", "1");
        assertThat(bars.bars()).extracting(Bar::value).containsExactly(0.0, 5.0);
    }
}
