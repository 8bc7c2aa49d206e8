// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.explain.Interval;
import io.nextbestaction.explain.statistics.Resamples;
import org.junit.jupiter.api.Test;

class RowFiguresTest {
    private static final RowFigures FIGURES = new RowFigures(new Resamples(200, 0.95, 1));

    @Test
    void variants_count_alike_and_widen_the_interval() {
        assertThat(FIGURES.mean(new double[][] {{1, 1, 1}, {3, 3, 3}})).isEqualTo(new Interval(2, 1, 3, 0.95));
    }

    @Test
    void a_ratio_is_that_of_the_sums() {
        Interval ratio = FIGURES.ratio(new double[] {1, 8}, new double[] {1, 2});
        assertThat(ratio).isEqualTo(new Interval(3, 1, 4, 0.95));
    }

    @Test
    void rows_that_define_nothing_are_left_out() {
        assertThat(FIGURES.mean(new double[] {5, Double.NaN, 5})).isEqualTo(new Interval(5, 5, 5, 0.95));
        assertThat(FIGURES.mean(new double[] {Double.NaN, Double.NaN}).estimate())
                .isNaN();
    }

    @Test
    void differences_are_taken_row_by_row() {
        AgainstRandom figure = FIGURES.means(new double[] {1, 5, 9}, new double[] {0, 4, 8});
        assertThat(figure.difference()).isEqualTo(new Interval(1, 1, 1, 0.95));
        assertThat(figure.measured().high()).isGreaterThan(figure.measured().low());
    }

    @Test
    void contributions_of_other_signs_are_far_apart() {
        Agreements agreements = new Agreements(new double[][] {{1, -2}, {3, 0}}, QualitySettings.defaults());
        agreements.add(new double[][] {{-1, 2}, {-3, 0}});
        Agreement agreement = agreements.of(FIGURES);
        assertThat(agreement.distance()).isEqualTo(new Interval(1, 1, 1, 0.95));
        assertThat(agreement.kendall().estimate()).as("by size").isEqualTo(1);
        assertThat(agreement.top().estimate()).isEqualTo(1);
    }
}
