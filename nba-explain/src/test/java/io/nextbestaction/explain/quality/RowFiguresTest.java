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

    /** A field that gets nothing is no reason: the first four of five would else be mostly the same by position. */
    @Test
    void fields_without_contribution_are_not_in_common() {
        Agreements apart = new Agreements(new double[][] {{0, 0, 0, 0, 1}}, QualitySettings.defaults());
        apart.add(new double[][] {{0, 0, 0, 1, 0}});
        assertThat(apart.of(FIGURES).top().estimate()).isZero();
        Agreements half = new Agreements(new double[][] {{0, 0, 0, -1, 2}}, QualitySettings.defaults());
        half.add(new double[][] {{0, 0, 0, 0, 7}});
        assertThat(half.of(FIGURES).top().estimate()).isEqualTo(0.5);
        Agreements none = new Agreements(new double[2][5], QualitySettings.defaults());
        none.add(new double[2][5]);
        assertThat(none.of(FIGURES).top().estimate()).isNaN();
    }

    @Test
    void a_row_that_one_side_leaves_undefined_is_left_out_of_both() {
        AgainstRandom figure = FIGURES.means(new double[] {1, 5, 9}, new double[] {0, Double.NaN, 8});
        assertThat(figure.measured().estimate()).isEqualTo(5);
        assertThat(figure.random().estimate()).isEqualTo(4);
        AgainstRandom other = FIGURES.means(new double[] {Double.NaN, 5, 9}, new double[] {7, 4, 8});
        assertThat(other.random().estimate()).isEqualTo(6);
        assertThat(other.difference().estimate()).isEqualTo(1);
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
