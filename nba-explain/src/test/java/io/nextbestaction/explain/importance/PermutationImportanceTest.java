// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.explain.Interval;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PermutationImportanceTest {
    private static final FeatureNames NAMES = FeatureNames.of(List.of(
            new Feature("a", "a"),
            new Feature("b", "b"),
            new Feature("a × b", List.of("a", "b")),
            new Feature("c", "c")));
    private static final LinearModel MODEL =
            LinearModel.of(new double[] {2, -1, 0.5, 0}, 0.25, new double[4], Link.IDENTITY);

    private static FeatureMatrix rows(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = random.doubles(4L * rows, -1, 1).toArray();
        for (int r = 0; r < rows; r++) {
            values[4 * r + 2] = values[4 * r] * values[4 * r + 1];
        }
        return FeatureMatrix.of(NAMES, values);
    }

    private static double[] margins(FeatureMatrix rows) {
        double[] row = new double[rows.columns()];
        double[] out = new double[rows.rows()];
        for (int r = 0; r < out.length; r++) {
            rows.row(r, row);
            out[r] = MODEL.margin(row);
        }
        return out;
    }

    @Test
    void the_fall_of_squared_error_is_that_of_a_value_from_any_row() {
        FeatureMatrix rows = rows(60, 1);
        double[] outcomes = margins(rows);
        List<Importance> found = new PermutationImportance(ScoreMetric.squaredError(), 2000, 100, 0.95, 7)
                .measure(PermutationImportanceTest::margins, rows, outcomes, FeatureGroup.byColumn(NAMES));
        assertThat(found).extracting(Importance::feature).containsExactly("a", "b", "a × b", "c");
        for (int c = 0; c < 3; c++) {
            // a shuffled value is equally likely that of every row: the mean over all pairs of rows
            double truth = 0;
            for (int r = 0; r < rows.rows(); r++) {
                for (int other = 0; other < rows.rows(); other++) {
                    double moved = MODEL.weight(c) * (rows.get(r, c) - rows.get(other, c));
                    truth += moved * moved / rows.rows() / rows.rows();
                }
            }
            Interval value = found.get(c).value();
            assertThat(value.estimate()).isEqualTo(truth, within(0.01 * truth));
            assertThat(value.low()).isPositive().isLessThan(value.estimate());
            assertThat(value.high()).isGreaterThan(value.estimate());
            assertThat(value.excludes(0)).isTrue();
        }
        assertThat(found.get(3).value()).isEqualTo(new Interval(0, 0, 0, 0.95));
    }

    @Test
    void all_columns_of_a_field_are_shuffled_alike() {
        FeatureMatrix rows = rows(40, 2);
        List<FeatureGroup> groups = FeatureGroup.bySource(NAMES);
        assertThat(groups).hasToString("[a[0, 2], b[1, 2], c[3]]");
        List<FeatureMatrix> scored = new ArrayList<>();
        PermutationImportance.of(ScoreMetric.squaredError(), 3)
                .measure(
                        matrix -> {
                            scored.add(matrix);
                            return margins(matrix);
                        },
                        rows,
                        margins(rows),
                        groups);
        FeatureMatrix shuffled = scored.get(1);
        int moved = 0;
        for (int r = 0; r < rows.rows(); r++) {
            int from = 0;
            while (rows.get(from, 0) != shuffled.get(r, 0)) {
                from++;
            }
            moved += from == r ? 0 : 1;
            assertThat(shuffled.get(r, 2)).isEqualTo(rows.get(from, 2));
            assertThat(shuffled.get(r, 1)).isEqualTo(rows.get(r, 1));
            assertThat(shuffled.get(r, 3)).isEqualTo(rows.get(r, 3));
        }
        assertThat(moved).isPositive();
        assertThat(groups.get(0).sum(new double[] {1, 10, 100, 1000})).isEqualTo(51);
    }

    @Test
    void the_same_seed_gives_the_same_bits_and_any_metric_serves() {
        FeatureMatrix rows = rows(200, 3);
        double[] outcomes = Arrays.stream(margins(rows)).map(m -> m > 0 ? 1 : 0).toArray();
        PermutationImportance settings = PermutationImportance.of(ScoreMetric.auc(), 9);
        List<FeatureGroup> groups = List.of(FeatureGroup.of("both", NAMES, "a", "b", "a × b"));
        java.util.function.Function<FeatureMatrix, double[]> scores =
                m -> Arrays.stream(margins(m)).map(Link::sigmoid).toArray();
        List<Importance> once = settings.measure(scores, rows, outcomes, groups);
        assertThat(settings.measure(scores, rows, outcomes, groups)).isEqualTo(once);
        assertThat(once.get(0).value().estimate()).isEqualTo(0.5, within(0.08));
        assertThat(once.get(0).value().excludes(0.5)).isFalse();
        assertThat(new Interval(0.5, 0.25, 0.75, 0.9)).hasToString("0.500 (0.250 to 0.750)");
    }

    @Test
    void what_does_not_fit_is_refused() {
        FeatureMatrix rows = rows(3, 1);
        PermutationImportance settings = PermutationImportance.of(ScoreMetric.auc(), 1);
        List<FeatureGroup> groups = FeatureGroup.byColumn(NAMES);
        assertThatThrownBy(() -> settings.measure(m -> new double[3], rows, new double[2], groups))
                .hasMessage("The outcomes (2) of an importance must be as many as the rows (3), and at least 1.\n"
                        + "Maybe the rows were filtered afterwards.");
        assertThatThrownBy(() -> settings.measure(m -> new double[1], rows, new double[3], groups))
                .hasMessage("The scores (1) must be as many as the rows (3).\nMaybe the function scores one row only.");
        assertThatThrownBy(() -> settings.measure(m -> new double[3], rows, new double[3], groups))
                .hasMessage("The metric (NaN) of 3 rows must be defined.\nMaybe the rows hold one class only.");
        assertThatThrownBy(() -> new PermutationImportance(ScoreMetric.auc(), 0, 10, 0.9, 1))
                .hasMessage("The shuffles (0) of an importance must be at least 1.\nMaybe 5 is meant.");
        assertThatThrownBy(() -> new PermutationImportance(ScoreMetric.auc(), 1, 1, 0.9, 1))
                .hasMessage("The replicates (1) of an interval must be at least 2.\nMaybe 1000 is meant.");
        assertThatThrownBy(() -> new PermutationImportance(ScoreMetric.auc(), 1, 2, 1, 1))
                .hasMessage("The level (1.0) of an interval must lie between 0 and 1.\nMaybe 0.95 is meant.");
        assertThatThrownBy(() -> FeatureGroup.of("all", NAMES, "a", "x"))
                .hasMessage("The column \"x\" of group \"all\" must be one of the 4 features.\nMaybe \"a\" was meant.");
        assertThatThrownBy(() -> FeatureGroup.of("all", NAMES))
                .hasMessage("The columns (none) of group \"all\" must be at least one.\nMaybe leave the group out.");
    }
}
